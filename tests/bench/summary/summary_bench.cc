// byline-bench-summary: how fast the summariser is on one core, and how much
// memory it asks for, on invented reports; tests/bench/summary/run calls it.
//
//   byline-bench-summary --measure=rate --articles=1000 --words=690
//   byline-bench-summary --measure=memory --articles=100000 --words=690
//   byline-bench-summary --measure=none --articles=1000 --words=690 --write=F
//
// Each prints one JSON object: rate in CPU time of its one thread; memory as
// the resident set after a tenth of the articles, and after all. --write writes
// the reports as JSON Lines, so that others are measured on the same.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/time/time.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/memory.h"
#include "services/summary/core/offline.h"
#include "tests/bench/latencies.h"
#include "tests/bench/summary/allocations.h"
#include "tests/bench/summary/invented_report.h"

ABSL_FLAG(std::string, measure, "rate", "rate, memory or none.");
ABSL_FLAG(int, articles, 1000, "Number of reports.");
ABSL_FLAG(int, words, 690, "Words of each.");
ABSL_FLAG(std::string, write, "", "File to write the reports to.");

namespace byline::bench {
namespace {

constexpr uint32_t kSeed = 20;
constexpr int kPoints = 3;
// Summarised before anything is measured: tables and caches are filled once.
constexpr int kWarmUp = 30;

size_t Summarized(const InventedReport& report) {
  return summary::SummarizeBody("a", report.headline, report.body, "en",
                                {.points = kPoints})
      .key_points.size();
}

// CPU time of this thread: what else the machine does is not measured.
absl::Duration CpuTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

double ResidentMegabytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t total = 0;
  int64_t resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / (1 << 20);
}

void MeasureRate(const std::vector<InventedReport>& reports) {
  for (size_t i = 0; i < reports.size() && i < kWarmUp; ++i)
    Summarized(reports[i]);
  Latencies latencies;
  absl::Duration total;
  size_t points = 0;
  Allocations allocations;
  for (const InventedReport& report : reports) {
    const Allocations before = AllocationsSoFar();
    const absl::Duration start = CpuTime();
    points += Summarized(report);
    const absl::Duration took = CpuTime() - start;
    allocations.count += AllocationsSoFar().count - before.count;
    allocations.bytes += AllocationsSoFar().bytes - before.bytes;
    latencies.Add(took);
    total += took;
  }
  const auto count = static_cast<double>(reports.size());
  std::cout << absl::StrFormat(
      "{\"articles\":%d,\"articles_per_s\":%.0f,\"p50_ms\":%.3f,"
      "\"p99_ms\":%.3f,\"points\":%d,\"allocations\":%.0f,"
      "\"allocated_kb\":%.0f}\n",
      reports.size(), count / absl::ToDoubleSeconds(total),
      absl::ToDoubleMilliseconds(latencies.At(0.5)),
      absl::ToDoubleMilliseconds(latencies.At(0.99)), points,
      static_cast<double>(allocations.count) / count,
      static_cast<double>(allocations.bytes) / count / 1024);
}

void MeasureMemory(int articles, int words) {
  InventedReports reports(kSeed);
  double after_tenth = 0;
  size_t points = 0;
  for (int i = 1; i <= articles; ++i) {
    points += Summarized(reports.Next(words));
    if (i == articles / 10) after_tenth = ResidentMegabytes();
  }
  std::cout << absl::StrFormat(
      "{\"articles\":%d,\"points\":%d,\"resident_mb_after_tenth\":%.1f,"
      "\"resident_mb_after_all\":%.1f}\n",
      articles, points, after_tenth, ResidentMegabytes());
}

void Write(const std::vector<InventedReport>& reports,
           const std::string& path) {
  std::ofstream out(path);
  for (size_t i = 0; i < reports.size(); ++i) {
    const nlohmann::json line = {{"id", absl::StrCat("invented-", i)},
                                 {"title", reports[i].headline},
                                 {"body", reports[i].body}};
    out << line.dump() << "\n";
  }
}

int Run() {
  const int articles = absl::GetFlag(FLAGS_articles);
  const int words = absl::GetFlag(FLAGS_words);
  const std::string measure = absl::GetFlag(FLAGS_measure);
  const std::string path = absl::GetFlag(FLAGS_write);
  const bool known =
      measure == "rate" || measure == "memory" || measure == "none";
  if (articles < 10 || words < 1 || !known) {
    std::cerr << "usage: byline-bench-summary --measure=rate|memory|none "
                 "[--articles=10...] [--words=1...] [--write=FILE]\n";
    return 2;
  }
  if (measure == "memory") {
    MeasureMemory(articles, words);
    return 0;
  }
  InventedReports invented(kSeed);
  std::vector<InventedReport> reports;
  reports.reserve(static_cast<size_t>(articles));
  for (int i = 0; i < articles; ++i) reports.push_back(invented.Next(words));
  if (!path.empty()) Write(reports, path);
  if (measure == "rate") MeasureRate(reports);
  return 0;
}

}  // namespace
}  // namespace byline::bench

int main(int argc, char** argv) {
  byline::KeepFreedMemory();
  absl::ParseCommandLine(argc, argv);
  return byline::bench::Run();
}
