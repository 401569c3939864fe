#include "services/summary/core/abstract_search.h"

#include <absl/numeric/bits.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace byline::summary {
namespace {

constexpr size_t kMostSentences = 6;
constexpr double kCoverage =
    0.3;  // for each of the weightiest terms that is held
constexpr double kRepetition = 1.5;  // times the similarity of a pair
constexpr double kNeighbours =
    0.2;  // for each pair that follows one another in the article

}  // namespace

AbstractLength LengthOf(int words, int spaced) {
  if (spaced * 2 < words) return {words, words};
  return {std::min(words, spaced), std::max(words, spaced)};
}

AbstractSearch::AbstractSearch(const ScoredText& text,
                               const AbstractLimits& limits,
                               std::vector<size_t> candidates)
    : text_(text), limits_(limits), candidates_(std::move(candidates)) {
  for (size_t i : candidates_) {
    lowest_ = std::min(lowest_, text.sentences[i].score);
    for (size_t j : candidates_)
      similarity_.push_back(text.space.Similarity(i, j));
  }
}

std::vector<size_t> AbstractSearch::Run() {
  Extend(0, {});
  std::vector<size_t> found;
  for (size_t candidate : best_) found.push_back(candidates_[candidate]);
  return found;
}

void AbstractSearch::Extend(size_t from, const Sum& sum) {
  const AbstractLength length = LengthOf(sum.words, sum.spaced);
  if (length.most > limits_.most) return;
  if (length.least >= limits_.least) Consider(sum);
  if (chosen_.size() == kMostSentences) return;
  for (size_t c = from; c < candidates_.size(); ++c) {
    const Sentence& sentence = text_.sentences[candidates_[c]];
    const bool follows =
        !chosen_.empty() && candidates_[chosen_.back()] + 1 == candidates_[c];
    // Nothing points at what is not there.
    if (sentence.dangling && !follows) continue;
    if (chosen_.empty() && sentence.quote_led) continue;
    const Sum with = With(sum, c);
    chosen_.push_back(c);
    Extend(c + 1, with);
    chosen_.pop_back();
  }
}

AbstractSearch::Sum AbstractSearch::With(Sum sum, size_t candidate) const {
  const size_t next = candidates_[candidate];
  const Sentence& sentence = text_.sentences[next];
  sum.words += sentence.words;
  sum.spaced += sentence.spaced_words;
  sum.value += sentence.score - lowest_;
  sum.terms |= text_.space.Profile(next).top_terms;
  const bool follows =
      !chosen_.empty() && candidates_[chosen_.back()] + 1 == next;
  if (follows) sum.value += kNeighbours;
  for (size_t other : chosen_)
    sum.value -=
        kRepetition * similarity_[candidate * candidates_.size() + other];
  return sum;
}

void AbstractSearch::Consider(const Sum& sum) {
  // The sum of scores alone would favour many short sentences.
  const double value =
      sum.value / std::sqrt(static_cast<double>(chosen_.size())) +
      kCoverage * absl::popcount(sum.terms);
  if (best_.empty() || value > best_value_) {
    best_value_ = value;
    best_ = chosen_;
  }
}

}  // namespace byline::summary
