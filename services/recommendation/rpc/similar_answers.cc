#include "services/recommendation/rpc/similar_answers.h"

#include <utility>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/rpc/request_checks.h"

namespace byline::recommendation {
namespace {

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

absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> SimilarAnswers::List(
    const v1::ListSimilarArticlesRequest& request, absl::Time deadline) const {
  const absl::Status name = CheckArticleName("article", request.article());
  if (!name.ok()) return name;
  const absl::StatusOr<SimilarityRequest> list =
      CheckList(request.page_size(), request.mode(), request.any_language(),
                request.conditions());
  if (!list.ok()) return list.status();
  Given<v1::ListSimilarArticlesResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, FromMessage(request.min_revision()), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        depends_on.push_back(request.article());
        response.message.Clear();
        absl::StatusOr<std::vector<SimilarResult>> results =
            index_.List(request.article(), *list);
        if (!results.ok()) return results.status();
        Fill(*std::move(results), as_of, response.message, depends_on);
        ListFacts facts = index_.FactsOfList(request.article(), list->now);
        response.message.set_off(facts.off);
        *response.message.mutable_model_version() = std::move(facts.version);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> SimilarAnswers::Find(
    const v1::FindSimilarArticlesRequest& request, Role role,
    absl::Time deadline) const {
  const absl::StatusOr<SimilarityRequest> list =
      CheckList(request.page_size(), request.mode(), request.any_language(),
                request.conditions());
  if (!list.ok()) return list.status();
  if (!request.read_articles().empty()) {
    return FindForRead(request, *list, deadline);
  }
  const absl::Status allowed = RequireRole(role, Role::kReader);
  if (!allowed.ok()) return allowed;
  const absl::Status draft = CheckDraft(request.article());
  if (!draft.ok()) return draft;
  article::v1::Article article = request.article();
  MarkRepeatedHeadline(article);
  const PreparedArticle prepared = PrepareArticle(article);
  Given<v1::ListSimilarArticlesResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, Revision(), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        response.message.Clear();
        Fill(index_.Find(prepared, *list), as_of, response.message, depends_on);
        response.message.set_off(index_.IsOff(prepared.facts, list->now));
        *response.message.mutable_model_version() =
            index_.Version(prepared.facts.language);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<Given<v1::ListSimilarArticlesResponse>>
SimilarAnswers::FindForRead(const v1::FindSimilarArticlesRequest& request,
                            const SimilarityRequest& list,
                            absl::Time deadline) const {
  const absl::Status read = CheckRead(request.read_articles());
  if (!read.ok()) return read;
  if (request.has_article()) {
    return InvalidField("article", "must not be given with read_articles");
  }
  const std::vector<std::string> names(request.read_articles().begin(),
                                       request.read_articles().end());
  Given<v1::ListSimilarArticlesResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, Revision(), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        depends_on.insert(depends_on.end(), names.begin(), names.end());
        response.message.Clear();
        absl::StatusOr<std::vector<SimilarResult>> results =
            index_.FindForRead(names, list);
        if (!results.ok()) return results.status();
        Fill(*std::move(results), as_of, response.message, depends_on);
        *response.message.mutable_model_version() =
            index_.FactsOfList(names.front(), list.now).version;
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
  const absl::Status status = JudgedAnswer(
      judge_, FromMessage(request.min_revision()), deadline, explanation.stale,
      [&](const Revision&, std::vector<std::string>& depends_on) {
        depends_on = {request.article(), request.other_article()};
        absl::StatusOr<v1::SimilarityExplanation> explained =
            index_.Explain(request.article(), request.other_article(), *mode,
                           audience, absl::Now());
        if (!explained.ok()) return explained.status();
        explanation.message = *std::move(explained);
        *explanation.message.mutable_model_version() =
            index_.FactsOfList(request.article(), absl::Now()).version;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return explanation;
}

}  // namespace byline::recommendation
