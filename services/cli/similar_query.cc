#include "services/cli/similar_query.h"

#include <absl/flags/flag.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <vector>

#include "common/article/article_name.h"
#include "services/cli/flags.h"
#include "services/cli/time_span.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

// As the contract has them.
constexpr int32_t kMostArticles = 50;
constexpr size_t kMostExcluded = 100;
constexpr size_t kMostSections = 20;
constexpr size_t kLongestSection = 100;
constexpr double kGreatestScore = 10;

absl::Status ReadSections(v1::SimilarityConditions& conditions) {
  const std::vector<std::string> sections = absl::GetFlag(FLAGS_sections);
  if (sections.size() > kMostSections)
    return absl::InvalidArgumentError(
        absl::StrCat("--sections names ", sections.size(), "; at most ",
                     kMostSections, " are allowed"));
  for (const std::string& given : sections) {
    const absl::string_view section = absl::StripAsciiWhitespace(given);
    if (section.empty() || section.size() > kLongestSection)
      return absl::InvalidArgumentError(
          absl::StrCat("--sections has a name of ", section.size(),
                       " bytes; must be names of 1 to ", kLongestSection,
                       " bytes, separated by commas"));
    conditions.add_sections(std::string(section));
  }
  return absl::OkStatus();
}

absl::Status ReadExcluded(v1::SimilarityConditions& conditions) {
  const std::vector<std::string> articles = absl::GetFlag(FLAGS_exclude);
  if (articles.size() > kMostExcluded)
    return absl::InvalidArgumentError(
        absl::StrCat("--exclude names ", articles.size(), "; at most ",
                     kMostExcluded, " are allowed"));
  for (const std::string& given : articles) {
    const absl::string_view article = absl::StripAsciiWhitespace(given);
    if (!IsArticleName(article))
      return absl::InvalidArgumentError(
          absl::StrCat("--exclude: \"", article,
                       "\" is no article; must be articles/ID, more of them "
                       "separated by commas"));
    conditions.add_excluded_articles(std::string(article));
  }
  return absl::OkStatus();
}

absl::Status ReadTimeApart(v1::SimilarityConditions& conditions) {
  const std::string text = absl::GetFlag(FLAGS_max_time_apart);
  if (text.empty()) return absl::OkStatus();
  const absl::optional<absl::Duration> span = ParseTimeSpan(text);
  if (!span || *span <= absl::ZeroDuration())
    return absl::InvalidArgumentError(
        absl::StrCat("--max_time_apart: \"", text,
                     "\" is no time above 0; must be such as 7d, 12h or "
                     "1d12h"));
  absl::Duration rest;
  auto& apart = *conditions.mutable_max_time_apart();
  apart.set_seconds(absl::IDivDuration(*span, absl::Seconds(1), &rest));
  apart.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::SimilarityMode> ReadSimilarityMode() {
  const std::string name = absl::GetFlag(FLAGS_mode);
  v1::SimilarityMode mode = v1::SIMILARITY_MODE_UNSPECIFIED;
  if (v1::SimilarityMode_Parse(
          absl::StrCat("SIMILARITY_MODE_", absl::AsciiStrToUpper(name)),
          &mode) &&
      mode != v1::SIMILARITY_MODE_UNSPECIFIED)
    return mode;
  return absl::InvalidArgumentError(
      absl::StrCat("--mode=", name,
                   " is none; must be similar, background, latest or "
                   "timeline"));
}

absl::StatusOr<v1::ListSimilarArticlesRequest> ReadSimilarQuery(
    const std::string& article) {
  v1::ListSimilarArticlesRequest request;
  request.set_article(article);
  request.set_page_size(absl::GetFlag(FLAGS_top));
  if (request.page_size() < 1 || request.page_size() > kMostArticles)
    return absl::InvalidArgumentError(
        absl::StrCat("--top must be 1 to ", kMostArticles, " for an article"));
  const absl::StatusOr<v1::SimilarityMode> mode = ReadSimilarityMode();
  if (!mode.ok()) return mode.status();
  request.set_mode(*mode);
  request.set_any_language(absl::GetFlag(FLAGS_any_language));
  v1::SimilarityConditions& conditions = *request.mutable_conditions();
  absl::Status status = ReadSections(conditions);
  if (status.ok()) status = ReadExcluded(conditions);
  if (status.ok()) status = ReadTimeApart(conditions);
  if (!status.ok()) return status;
  conditions.set_min_score(absl::GetFlag(FLAGS_min_score));
  // Written so that NaN is refused, too.
  if (!(conditions.min_score() >= 0 &&
        conditions.min_score() <= kGreatestScore))
    return absl::InvalidArgumentError(
        absl::StrCat("--min_score must be from 0 to ", kGreatestScore));
  return request;
}

}  // namespace byline::cli
