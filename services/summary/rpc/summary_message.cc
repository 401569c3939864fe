#include "services/summary/rpc/summary_message.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <vector>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "services/summary/core/article_document.h"
#include "services/summary/core/features.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/point_context.h"
#include "services/summary/rpc/editorial_points.h"

namespace byline::summary {
namespace {

constexpr absl::string_view kSuffix = "/summary";

v1::Deletion::Kind KindOf(DeletionKind kind) {
  switch (kind) {
    case DeletionKind::kDateline:
      return v1::Deletion::KIND_DATELINE;
    case DeletionKind::kAdverbial:
      return v1::Deletion::KIND_ADVERBIAL;
    case DeletionKind::kWeekday:
      return v1::Deletion::KIND_WEEKDAY;
    case DeletionKind::kParenthesis:
      return v1::Deletion::KIND_PARENTHESIS;
    case DeletionKind::kAppositive:
      return v1::Deletion::KIND_APPOSITIVE;
    case DeletionKind::kClauseCut:
      return v1::Deletion::KIND_CLAUSE_CUT;
  }
  return v1::Deletion::KIND_UNSPECIFIED;
}

// `Message` has repeated `deletions`.
template <typename Message>
void AddDeletions(const std::vector<DeletionOfText>& deletions,
                  Message& message) {
  for (const auto& [kind, span] : deletions) {
    v1::Deletion& deletion = *message.add_deletions();
    *deletion.mutable_range() = RangeOf(span);
    deletion.set_kind(KindOf(kind));
  }
}

v1::KeyPoint KeyPointOf(const SourceDocument& document,
                        const PointOfText& point) {
  v1::KeyPoint message;
  message.set_text(point.text);
  *message.mutable_source() = RangeOf(point.source);
  AddDeletions(point.deletions, message);
  message.set_score(point.score);
  message.set_speaker(point.speaker);
  AddContext(document, {point.source}, message);
  return message;
}

void SetAbstract(const AbstractOfText& abstract, v1::Abstract& message) {
  message.set_text(abstract.text);
  for (const SourceSpan& source : abstract.sources)
    *message.add_sources() = RangeOf(source);
  AddDeletions(abstract.deletions, message);
  message.set_word_count(abstract.word_count);
}

void SetOneLine(const PointOfText& line, v1::OneLine& message) {
  message.set_text(line.text);
  *message.mutable_source() = RangeOf(line.source);
  AddDeletions(line.deletions, message);
}

v1::SentenceExplanation ExplanationOf(const ExplainedSentence& sentence) {
  v1::SentenceExplanation message;
  *message.mutable_source() = RangeOf(sentence.source);
  message.set_score(sentence.score);
  for (size_t i = 0; i < kFeatureCount; ++i) {
    v1::SentenceExplanation::Feature& feature = *message.add_features();
    feature.set_name(std::string(FeatureNames()[i]));
    feature.set_value(sentence.features[i]);
    feature.set_contribution(sentence.contributions[i]);
  }
  message.set_chosen(sentence.chosen);
  message.set_refused_because(std::string(GateName(sentence.gate)));
  return message;
}

// What an editor approves has to be the same for every caller.
RequestOptions ApprovableOptions(const article::v1::Article& article,
                                 const RequestOptions& options) {
  if (!article.editorial_summary().approval_required()) return options;
  RequestOptions same = options;
  same.point_count = 0;
  same.max_point_words = 0;
  same.language_code.clear();
  return same;
}

}  // namespace

v1::Summary SummaryOf(const article::v1::Article& article,
                      const RequestOptions& asked) {
  const RequestOptions options = ApprovableOptions(article, asked);
  SourceDocument document = DocumentOf(article);
  if (!options.language_code.empty()) document.language = options.language_code;
  const SummaryOfText made = MakeSummary(document, options);
  v1::Summary summary;
  if (!article.name().empty())
    summary.set_name(absl::StrCat(article.name(), std::string(kSuffix)));
  for (const PointOfText& point : made.points)
    *summary.add_key_points() = KeyPointOf(document, point);
  for (const PointOfText& point : made.own_points)
    *summary.add_own_key_points() = KeyPointOf(document, point);
  SetAbstract(made.abstract, *summary.mutable_abstract());
  if (made.one_line) SetOneLine(*made.one_line, *summary.mutable_one_line());
  if (made.reading_seconds > 0)
    summary.mutable_reading_time()->set_seconds(made.reading_seconds);
  for (const ExplainedSentence& sentence : made.explanations)
    *summary.add_explanations() = ExplanationOf(sentence);
  summary.set_language_code(document.language);
  summary.set_article_revision(article.revision());
  summary.set_algorithm(SummaryAlgorithm());
  FollowEditors(article, document, asked.point_count, summary);
  return summary;
}

void WithholdFromReaders(v1::Summary& summary) {
  summary.clear_dropped_points();
  if (summary.points_state() == v1::Summary::POINTS_STATE_SHOWN) return;
  summary.clear_key_points();
  summary.clear_own_key_points();
  summary.clear_points_digest();
  summary.clear_explanations();
  summary.clear_version();
}

v1::SourceRange RangeOf(const SourceSpan& span) {
  v1::SourceRange range;
  range.set_block(span.block);
  range.set_begin(static_cast<int>(span.begin));
  range.set_end(static_cast<int>(span.end));
  return range;
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

}  // namespace byline::summary
