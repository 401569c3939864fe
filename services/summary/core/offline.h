// The summary of a plain text without any service, for `byline summarize` on a
// newsroom's own file. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_OFFLINE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_OFFLINE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/model.h"
#include "services/summary/core/shortening.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {

// Bytes [begin, end) of the body.
struct BodyRange {
  size_t begin = 0;
  size_t end = 0;
};

struct BodyDeletion {
  DeletionKind kind = DeletionKind::kDateline;
  BodyRange range;
};

struct OfflinePoint {
  std::string text;
  // The whole sentence, behind its dateline.
  BodyRange source;
  std::vector<BodyDeletion> deletions;
  double score = 0;
};

struct OfflineSummary {
  std::string id;
  // As given, or recognised; empty when unknown.
  std::string language;
  std::vector<OfflinePoint> key_points;
  std::string abstract;
  std::vector<BodyRange> abstract_sources;
  std::vector<BodyDeletion> abstract_deletions;
  int abstract_word_count = 0;
  // At most 140 characters; no text where none fits.
  OfflinePoint one_line;
  int reading_seconds = 0;
  // The key points that the body brings along itself.
  std::vector<OfflinePoint> own_key_points;
  // Where asked for. Sources are ranges of the body.
  std::vector<ExplainedSentence> explanations;
};

// `language` may be empty: recognised from the body.
OfflineSummary SummarizeBody(
    absl::string_view id, absl::string_view title, absl::string_view body,
    absl::string_view language, const SummaryOptions& options,
    const SummaryModel& model = SummaryModel::Shipped());

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_OFFLINE_H_
