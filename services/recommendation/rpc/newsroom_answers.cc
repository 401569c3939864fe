#include "services/recommendation/rpc/newsroom_answers.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <utility>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "services/recommendation/rpc/reader_answers.h"

namespace byline::recommendation {
namespace {

constexpr int kDefaultPageSize = 100;
constexpr int kGreatestPageSize = 1000;

// A page token is the number of lists before the page.
absl::StatusOr<size_t> CheckToken(const std::string& token) {
  uint32_t begin = 0;
  if (token.empty() || absl::SimpleAtoi(token, &begin)) return size_t{begin};
  return InvalidField("page_token",
                      "is none that an earlier answer gave as next_page_token");
}

// The lists of what is read most that have the article: of everything, of its
// section, of its language (which pages show), and of both.
std::vector<std::string> TrendingWith(const std::string& article,
                                      const SimilarityIndex& index,
                                      const Behaviour& behaviour) {
  std::vector<std::string> lists;
  const absl::StatusOr<ArticleFacts> facts = index.Facts(article);
  if (!facts.ok()) return lists;
  std::vector<std::string> sections = {""};
  if (!facts->section.empty()) sections.push_back(facts->section);
  std::vector<std::string> languages = {""};
  if (!facts->language.empty()) languages.push_back(facts->language);
  for (const std::string& language : languages) {
    for (const std::string& section : sections) {
      const std::vector<TrendingResult> results = FindTrending(
          index, behaviour, {.section = section, .language = language});
      if (std::none_of(results.begin(), results.end(),
                       [&](const TrendingResult& result) {
                         return result.facts.name == article;
                       })) {
        continue;
      }
      std::vector<std::string> conditions;
      if (!section.empty()) {
        conditions.push_back(absl::StrCat("section=", section));
      }
      if (!language.empty()) {
        conditions.push_back(absl::StrCat("languageCode=", language));
      }
      lists.push_back(absl::StrCat("trendingArticles",
                                   conditions.empty() ? "" : "?",
                                   absl::StrJoin(conditions, "&")));
    }
  }
  return lists;
}

// The articles whose lists of what their readers read too have the article, of
// those that its own readers read.
std::vector<std::string> AlsoReadListsWith(const std::string& article,
                                           const SimilarityIndex& index,
                                           const Behaviour& behaviour) {
  std::vector<std::string> lists;
  for (const AlsoRead& read : behaviour.ReadWith(article)) {
    const absl::StatusOr<ArticleFacts> other = index.Facts(read.article);
    if (!other.ok() || other->state != article::v1::STATE_PUBLISHED) continue;
    const std::vector<AlsoReadResult> results =
        FindAlsoRead(index, behaviour, *other, kAlsoReadPageSize);
    if (std::any_of(results.begin(), results.end(),
                    [&](const AlsoReadResult& result) {
                      return result.read.article == article;
                    })) {
      lists.push_back(read.article);
    }
  }
  std::sort(lists.begin(), lists.end());
  return lists;
}

}  // namespace

absl::StatusOr<Given<v1::ListExposureResponse>> NewsroomAnswers::Exposure(
    const v1::ListExposureRequest& request, absl::Time deadline) const {
  const absl::Status name = CheckArticleName("article", request.article());
  if (!name.ok()) return name;
  if (request.page_size() < 0) {
    return InvalidField("page_size",
                        absl::StrCat(request.page_size(),
                                     " is negative; 1 to 1000, or 0 for the "
                                     "default of 100"));
  }
  const absl::StatusOr<size_t> begin = CheckToken(request.page_token());
  if (!begin.ok()) return begin.status();
  const auto page_size = static_cast<size_t>(
      request.page_size() == 0
          ? kDefaultPageSize
          : std::min(request.page_size(), kGreatestPageSize));
  Given<v1::ListExposureResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, FromMessage(request.min_revision()), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        depends_on.push_back(request.article());
        v1::ListExposureResponse& message = response.message;
        message.Clear();
        absl::StatusOr<ArticleExposure> exposure =
            index_.Exposure(request.article(), absl::Now());
        if (!exposure.ok()) return exposure.status();
        const size_t end = std::min(*begin + page_size, exposure->lists.size());
        for (size_t i = *begin; i < end; ++i) {
          depends_on.push_back(exposure->lists[i].article());
          *message.add_lists() = std::move(exposure->lists[i]);
        }
        if (end < exposure->lists.size()) {
          message.set_next_page_token(absl::StrCat(end));
        }
        if (*begin == 0) {
          for (auto& copy : exposure->near_copies) {
            depends_on.push_back(copy.article());
            *message.add_near_copies() = std::move(copy);
          }
          for (std::string& list :
               TrendingWith(request.article(), index_, behaviour_)) {
            message.add_trending(std::move(list));
          }
          for (std::string& list :
               AlsoReadListsWith(request.article(), index_, behaviour_)) {
            depends_on.push_back(list);
            message.add_also_read(std::move(list));
          }
          message.set_everywhere(exposure->everywhere);
        }
        *message.mutable_as_of_revision() = ToMessage(as_of);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::ReindexResponse> NewsroomAnswers::Reindex() {
  if (reindexes_.exchange(true)) {
    return ErrorWithReason(absl::StatusCode::kAborted, "REINDEX_RUNS",
                           "the index is being made anew already");
  }
  const Revision as_of = judge_.AsOf();
  const bool is_made = index_.Reindex();
  reindexes_ = false;
  if (!is_made) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "REINDEX_GIVEN_UP",
                           "the index was not made anew: it is being filled, "
                           "or its process ends; ask again");
  }
  v1::ReindexResponse response;
  *response.mutable_model_version() = index_.Version(index_.MainLanguage());
  response.set_articles(static_cast<int64_t>(index_.SearchableCount()));
  *response.mutable_as_of_revision() = ToMessage(as_of);
  return response;
}

}  // namespace byline::recommendation
