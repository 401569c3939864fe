#include <absl/flags/flag.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

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

ordered_json Points(const std::vector<summary::OfflinePoint>& points) {
  ordered_json out = ordered_json::array();
  for (const summary::OfflinePoint& point : points) {
    out.push_back({{"text", point.text},
                   {"begin", point.source.begin},
                   {"end", point.source.end},
                   {"deletions", Deletions(point.deletions)},
                   {"score", point.score}});
  }
  return out;
}

ordered_json Explanations(
    const std::vector<summary::ExplainedSentence>& sentences) {
  ordered_json out = ordered_json::array();
  for (const summary::ExplainedSentence& sentence : sentences) {
    ordered_json features = ordered_json::object();
    for (size_t i = 0; i < summary::kFeatureCount; ++i) {
      features[std::string(summary::FeatureNames()[i])] = {
          {"value", sentence.features[i]},
          {"contribution", sentence.contributions[i]}};
    }
    out.push_back(
        {{"begin", sentence.source.begin},
         {"end", sentence.source.end},
         {"score", sentence.score},
         {"chosen", sentence.chosen},
         {"refused_because", std::string(summary::GateName(sentence.gate))},
         {"features", std::move(features)}});
  }
  return out;
}

void PrintAsJson(const OfflineSummary& summary) {
  ordered_json line = {{"id", summary.id},
                       {"language", summary.language},
                       {"key_points", Points(summary.key_points)},
                       {"abstract",
                        {{"text", summary.abstract},
                         {"words", summary.abstract_word_count},
                         {"sources", Ranges(summary.abstract_sources)},
                         {"deletions", Deletions(summary.abstract_deletions)}}},
                       {"reading_seconds", summary.reading_seconds}};
  if (!summary.one_line.text.empty()) {
    ordered_json one_line = Points({summary.one_line})[0];
    one_line.erase("score");
    line["one_line"] = std::move(one_line);
  }
  if (!summary.own_key_points.empty())
    line["own_key_points"] = Points(summary.own_key_points);
  if (!summary.explanations.empty())
    line["sentences"] = Explanations(summary.explanations);
  std::printf("%s\n", line.dump().c_str());
}

void PrintAsText(const OfflineSummary& summary, const std::string& title) {
  std::printf("%s  %s\n", Printable(summary.id).c_str(),
              Printable(title).c_str());
  for (const summary::OfflinePoint& point : summary.key_points)
    std::printf("  - %s\n", Printable(point.text).c_str());
  std::printf("  %s\n\n", Printable(summary.abstract).c_str());
}

bool IsWithin(int value, int least, int most) {
  return value >= least && value <= most;
}

// What is wrong with the flags; empty when nothing is.
std::string FaultOf(const std::string& input,
                    const summary::SummaryOptions& options) {
  if (input.empty())
    return "--input=FILE.jsonl is missing (- is standard input)";
  if (!IsWithin(options.points, 0, summary::kMostPoints))
    return "--points must be 1 to 10, or 0 for the article's own number";
  if (!IsWithin(options.most_point_words, 8, summary::kMostPointWords))
    return "--max_point_words must be 8 to 60";
  if (!IsWithin(options.most_abstract_words, 30, 300))
    return "--abstract_words must be 30 to 300";
  return "";
}

int Run(const std::vector<std::string>&) {
  const std::string input = absl::GetFlag(FLAGS_input);
  const summary::SummaryOptions options = {
      .points = absl::GetFlag(FLAGS_points),
      .most_point_words = absl::GetFlag(FLAGS_max_point_words),
      .most_abstract_words = absl::GetFlag(FLAGS_abstract_words),
      .explain = absl::GetFlag(FLAGS_explain)};
  if (const std::string fault = FaultOf(input, options); !fault.empty()) {
    std::fprintf(stderr, "byline summarize: %s\n", fault.c_str());
    return kUsage;
  }
  Progress progress("summarize " + input, 1000);
  int64_t done = 0;
  const absl::Status status =
      ReadArchive(input, [&](const ArchiveLine& line, double share) {
        const OfflineSummary summary = summary::SummarizeBody(
            line.id, line.title, line.body, line.language, options);
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
  return {
      "summarize",
      "key points and abstracts of a file's articles, without a server",
      "",
      "Reads JSON Lines with id and body, and where there are title and "
      "language. Writes one object a line, in input order:\n"
      "  {\"id\", \"key_points\": [{\"text\", \"begin\", \"end\", "
      "\"deletions\"}], \"abstract\": {\"text\", ...}, \"reading_seconds\", "
      "\"one_line\"}\n"
      "begin and end are UTF-8 byte offsets of the source sentence in the "
      "line's own body, so that anyone can check it.\n"
      "  byline summarize --input=archive.jsonl --points=3 --format=json",
      {"input", "points", "max_point_words", "abstract_words", "explain",
       "format"},
      0,
      0,
      Run};
}

}  // namespace byline::cli
