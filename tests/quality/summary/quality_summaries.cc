// byline-quality-summaries: runs the summariser over JSON Lines of articles, as
// a newsroom's archive, and says how it did.
//
//   byline-quality-summaries [--points=N] [--out=SUMMARIES.jsonl] FILE.jsonl...
//
// Checks each summary against its promises (summary_promises.h), prints one
// line a file with what was broken and how fast it went (one thread), and
// writes the summaries in the form that a scorer reads. Exit code 1 where a
// promise is broken, 2 on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/memory.h"
#include "services/summary/core/offline.h"
#include "tests/quality/summary/read_model.h"
#include "tests/quality/summary/summary_promises.h"

ABSL_FLAG(int, points, 0,
          "Number of key points, 1 to 10; 0: by the article's length.");
ABSL_FLAG(std::string, out, "",
          "File to write the summaries to, one JSON object a line.");
ABSL_FLAG(std::string, weights, "",
          "File of weights to use instead of those that are compiled in.");
ABSL_FLAG(bool, show, false, "Print every broken promise, not only how many.");

namespace {

using byline::summary::OfflineSummary;
using byline::summary::SummaryModel;

std::string Field(const nlohmann::json& line, const char* name) {
  const auto at = line.find(name);
  return at != line.end() && at->is_string() ? at->get<std::string>() : "";
}

nlohmann::json ToJson(const OfflineSummary& summary) {
  const auto deletions =
      [](const std::vector<byline::summary::BodyDeletion>& list) {
        nlohmann::json json = nlohmann::json::array();
        for (const auto& [kind, range] : list) {
          json.push_back(
              {{"kind", std::string(byline::summary::DeletionName(kind))},
               {"begin", range.begin},
               {"end", range.end}});
        }
        return json;
      };
  nlohmann::json points = nlohmann::json::array();
  for (const auto& point : summary.key_points) {
    points.push_back({{"text", point.text},
                      {"begin", point.source.begin},
                      {"end", point.source.end},
                      {"deletions", deletions(point.deletions)}});
  }
  return {{"id", summary.id},
          {"key_points", points},
          {"abstract", {{"text", summary.abstract}}}};
}

}  // namespace

int main(int argc, char** argv) {
  byline::KeepFreedMemory();
  absl::SetProgramUsageMessage(
      "byline-quality-summaries [--points=N] [--out=SUMMARIES.jsonl] "
      "FILE.jsonl...");
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  const int points = absl::GetFlag(FLAGS_points);
  if (files.size() < 2 || points < 0 || points > 10) {
    std::cerr << "usage: byline-quality-summaries [--points=0..10] "
                 "[--out=FILE] FILE.jsonl...\n";
    return 2;
  }
  const absl::StatusOr<SummaryModel> model =
      byline::summary::ReadModel(absl::GetFlag(FLAGS_weights));
  if (!model.ok()) {
    std::cerr << model.status().message() << "\n";
    return 2;
  }
  std::ofstream out;
  if (!absl::GetFlag(FLAGS_out).empty()) out.open(absl::GetFlag(FLAGS_out));
  bool kept = true;
  for (size_t f = 1; f < files.size(); ++f) {
    std::ifstream in(files[f]);
    if (!in) {
      std::cerr << files[f] << ": cannot be read\n";
      return 2;
    }
    byline::summary::PromiseReport report;
    std::vector<double> seconds;
    for (std::string line; std::getline(in, line);) {
      const nlohmann::json article =
          nlohmann::json::parse(line, nullptr, false);
      if (!article.is_object()) continue;
      const std::string body = Field(article, "body");
      const std::string title = Field(article, "title");
      const std::string language = article.contains("language")
                                       ? Field(article, "language")
                                       : Field(article, "lang");
      const auto start = std::chrono::steady_clock::now();
      const OfflineSummary summary =
          byline::summary::SummarizeBody(Field(article, "id"), title, body,
                                         language, {.points = points}, *model);
      seconds.push_back(std::chrono::duration<double>(
                            std::chrono::steady_clock::now() - start)
                            .count());
      CheckPromises(body, title, summary, report);
      if (out.is_open()) out << ToJson(summary).dump() << "\n";
    }
    double total = 0;
    for (double each : seconds) total += each;
    std::sort(seconds.begin(), seconds.end());
    std::printf(
        "%s: %zu articles, %.0f articles/s, p99 %.2f ms; points %d (dangling "
        "%d), deletions %d, abstracts of 60-100 words %d of %d (%.2f%%), "
        "broken %zu\n",
        files[f], seconds.size(),
        total > 0 ? static_cast<double>(seconds.size()) / total : 0.0,
        seconds.empty() ? 0.0 : 1000 * seconds[seconds.size() * 99 / 100],
        report.points, report.dangling, report.deletions, report.full_abstracts,
        report.articles_for_full_abstract,
        report.articles_for_full_abstract == 0
            ? 100.0
            : 100.0 * report.full_abstracts / report.articles_for_full_abstract,
        report.broken.size());
    const size_t shown = absl::GetFlag(FLAGS_show)
                             ? report.broken.size()
                             : std::min<size_t>(report.broken.size(), 5);
    for (size_t i = 0; i < shown; ++i)
      std::printf("  %s\n", report.broken[i].c_str());
    kept = kept && report.broken.empty();
  }
  return kept ? 0 : 1;
}
