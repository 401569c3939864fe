// Reads what is scored: articles with reference summaries, and the summaries
// that a system wrote. Both are JSON Lines, whole in memory.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SUMMARY_FILES_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SUMMARY_FILES_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/quality/summary/rouge/point_checks.h"

namespace byline::quality {

// A line {"id", "body", "summary"} and where there are "title" and "language".
struct ReferenceArticle {
  std::string id;
  std::string title;
  std::string body;
  // BCP 47; as given, or recognised from the body; empty when unknown.
  std::string language;
  // The lines of the summary that are not blank.
  std::vector<std::string> references;
};

// A line {"id", "key_points": [{"text", "begin", "end", "deletions":
// [{"begin", "end"}]}], "ms"}. All but id may be missing; a point may also be
// just a text.
struct WrittenSummary {
  std::vector<WrittenPoint> points;
  // Processor time that it took to make.
  std::optional<double> milliseconds;
};

// By id.
using WrittenSummaries = absl::flat_hash_map<std::string, WrittenSummary>;

// Not found where there is no such file; invalid, with its place, where a line
// is no JSON object with an id of its own.
absl::StatusOr<std::vector<ReferenceArticle>> ReadReferenceArticles(
    const std::string& path);
absl::StatusOr<WrittenSummaries> ReadWrittenSummaries(const std::string& path);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SUMMARY_FILES_H_
