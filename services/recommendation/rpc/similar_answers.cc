#include "services/recommendation/rpc/similar_answers.h"

#include <utility>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/rpc/request_checks.h"

namespace byline::recommendation {
namespace {

// A change of one of the few articles in a list while it is computed (a
// millisecond) is rare; several times in a row it does not happen by chance.
constexpr int kAttempts = 5;

void Fill(std::vector<SimilarResult> results, const Revision& as_of,
          v1::ListSimilarArticlesResponse& response,
          std::vector<std::string>& depends_on) {
  for (SimilarResult& result : results) {
    depends_on.push_back(result.article.article());
    *response.add_similar_articles() = std::move(result.article);
  }
  *response.mutable_as_of_revision() = ToMessage(as_of);
}

}  // namespace

absl::Status SimilarAnswers::Judged(
    const Revision& min_revision, absl::Time deadline, bool& stale,
    const std::function<absl::Status(
        const Revision&, std::vector<std::string>&)>& compute) const {
  const absl::Status reached = judge_.WaitFor(min_revision, deadline);
  if (!reached.ok()) return reached;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const Revision as_of = judge_.AsOf();
    std::vector<std::string> depends_on;
    const absl::Status computed = compute(as_of, depends_on);
    const Freshness freshness = judge_.Judge(as_of, depends_on);
    stale = freshness == Freshness::kStale;
    if (MayGive(freshness)) return computed;
    if (freshness == Freshness::kNoLease) return NoLease();
  }
  return ErrorWithReason(absl::StatusCode::kUnavailable,
                         "ANSWER_KEEPS_CHANGING",
                         "the articles of the answer changed again and again "
                         "while it was made; ask again");
}

absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> SimilarAnswers::List(
    const v1::ListSimilarArticlesRequest& request, absl::Time deadline) const {
  const absl::Status name = CheckArticleName("article", request.article());
  if (!name.ok()) return name;
  const absl::StatusOr<SimilarityRequest> list =
      CheckList(request.page_size(), request.mode(), request.any_language());
  if (!list.ok()) return list.status();
  Given<v1::ListSimilarArticlesResponse> response;
  const absl::Status status =
      Judged(FromMessage(request.min_revision()), deadline, response.stale,
             [&](const Revision& as_of, std::vector<std::string>& depends_on) {
               depends_on.push_back(request.article());
               response.message.Clear();
               absl::StatusOr<std::vector<SimilarResult>> results =
                   index_.List(request.article(), *list);
               if (!results.ok()) return results.status();
               Fill(*std::move(results), as_of, response.message, depends_on);
               return absl::OkStatus();
             });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> SimilarAnswers::Find(
    const v1::FindSimilarArticlesRequest& request, absl::Time deadline) const {
  const absl::Status draft = CheckDraft(request.article());
  if (!draft.ok()) return draft;
  const absl::StatusOr<SimilarityRequest> list =
      CheckList(request.page_size(), request.mode(), request.any_language());
  if (!list.ok()) return list.status();
  article::v1::Article article = request.article();
  MarkRepeatedHeadline(article);
  const PreparedArticle prepared = PrepareArticle(article);
  Given<v1::ListSimilarArticlesResponse> response;
  const absl::Status status = Judged(
      Revision(), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        response.message.Clear();
        Fill(index_.Find(prepared, *list), as_of, response.message, depends_on);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<Given<v1::SimilarityExplanation>> SimilarAnswers::Explain(
    const v1::ExplainSimilarityRequest& request, Audience audience,
    absl::Time deadline) const {
  for (const auto& [field, name] :
       {std::pair("article", request.article()),
        std::pair("other_article", request.other_article())}) {
    const absl::Status checked = CheckArticleName(field, name);
    if (!checked.ok()) return checked;
  }
  const absl::StatusOr<v1::SimilarityMode> mode = CheckMode(request.mode());
  if (!mode.ok()) return mode.status();
  Given<v1::SimilarityExplanation> explanation;
  const absl::Status status = Judged(
      FromMessage(request.min_revision()), deadline, explanation.stale,
      [&](const Revision&, std::vector<std::string>& depends_on) {
        depends_on = {request.article(), request.other_article()};
        absl::StatusOr<v1::SimilarityExplanation> explained = index_.Explain(
            request.article(), request.other_article(), *mode, audience);
        if (!explained.ok()) return explained.status();
        explanation.message = *std::move(explained);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return explanation;
}

}  // namespace byline::recommendation
