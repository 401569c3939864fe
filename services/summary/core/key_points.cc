#include "services/summary/core/key_points.h"

#include <algorithm>
#include <functional>

#include "services/summary/core/gates.h"
#include "services/summary/core/point_search.h"

namespace byline::summary {
namespace {

constexpr size_t kEnough = 3;
// How many of the best are searched, and how many more than are asked for.
constexpr size_t kSearched = 12;
constexpr size_t kMoreThanAsked = 4;

// The best sentences whose gate is open, ascending; what needs the one before
// only where that is among them.
std::vector<size_t> Candidates(const ScoredText& text,
                               const ChoiceWeights& weights, size_t count,
                               int most_words) {
  std::vector<size_t> fit;
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    const Gate gate =
        GateOf(text.sentences[i], text.space.Profile(i), most_words);
    if (gate == Gate::kOpen || gate == Gate::kNeedsNeighbour) fit.push_back(i);
  }
  const auto better = [&](size_t a, size_t b) {
    const double value_a = ValueAlone(text.sentences[a], weights);
    const double value_b = ValueAlone(text.sentences[b], weights);
    return value_a != value_b ? value_a > value_b : a < b;
  };
  const size_t kept =
      std::min(fit.size(), std::max(kSearched, count + kMoreThanAsked));
  std::partial_sort(fit.begin(),
                    fit.begin() + static_cast<std::ptrdiff_t>(kept), fit.end(),
                    better);
  fit.resize(kept);
  std::sort(fit.begin(), fit.end());
  return fit;
}

// Adds the best that pass until there are `most`.
void FillUp(const ScoredText& text, const ChoiceWeights& weights, size_t most,
            const std::function<bool(size_t)>& passes,
            std::vector<size_t>& chosen) {
  while (chosen.size() < most) {
    size_t best = text.sentences.size();
    for (size_t i = 0; i < text.sentences.size(); ++i) {
      const bool repeats =
          std::any_of(chosen.begin(), chosen.end(), [&](size_t other) {
            return other == i || Repeat(text.space, i, other);
          });
      if (repeats || !passes(i)) continue;
      if (best == text.sentences.size() ||
          ValueAlone(text.sentences[i], weights) >
              ValueAlone(text.sentences[best], weights))
        best = i;
    }
    if (best == text.sentences.size()) return;
    chosen.push_back(best);
  }
}

}  // namespace

int PointCountFor(int words) { return words < 400 ? 3 : words <= 900 ? 4 : 5; }

std::vector<size_t> ChooseKeyPoints(const ScoredText& text,
                                    const ChoiceWeights& weights, int count,
                                    int most_words) {
  const auto asked = static_cast<size_t>(count);
  std::vector<size_t> chosen =
      PointSearch(text, weights, Candidates(text, weights, asked, most_words),
                  asked)
          .Run();
  const auto& sentences = text.sentences;
  const auto is_new = [&](size_t i) {
    return sentences[i].IsSound() && !text.space.Profile(i).covered_by_headline;
  };
  // A length that is unusual counts for less than to be told something.
  FillUp(
      text, weights, std::min(asked, kEnough),
      [&](size_t i) { return is_new(i) && !sentences[i].dangling; }, chosen);
  // What has nothing good still has one.
  if (chosen.empty()) FillUp(text, weights, 1, is_new, chosen);
  if (chosen.empty()) {
    FillUp(
        text, weights, 1,
        [&](size_t i) {
          return !sentences[i].boilerplate && !sentences[i].own_summary &&
                 !sentences[i].ends_with_colon && sentences[i].balanced;
        },
        chosen);
  }
  if (chosen.empty())
    FillUp(
        text, weights, 1, [](size_t) { return true; }, chosen);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace byline::summary
