#include "services/recommendation/rpc/request_checks.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/article/article_name.h"
#include "common/article/embedding_vector.h"
#include "common/base/errors.h"

namespace byline::recommendation {
namespace {

constexpr int kDefaultPageSize = 6;
constexpr int kGreatestPageSize = 50;
constexpr int kMostBlocks = 5'000;
constexpr size_t kMostBytes = 1 << 20;
constexpr size_t kLongestWatcher = 100;
constexpr int kMostExcluded = 100;
constexpr int kMostSections = 20;
constexpr size_t kLongestSection = 100;
constexpr int kMostRead = 50;
// Parts and what nearness in time adds come to less.
constexpr double kGreatestScore = 10;

}  // namespace

absl::StatusOr<v1::SimilarityMode> CheckMode(v1::SimilarityMode mode) {
  if (!v1::SimilarityMode_IsValid(mode)) {
    return InvalidField("mode", absl::StrCat(static_cast<int>(mode),
                                             " is no mode; SIMILAR, "
                                             "BACKGROUND, LATEST and TIMELINE "
                                             "are"));
  }
  return mode == v1::SIMILARITY_MODE_UNSPECIFIED ? v1::SIMILARITY_MODE_SIMILAR
                                                 : mode;
}

absl::StatusOr<SimilarityRequest> CheckList(
    int32_t page_size, v1::SimilarityMode mode, bool any_language,
    const v1::SimilarityConditions& conditions) {
  if (page_size < 0) {
    return InvalidField("page_size", absl::StrCat(page_size,
                                                  " is negative; 1 to 50, or 0 "
                                                  "for the default of 6"));
  }
  const absl::StatusOr<v1::SimilarityMode> checked = CheckMode(mode);
  if (!checked.ok()) return checked.status();
  SimilarityRequest request{
      .page_size = page_size == 0 ? kDefaultPageSize
                                  : std::min(page_size, kGreatestPageSize),
      .mode = *checked,
      .any_language = any_language,
      .now = absl::Now()};
  if (conditions.excluded_articles_size() > kMostExcluded) {
    return InvalidField(
        "conditions.excluded_articles",
        absl::StrCat("are ", conditions.excluded_articles_size(), "; at most ",
                     kMostExcluded));
  }
  for (int i = 0; i < conditions.excluded_articles_size(); ++i) {
    const absl::Status name =
        CheckArticleName(absl::StrCat("conditions.excluded_articles[", i, "]"),
                         conditions.excluded_articles(i));
    if (!name.ok()) return name;
    request.excluded.push_back(conditions.excluded_articles(i));
  }
  if (conditions.sections_size() > kMostSections) {
    return InvalidField("conditions.sections",
                        absl::StrCat("are ", conditions.sections_size(),
                                     "; at most ", kMostSections));
  }
  for (int i = 0; i < conditions.sections_size(); ++i) {
    const std::string& section = conditions.sections(i);
    if (section.empty() || section.size() > kLongestSection) {
      return InvalidField(
          absl::StrCat("conditions.sections[", i, "]"),
          absl::StrCat("has ", section.size(),
                       " bytes; a section's name has 1 to ", kLongestSection));
    }
    request.sections.push_back(section);
  }
  if (conditions.has_max_time_apart()) {
    request.max_time_apart =
        absl::Seconds(conditions.max_time_apart().seconds()) +
        absl::Nanoseconds(conditions.max_time_apart().nanos());
    if (request.max_time_apart <= absl::ZeroDuration()) {
      return InvalidField("conditions.max_time_apart", "must be above 0");
    }
  }
  request.min_score = conditions.min_score();
  if (!(request.min_score >= 0 && request.min_score <= kGreatestScore)) {
    return InvalidField("conditions.min_score",
                        absl::StrCat("must be from 0 to ", kGreatestScore));
  }
  return request;
}

absl::Status CheckRead(
    const google::protobuf::RepeatedPtrField<std::string>& articles) {
  if (articles.size() > kMostRead) {
    return InvalidField("read_articles", absl::StrCat("are ", articles.size(),
                                                      "; at most ", kMostRead));
  }
  for (int i = 0; i < articles.size(); ++i) {
    const absl::Status name = CheckArticleName(
        absl::StrCat("read_articles[", i, "]"), articles.Get(i));
    if (!name.ok()) return name;
  }
  return absl::OkStatus();
}

absl::Status CheckDraft(const article::v1::Article& article) {
  if (article.headline().empty() && article.blocks().empty()) {
    return InvalidField("article", "has neither headline nor blocks");
  }
  if (article.blocks_size() > kMostBlocks) {
    return InvalidField(
        "article.blocks",
        absl::StrCat("are ", article.blocks_size(), "; at most ", kMostBlocks));
  }
  if (article.ByteSizeLong() > kMostBytes) {
    return InvalidField("article",
                        absl::StrCat("has ", article.ByteSizeLong(),
                                     " bytes; at most ", kMostBytes));
  }
  if (article.has_embedding_vector()) {
    const std::vector<FieldViolation> faults = EmbeddingVectorFaults(
        "article.embedding_vector", article.embedding_vector());
    if (!faults.empty()) return InvalidFields(faults);
  }
  if (!article.name().empty()) {
    return CheckArticleName("article.name", article.name());
  }
  return absl::OkStatus();
}

absl::Status CheckWatcher(absl::string_view watcher) {
  if (!watcher.empty() && watcher.size() <= kLongestWatcher &&
      std::all_of(watcher.begin(), watcher.end(), absl::ascii_isprint)) {
    return absl::OkStatus();
  }
  return InvalidField("watcher", "must be 1 to 100 printable ASCII characters");
}

}  // namespace byline::recommendation
