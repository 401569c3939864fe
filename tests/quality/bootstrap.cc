#include "tests/quality/bootstrap.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <random>

namespace byline::quality {
namespace {

constexpr int kDraws = 10'000;
constexpr uint64_t kSeed = 20;

// What is drawn at once.
struct DrawnGroup {
  double sum = 0;
  size_t members = 0;
};

std::vector<DrawnGroup> GroupsOf(const std::vector<double>& differences,
                                 const std::vector<size_t>& groups) {
  std::vector<DrawnGroup> drawn;
  absl::flat_hash_map<size_t, size_t> place;
  for (size_t i = 0; i < differences.size(); ++i) {
    size_t at = drawn.size();
    if (!groups.empty()) at = place.emplace(groups[i], at).first->second;
    if (at == drawn.size()) drawn.emplace_back();
    drawn[at].sum += differences[i];
    ++drawn[at].members;
  }
  return drawn;
}

}  // namespace

Interval Bootstrap(const std::vector<double>& differences,
                   const std::vector<size_t>& groups) {
  if (differences.empty()) return {};
  const std::vector<DrawnGroup> drawn = GroupsOf(differences, groups);
  std::mt19937_64 random(kSeed);
  std::uniform_int_distribution<size_t> draw(0, drawn.size() - 1);
  std::vector<double> means;
  means.reserve(kDraws);
  for (int round = 0; round < kDraws; ++round) {
    double total = 0;
    size_t members = 0;
    for (size_t i = 0; i < drawn.size(); ++i) {
      const DrawnGroup& group = drawn[draw(random)];
      total += group.sum;
      members += group.members;
    }
    means.push_back(total / static_cast<double>(members));
  }
  std::sort(means.begin(), means.end());
  double total = 0;
  for (const double difference : differences) total += difference;
  return {total / static_cast<double>(differences.size()),
          means[kDraws * 25 / 1000], means[kDraws * 975 / 1000 - 1]};
}

}  // namespace byline::quality
