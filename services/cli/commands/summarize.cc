#include <absl/flags/flag.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "services/cli/commands/commands.h"
#include "services/cli/flags.h"
#include "services/cli/import/archive_line.h"
#include "services/cli/output.h"
#include "services/cli/progress.h"
#include "services/summary/core/offline.h"

namespace byline::cli {
namespace {

using nlohmann::ordered_json;
using summary::OfflineSummary;

ordered_json Ranges(const std::vector<summary::BodyRange>& ranges) {
  ordered_json out = ordered_json::array();
  for (const summary::BodyRange& range : ranges)
    out.push_back({{"begin", range.begin}, {"end", range.end}});
  return out;
}

ordered_json Deletions(const std::vector<summary::BodyDeletion>& deletions) {
  ordered_json out = ordered_json::array();
  for (const auto& [kind, range] : deletions) {
    out.push_back({{"kind", std::string(summary::DeletionName(kind))},
                   {"begin", range.begin},
                   {"end", range.end}});
  }
  return out;
}

void PrintAsJson(const OfflineSummary& summary) {
  ordered_json points = ordered_json::array();
  for (const summary::OfflinePoint& point : summary.key_points) {
    points.push_back({{"text", point.text},
                      {"begin", point.source.begin},
                      {"end", point.source.end},
                      {"deletions", Deletions(point.deletions)},
                      {"score", point.score}});
  }
  const ordered_json line = {
      {"id", summary.id},
      {"language", summary.language},
      {"key_points", points},
      {"abstract",
       {{"text", summary.abstract},
        {"words", summary.abstract_word_count},
        {"sources", Ranges(summary.abstract_sources)},
        {"deletions", Deletions(summary.abstract_deletions)}}}};
  std::printf("%s\n", line.dump().c_str());
}

void PrintAsText(const OfflineSummary& summary, const std::string& title) {
  std::printf("%s  %s\n", Printable(summary.id).c_str(),
              Printable(title).c_str());
  for (const summary::OfflinePoint& point : summary.key_points)
    std::printf("  - %s\n", Printable(point.text).c_str());
  std::printf("  %s\n\n", Printable(summary.abstract).c_str());
}

int Run(const std::vector<std::string>&) {
  const int points = absl::GetFlag(FLAGS_points);
  const std::string input = absl::GetFlag(FLAGS_input);
  if (points < 0 || points > 10 || input.empty()) {
    std::fprintf(
        stderr, "byline summarize: %s\n",
        input.empty()
            ? "--input=FILE.jsonl is missing (- is standard input)"
            : "--points must be 1 to 10, or 0 for the article's own number");
    return kUsage;
  }
  Progress progress("summarize " + input, 1000);
  int64_t done = 0;
  const absl::Status status =
      ReadArchive(input, [&](ArchiveLine line, double share) {
        const OfflineSummary summary = summary::SummarizeBody(
            line.id, line.title, line.body, line.language, points);
        if (WantsJson()) {
          PrintAsJson(summary);
        } else {
          PrintAsText(summary, line.title);
        }
        progress.Update(static_cast<int64_t>(share * 1000), ++done);
      });
  if (status.ok()) return kOk;
  std::fprintf(stderr, "byline summarize: %s\n",
               std::string(status.message()).c_str());
  return kFailed;
}

}  // namespace

Command SummarizeCommand() {
  return {"summarize",
          "key points and abstracts of a file's articles, without a server",
          "",
          "Reads JSON Lines with id and body, and where there are title and "
          "language. Writes one object a line, in input order:\n"
          "  {\"id\", \"key_points\": [{\"text\", \"begin\", \"end\", "
          "\"deletions\"}], \"abstract\": {\"text\", ...}}\n"
          "begin and end are UTF-8 byte offsets of the source sentence in the "
          "line's own body, so that anyone can check it.\n"
          "  byline summarize --input=archive.jsonl --points=3 --format=json",
          {"input", "points", "format"},
          0,
          0,
          Run};
}

}  // namespace byline::cli
