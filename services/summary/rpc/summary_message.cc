#include "services/summary/rpc/summary_message.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <vector>

#include "common/base/errors.h"
#include "services/summary/core/article_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

constexpr absl::string_view kPrefix = "articles/";
constexpr absl::string_view kSuffix = "/summary";
constexpr size_t kLongestId = 128;

v1::SourceRange RangeOf(const SourceSpan& span) {
  v1::SourceRange range;
  range.set_block(span.block);
  range.set_begin(static_cast<int>(span.begin));
  range.set_end(static_cast<int>(span.end));
  return range;
}

bool IsArticleId(absl::string_view id) {
  if (id.empty() || id.size() > kLongestId ||
      !absl::ascii_isalnum(static_cast<unsigned char>(id[0])))
    return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' ||
           c == '_' || c == '-';
  });
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
  if (absl::StartsWith(name, kPrefix) && absl::EndsWith(name, kSuffix) &&
      name.size() > kPrefix.size() + kSuffix.size()) {
    const absl::string_view article =
        name.substr(0, name.size() - kSuffix.size());
    if (IsArticleId(article.substr(kPrefix.size())))
      return std::string(article);
  }
  return InvalidField(
      field,
      absl::StrCat(
          "\"", std::string(name.substr(0, 200)),
          "\" is no summary's name; it would be articles/{article}/summary"));
}

Revision RevisionOf(const fragment::v1::Revision& message) {
  return {message.epoch(), message.number()};
}

fragment::v1::Revision MessageOf(const Revision& revision) {
  fragment::v1::Revision message;
  message.set_epoch(revision.epoch);
  message.set_number(revision.number);
  return message;
}

absl::Status CheckPointCount(int point_count) {
  if (point_count >= 0 && point_count <= kMostPoints) return absl::OkStatus();
  return InvalidField(
      "point_count",
      absl::StrCat(point_count, " is not 0 (by the article's length) or 1 to ",
                   kMostPoints));
}

}  // namespace byline::summary
