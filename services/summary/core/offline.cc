#include "services/summary/core/offline.h"

#include <utility>

#include "services/summary/core/body_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

// The sentence behind its dateline, which is no part of it: in a plain body
// nothing needs the place where the dateline begins.
BodyRange SentenceOf(const SourceSpan& source,
                     const std::vector<SourceSpan>& deletions) {
  for (const SourceSpan& deletion : deletions) {
    if (deletion.begin == source.begin) return {deletion.end, source.end};
  }
  return {source.begin, source.end};
}

// The deletions that are inside of sentences.
std::vector<BodyRange> DeletionsIn(const std::vector<BodyRange>& sentences,
                                   const std::vector<SourceSpan>& deletions) {
  std::vector<BodyRange> ranges;
  for (const SourceSpan& deletion : deletions) {
    for (const BodyRange& sentence : sentences) {
      if (deletion.begin >= sentence.begin && deletion.end <= sentence.end)
        ranges.push_back({deletion.begin, deletion.end});
    }
  }
  return ranges;
}

}  // namespace

OfflineSummary SummarizeBody(absl::string_view id, absl::string_view title,
                             absl::string_view body, absl::string_view language,
                             int points) {
  const SourceDocument document = DocumentOfBody(title, body, language);
  SummaryOfText summary = Summarize(document, points);
  OfflineSummary result;
  result.id = std::string(id);
  result.language = document.language;
  for (PointOfText& point : summary.points) {
    const BodyRange sentence = SentenceOf(point.source, point.deletions);
    result.key_points.push_back(
        {std::move(point.text), sentence.begin, sentence.end,
         DeletionsIn({sentence}, point.deletions), point.score});
  }
  result.abstract = std::move(summary.abstract.text);
  for (const SourceSpan& source : summary.abstract.sources) {
    result.abstract_sources.push_back(
        SentenceOf(source, summary.abstract.deletions));
  }
  result.abstract_deletions =
      DeletionsIn(result.abstract_sources, summary.abstract.deletions);
  result.abstract_word_count = summary.abstract.word_count;
  return result;
}

}  // namespace byline::summary
