#include "services/summary/rpc/summary_message.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <vector>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "services/summary/core/article_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

constexpr absl::string_view kSuffix = "/summary";

v1::SourceRange RangeOf(const SourceSpan& span) {
  v1::SourceRange range;
  range.set_block(span.block);
  range.set_begin(static_cast<int>(span.begin));
  range.set_end(static_cast<int>(span.end));
  return range;
}

}  // namespace

v1::Summary SummaryOf(const article::v1::Article& article, int point_count) {
  const SourceDocument document = DocumentOf(article);
  const SummaryOfText made = Summarize(document, point_count);
  v1::Summary summary;
  if (!article.name().empty())
    summary.set_name(absl::StrCat(article.name(), std::string(kSuffix)));
  for (const PointOfText& point : made.points) {
    v1::KeyPoint* key_point = summary.add_key_points();
    key_point->set_text(point.text);
    *key_point->mutable_source() = RangeOf(point.source);
    for (const SourceSpan& deletion : point.deletions)
      *key_point->add_deletions() = RangeOf(deletion);
    key_point->set_score(point.score);
    key_point->set_speaker(point.speaker);
  }
  v1::Abstract* abstract = summary.mutable_abstract();
  abstract->set_text(made.abstract.text);
  for (const SourceSpan& source : made.abstract.sources)
    *abstract->add_sources() = RangeOf(source);
  for (const SourceSpan& deletion : made.abstract.deletions)
    *abstract->add_deletions() = RangeOf(deletion);
  abstract->set_word_count(made.abstract.word_count);
  summary.set_language_code(document.language);
  summary.set_article_revision(article.revision());
  summary.set_algorithm(std::string(kSummaryAlgorithm));
  return summary;
}

absl::StatusOr<std::string> ArticleOfSummaryName(absl::string_view field,
                                                 absl::string_view name) {
  absl::string_view article = name;
  if (absl::ConsumeSuffix(&article, kSuffix) && IsArticleName(article)) {
    return std::string(article);
  }
  return InvalidField(
      field,
      absl::StrCat(
          "\"", std::string(name.substr(0, 200)),
          "\" is no summary's name; it would be articles/{article}/summary"));
}

absl::Status CheckPointCount(int point_count) {
  if (point_count >= 0 && point_count <= kMostPoints) return absl::OkStatus();
  return InvalidField(
      "point_count",
      absl::StrCat(point_count, " is not 0 (by the article's length) or 1 to ",
                   kMostPoints));
}

}  // namespace byline::summary
