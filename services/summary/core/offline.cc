#include "services/summary/core/offline.h"

#include <utility>

#include "services/summary/core/body_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

// A sentence in the body begins behind its dateline, which may be glued to it:
// "(CNN)The ...".
BodyRange SentenceOf(const SourceSpan& source,
                     const std::vector<DeletionOfText>& deletions) {
  for (const auto& [kind, span] : deletions) {
    if (kind == DeletionKind::kDateline && span.begin == source.begin)
      return {span.end, source.end};
  }
  return {source.begin, source.end};
}

// The others.
std::vector<BodyDeletion> InBody(const std::vector<DeletionOfText>& deletions) {
  std::vector<BodyDeletion> in_body;
  for (const auto& [kind, span] : deletions) {
    if (kind != DeletionKind::kDateline)
      in_body.push_back({kind, {span.begin, span.end}});
  }
  return in_body;
}

OfflinePoint InBody(PointOfText point) {
  return {std::move(point.text), SentenceOf(point.source, point.deletions),
          InBody(point.deletions), point.score};
}

}  // namespace

OfflineSummary SummarizeBody(absl::string_view id, absl::string_view title,
                             absl::string_view body, absl::string_view language,
                             const SummaryOptions& options,
                             const SummaryModel& model) {
  const SourceDocument document = DocumentOfBody(title, body, language);
  SummaryOfText summary = Summarize(document, options, model);
  OfflineSummary result;
  result.id = std::string(id);
  result.language = document.language;
  for (PointOfText& point : summary.points)
    result.key_points.push_back(InBody(std::move(point)));
  for (PointOfText& point : summary.own_points)
    result.own_key_points.push_back(InBody(std::move(point)));
  if (summary.one_line) result.one_line = InBody(*std::move(summary.one_line));
  result.abstract = std::move(summary.abstract.text);
  for (const SourceSpan& source : summary.abstract.sources) {
    result.abstract_sources.push_back(
        SentenceOf(source, summary.abstract.deletions));
  }
  result.abstract_deletions = InBody(summary.abstract.deletions);
  result.abstract_word_count = summary.abstract.word_count;
  result.reading_seconds = summary.reading_seconds;
  result.explanations = std::move(summary.explanations);
  return result;
}

}  // namespace byline::summary
