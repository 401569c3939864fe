#include "services/summary/core/claims/point_reading.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace byline::summary {
namespace {

constexpr size_t kMostSources = 3;
// A further sentence must add as much of the point's weight, by so many terms:
// a name alone, put into another's place, must not bring its sentence along.
constexpr double kLeastGain = 0.15;
constexpr int kLeastTermsGained = 2;
// Of a longer sentence the front is laid beside the point.
constexpr size_t kMostAligned = 300;
// A function word in common says little.
constexpr double kFunctionWeight = 0.3;
// Words between a slot and what bounds it.
constexpr size_t kReach = 2;
constexpr size_t kWidestSlot = 8;
constexpr size_t kGuessedSlot = 3;

using Stems = absl::flat_hash_set<absl::string_view>;

Stems StemsOf(const std::vector<ClaimWord>& words) {
  Stems stems;
  for (const ClaimWord& word : words) {
    if (word.weight > 0) stems.insert(word.stem);
  }
  return stems;
}

void ChooseSources(const ArticleEvidence& evidence, PointReading* reading) {
  std::vector<ClaimWord> open = reading->words;
  double total = 0;
  Stems counted;
  for (const ClaimWord& word : open) {
    if (word.weight > 0 && counted.insert(word.stem).second)
      total += word.weight;
  }
  double held = 0;
  while (reading->sources.size() < kMostSources) {
    const std::vector<double> support = evidence.Support(open);
    const auto best = std::max_element(support.begin(), support.end());
    if (best == support.end() || *best <= 0) break;
    const auto id = static_cast<size_t>(best - support.begin());
    const Stems stems = StemsOf(evidence.sentences()[id].words);
    Stems gained;
    for (const ClaimWord& word : open) {
      if (word.weight > 0 && stems.contains(word.stem))
        gained.insert(word.stem);
    }
    if (!reading->sources.empty() &&
        (*best < kLeastGain * total ||
         static_cast<int>(gained.size()) < kLeastTermsGained))
      break;
    reading->sources.push_back(id);
    held += *best;
    open.erase(std::remove_if(open.begin(), open.end(),
                              [&](const ClaimWord& word) {
                                return stems.contains(word.stem);
                              }),
               open.end());
  }
  reading->support = total > 0 ? held / total : 0;
}

// The heaviest common subsequence of both.
std::vector<int> Align(const std::vector<ClaimWord>& point,
                       const std::vector<ClaimWord>& source) {
  const size_t n = point.size();
  const size_t m = std::min(source.size(), kMostAligned);
  std::vector<double> best((n + 1) * (m + 1), 0);
  const auto at = [m, &best](size_t i, size_t j) -> double& {
    return best[i * (m + 1) + j];
  };
  const auto weight = [&](size_t i, size_t j) -> double {
    if (point[i].weight <= 0)
      return point[i].form == source[j].form ? kFunctionWeight : 0;
    return point[i].stem == source[j].stem ? 1 + point[i].weight : 0;
  };
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
      const double match = weight(i, j);
      if (match > 0) at(i, j) = std::max(at(i, j), match + at(i + 1, j + 1));
    }
  }
  std::vector<int> aligned(n, -1);
  for (size_t i = 0, j = 0; i < n && j < m;) {
    const double match = weight(i, j);
    if (match > 0 && at(i, j) == match + at(i + 1, j + 1)) {
      aligned[i++] = static_cast<int>(j++);
    } else if (at(i, j) == at(i + 1, j)) {
      ++i;
    } else {
      ++j;
    }
  }
  return aligned;
}

}  // namespace

PointReading ReadPoint(absl::string_view text, std::vector<ClaimWord> words,
                       const ArticleEvidence& evidence) {
  PointReading reading;
  reading.text = text;
  reading.words = std::move(words);
  reading.quantities = FindQuantities(text, reading.words, evidence.primary());
  reading.names = FindNameRuns(text, reading.words, evidence);
  ChooseSources(evidence, &reading);
  reading.aligned.assign(reading.words.size(), -1);
  if (!reading.sources.empty()) {
    const EvidenceSentence& best = evidence.sentences()[reading.sources[0]];
    reading.aligned = Align(reading.words, best.words);
    reading.source_names = FindNameRuns(best.text, best.words, evidence);
  }
  return reading;
}

std::optional<Slot> SlotOf(const PointReading& reading,
                           const ArticleEvidence& evidence, size_t first,
                           size_t last) {
  if (reading.sources.empty()) return std::nullopt;
  const size_t count = std::min(
      evidence.sentences()[reading.sources[0]].words.size(), kMostAligned);
  std::optional<size_t> left;   // of the source: the first word of the slot
  std::optional<size_t> right;  // of the source: the word behind the slot
  size_t left_gap = 0;
  size_t right_gap = 0;
  for (; left_gap < kReach && !left.has_value(); ++left_gap) {
    if (first == left_gap) {
      left = 0;
    } else if (first > left_gap && reading.aligned[first - left_gap - 1] >= 0) {
      left = static_cast<size_t>(reading.aligned[first - left_gap - 1]) + 1;
    }
  }
  for (; right_gap < kReach && !right.has_value(); ++right_gap) {
    const size_t at = last + 1 + right_gap;
    if (at == reading.words.size()) {
      right = count;
    } else if (at < reading.words.size() && reading.aligned[at] >= 0) {
      right = static_cast<size_t>(reading.aligned[at]);
    }
  }
  if (left.has_value() && right.has_value() && *left <= *right &&
      *right - *left <= kWidestSlot)
    return Slot{*left, *right, true};
  if (right.has_value() && right_gap == 1 && *right<count&& * right> 0)
    return Slot{*right - std::min(*right, kGuessedSlot), *right, false};
  if (left.has_value() && left_gap == 1 && *left > 0 && *left < count)
    return Slot{*left, std::min(count, *left + kGuessedSlot), false};
  return std::nullopt;
}

bool StandsWithContext(const PointReading& reading,
                       const ArticleEvidence& evidence, size_t first,
                       size_t last, const std::vector<size_t>& candidates,
                       double least_share) {
  std::vector<ClaimWord> context;
  for (size_t i = 0; i < reading.words.size(); ++i) {
    if ((i < first || i > last) &&
        reading.words[i].sentence == reading.words[first].sentence)
      context.push_back(reading.words[i]);
  }
  const std::vector<double> support = evidence.Support(context);
  const double best =
      support.empty() ? 0 : *std::max_element(support.begin(), support.end());
  if (best <= 0) return true;
  for (size_t candidate : candidates) {
    if (support[candidate] >= least_share * best) return true;
    const size_t next = candidate + 1;
    if (next < support.size() && evidence.sentences()[next].has_pronoun &&
        support[next] >= least_share * best)
      return true;
  }
  return false;
}

}  // namespace byline::summary
