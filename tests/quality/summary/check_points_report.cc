#include "tests/quality/summary/check_points_report.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "tests/quality/summary/spelled_words.h"

namespace byline::quality {
namespace {

using summary::FaultKind;

constexpr size_t kShortestRun = 5;
constexpr double kLeastCaught = 0.95;
constexpr double kMostAlarms = 0.05;
// Fewer say nothing of a share.
constexpr int kFewestToJudge = 20;

FaultKind KindOf(Plant plant) {
  switch (plant) {
    case Plant::kNameOfArticle:
    case Plant::kForeignName:
      return FaultKind::kName;
    case Plant::kNumber:
      return FaultKind::kNumber;
    case Plant::kUnit:
      return FaultKind::kUnit;
    case Plant::kNegationAdded:
    case Plant::kNegationRemoved:
      return FaultKind::kNegation;
    case Plant::kSpeaker:
      return FaultKind::kSpeaker;
    case Plant::kDate:
      return FaultKind::kDate;
    case Plant::kQuote:
      return FaultKind::kQuote;
    case Plant::kHedge:
      return FaultKind::kHedge;
  }
  return FaultKind::kNoSource;
}

double Percent(int part, int whole) {
  return whole == 0 ? 0 : 100.0 * part / whole;
}

// Whether the bytes stand in the body from the beginning of a word to the end
// of one.
bool StandsIn(const std::string& body, const std::string& run) {
  const auto is_letter = [&](size_t at) {
    return at < body.size() &&
           (absl::ascii_isalnum(static_cast<unsigned char>(body[at])) ||
            static_cast<unsigned char>(body[at]) > 127);
  };
  for (size_t at = body.find(run); at != std::string::npos;
       at = body.find(run, at + 1)) {
    if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + run.size()))
      return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> CopiedRuns(const std::string& highlight,
                                    const std::string& body) {
  const std::vector<SpelledWord> words = SpellWords(highlight);
  const auto run = [&](size_t first, size_t last) {
    return highlight.substr(words[first].begin,
                            words[last].end - words[first].begin);
  };
  std::vector<std::string> runs;
  for (size_t first = 0; first + kShortestRun <= words.size();) {
    size_t end = first + kShortestRun;
    if (!StandsIn(body, run(first, end - 1))) {
      ++first;
      continue;
    }
    while (end < words.size() && StandsIn(body, run(first, end))) ++end;
    runs.push_back(run(first, end - 1));
    first = end;
  }
  return runs;
}

void CheckReport::AddUntouched(const std::string& set,
                               const summary::CheckedPoint& checked) {
  Untouched& counts = untouched[set];
  ++counts.points;
  counts.alarms += checked.IsShowable() ? 0 : 1;
  counts.faulty += checked.faults.empty() ? 0 : 1;
  std::set<std::string> kinds;
  for (const summary::PointFault& fault : checked.faults) {
    if (fault.hard) kinds.insert(std::string(FaultKindName(fault.kind)));
  }
  for (const std::string& kind : kinds) ++counts.kinds[kind];
}

void CheckReport::AddPlanted(const std::string& set, Plant plant,
                             const summary::CheckedPoint& checked) {
  Planted& counts = planted[{plant, set}];
  ++counts.points;
  counts.caught += checked.IsShowable() ? 0 : 1;
  const bool of_its_kind =
      std::any_of(checked.faults.begin(), checked.faults.end(),
                  [plant](const summary::PointFault& fault) {
                    return fault.hard && fault.kind == KindOf(plant);
                  });
  counts.of_its_kind += of_its_kind ? 1 : 0;
}

void CheckReport::Print(absl::string_view file, absl::string_view half) const {
  std::printf("%s, %s: %zu checks, %.2f ms each\n", std::string(file).c_str(),
              std::string(half).c_str(), checks,
              checks == 0 ? 0.0 : 1000 * seconds / static_cast<double>(checks));
  std::printf("  %-22s %-10s %7s %12s %12s\n", "untouched", "", "points",
              "false alarms", "any fault");
  for (const auto& [set, counts] : untouched) {
    std::printf("  %-22s %-10s %7d %11.2f%% %11.2f%%", "", set.c_str(),
                counts.points, Percent(counts.alarms, counts.points),
                Percent(counts.faulty, counts.points));
    for (const auto& [kind, count] : counts.kinds)
      std::printf("  %s %d", kind.c_str(), count);
    std::printf("\n");
  }
  std::printf("  %-22s %-10s %7s %12s %12s\n", "planted", "in", "points",
              "caught", "of its kind");
  for (const auto& [key, counts] : planted) {
    std::printf("  %-22s %-10s %7d %11.2f%% %11.2f%%\n",
                std::string(PlantName(key.first)).c_str(), key.second.c_str(),
                counts.points, Percent(counts.caught, counts.points),
                Percent(counts.of_its_kind, counts.points));
  }
  const std::pair<const char*, Planted> promised[] = {
      {"names", Sum({Plant::kNameOfArticle, Plant::kForeignName})},
      {"numbers", Sum({Plant::kNumber})},
      {"negations", Sum({Plant::kNegationAdded, Plant::kNegationRemoved})},
      {"speakers", Sum({Plant::kSpeaker})}};
  for (const auto& [name, sum] : promised)
    std::printf("  all %-18s %-10s %7d %11.2f%% %11.2f%%\n", name, "",
                sum.points, Percent(sum.caught, sum.points),
                Percent(sum.of_its_kind, sum.points));
  std::printf("  promise %s\n", KeepsPromise() ? "kept" : "BROKEN");
}

CheckReport::Planted CheckReport::Sum(
    std::initializer_list<Plant> plants) const {
  Planted sum;
  for (const auto& [key, counts] : planted) {
    if (std::find(plants.begin(), plants.end(), key.first) == plants.end())
      continue;
    sum.points += counts.points;
    sum.caught += counts.caught;
    sum.of_its_kind += counts.of_its_kind;
  }
  return sum;
}

bool CheckReport::KeepsPromise() const {
  const auto enough = [](const Planted& sum) {
    return sum.points < kFewestToJudge ||
           sum.caught >= kLeastCaught * sum.points;
  };
  bool kept = enough(Sum({Plant::kNameOfArticle, Plant::kForeignName})) &&
              enough(Sum({Plant::kNumber})) &&
              enough(Sum({Plant::kNegationAdded, Plant::kNegationRemoved})) &&
              enough(Sum({Plant::kSpeaker}));
  for (const char* set : {"sentences", "copied"}) {
    const auto at = untouched.find(set);
    if (at == untouched.end()) continue;
    kept = kept && at->second.alarms <= kMostAlarms * at->second.points;
  }
  return kept;
}

}  // namespace byline::quality
