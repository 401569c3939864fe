#include "services/summary/core/claims/point_reading.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace byline::summary {
namespace {

constexpr size_t kMostSources = 3;
// A further sentence must add as much of the point's weight, by so many terms
// that are no names.
constexpr double kLeastGain = 0.15;
constexpr int kLeastTermsGained = 2;
constexpr double kMostWeightOfName = 2;
// Of a longer sentence the front is laid beside the point.
constexpr size_t kMostAligned = 300;
// A function word in common says little.
constexpr double kFunctionWeight = 0.3;
// Words between a slot and what bounds it.
constexpr size_t kReach = 3;
constexpr int kWidestSlot = 8;
constexpr size_t kGuessedSlot = 3;
// What is said right beside a name or number, and how much of it a sentence
// with that name must hold.
constexpr size_t kLocal = 4;
constexpr double kLeastLocal = 0.6;
constexpr size_t kLookAhead = 2;

using Stems = absl::flat_hash_set<absl::string_view>;

Stems StemsOf(const std::vector<ClaimWord>& words) {
  Stems stems;
  for (const ClaimWord& word : words) {
    if (word.weight > 0) stems.insert(word.stem);
  }
  return stems;
}

void ChooseSources(const ArticleEvidence& evidence, PointReading* reading) {
  // Names weigh less here than they say: one put into another's place must not
  // bring its own sentence along.
  std::vector<ClaimWord> open = reading->words;
  Stems names;
  for (const NameRun& name : reading->names) {
    for (size_t i = name.first; i <= name.last; ++i) {
      open[i].weight = std::min(open[i].weight, kMostWeightOfName);
      names.insert(reading->words[i].stem);
    }
  }
  double total = 0;
  Stems counted;
  for (const ClaimWord& word : reading->words) {
    if (word.weight > 0 && counted.insert(word.stem).second)
      total += word.weight;
  }
  double held = 0;
  std::vector<double> score = evidence.SharedNeighbours(open);
  while (reading->sources.size() < kMostSources) {
    const std::vector<double> support = evidence.Support(open);
    for (size_t i = 0; i < score.size(); ++i) score[i] += support[i];
    const auto best = std::max_element(score.begin(), score.end());
    if (best == score.end()) break;
    const auto id = static_cast<size_t>(best - score.begin());
    if (support[id] <= 0) break;
    const Stems stems = StemsOf(evidence.sentences()[id].words);
    Stems gained;
    for (const ClaimWord& word : open) {
      if (word.weight > 0 && stems.contains(word.stem) &&
          !names.contains(word.stem))
        gained.insert(word.stem);
    }
    if (!reading->sources.empty() &&
        (support[id] < kLeastGain * total ||
         static_cast<int>(gained.size()) < kLeastTermsGained))
      break;
    reading->sources.push_back(id);
    open.erase(std::remove_if(open.begin(), open.end(),
                              [&](const ClaimWord& word) {
                                return stems.contains(word.stem);
                              }),
               open.end());
    score.assign(score.size(), 0);
  }
  counted.clear();
  for (size_t id : reading->sources) {
    const Stems stems = StemsOf(evidence.sentences()[id].words);
    for (const ClaimWord& word : reading->words) {
      if (word.weight > 0 && stems.contains(word.stem) &&
          counted.insert(word.stem).second)
        held += word.weight;
    }
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
  const std::vector<int>& aligned = reading.aligned;
  const int count = static_cast<int>(std::min(
      evidence.sentences()[reading.sources[0]].words.size(), kMostAligned));
  const auto size = static_cast<int>(aligned.size());
  // The ends of both texts bound a slot too.
  const auto at = [&](int i) {
    return i < 0 ? -1 : i >= size ? count : aligned[i];
  };
  const auto is_bound = [&](int i) {
    return i < 0 || i >= size || aligned[i] >= 0;
  };
  const auto alike = [&](int from, int step) {
    int words = 0;
    for (int i = from;
         i >= -1 && i <= size && is_bound(i) && at(i) == at(from) + (i - from);
         i += step)
      ++words;
    return words;
  };
  int left = static_cast<int>(first) - 1;
  int right = static_cast<int>(last) + 1;
  for (size_t step = 1; step < kReach && !is_bound(left); ++step) --left;
  for (size_t step = 1; step < kReach && !is_bound(right); ++step) ++right;
  if (is_bound(left) && is_bound(right) && at(left) < at(right) &&
      at(right) - at(left) <= kWidestSlot + 1) {
    Slot slot;
    slot.begin = static_cast<size_t>(at(left)) + 1;
    slot.end = static_cast<size_t>(at(right));
    slot.closed = true;
    const bool beside = left + 1 == static_cast<int>(first) &&
                        right == static_cast<int>(last) + 1;
    if (!beside) return slot;
    // How far both texts go on alike.
    slot.alike = alike(left, -1) + alike(right, 1);
    return slot;
  }
  const bool has_right =
      right == static_cast<int>(last) + 1 && right < size && is_bound(right);
  const bool has_left =
      left + 1 == static_cast<int>(first) && left >= 0 && is_bound(left);
  Slot slot;
  if (has_right && at(right) > 0) {
    slot.end = static_cast<size_t>(at(right));
    slot.begin = slot.end - std::min(slot.end, kGuessedSlot);
    slot.open_left = true;
    slot.alike = alike(right, 1) - 1;
    return slot;
  }
  if (has_left && at(left) + 1 < count) {
    slot.begin = static_cast<size_t>(at(left)) + 1;
    slot.end = std::min(static_cast<size_t>(count), slot.begin + kGuessedSlot);
    slot.open_right = true;
    slot.alike = alike(left, -1) - 1;
    return slot;
  }
  return std::nullopt;
}

bool StandsWithContext(const PointReading& reading,
                       const ArticleEvidence& evidence, size_t first,
                       size_t last, const std::vector<size_t>& candidates,
                       double least_share) {
  const auto supported = [&](size_t reach, bool of_all) {
    std::vector<ClaimWord> context;
    double all = 0;
    for (size_t i = 0; i < reading.words.size(); ++i) {
      const ClaimWord& word = reading.words[i];
      const bool beside = i + reach >= first && i <= last + reach;
      if ((i >= first && i <= last) || !beside ||
          word.sentence != reading.words[first].sentence)
        continue;
      context.push_back(word);
      all += word.weight;
    }
    const std::vector<double> support = evidence.Support(context);
    const double most =
        support.empty() ? 0 : *std::max_element(support.begin(), support.end());
    if (most <= 0) return !of_all;
    const double least = of_all ? kLeastLocal * all : least_share * most;
    for (size_t candidate : candidates) {
      if (support[candidate] >= least) return true;
      // "She" who was named shortly before.
      for (size_t next = candidate + 1;
           next < support.size() && next <= candidate + kLookAhead; ++next) {
        if (evidence.sentences()[next].has_pronoun && support[next] >= least)
          return true;
      }
    }
    return false;
  };
  return supported(reading.words.size(), false) || supported(kLocal, true);
}

}  // namespace byline::summary
