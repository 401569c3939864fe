#include "services/summary/core/point_search.h"

#include <cstdint>
#include <utility>

namespace byline::summary {
namespace {

constexpr double kMostAlike = 0.5;
constexpr double kShut = -10;
constexpr int kFewWords = 8;

bool ShareAny(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

}  // namespace

bool Repeat(const TermSpace& space, size_t a, size_t b) {
  return ShareAny(space.Trigrams(a), space.Trigrams(b)) ||
         space.Similarity(a, b) > kMostAlike;
}

double ValueAlone(const Sentence& sentence, const ChoiceWeights& weights) {
  return sentence.score + (sentence.quote_led ? weights.quote_led : 0) +
         (sentence.words < kFewWords ? weights.below_8_words : 0);
}

PointSearch::PointSearch(const ScoredText& text, const ChoiceWeights& weights,
                         std::vector<size_t> candidates, size_t count)
    : text_(text),
      weights_(weights),
      candidates_(std::move(candidates)),
      count_(count) {
  const size_t n = candidates_.size();
  pair_.assign(n * n, 0);
  repeats_.assign(n * n, false);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = i + 1; j < n; ++j) {
      const size_t a = candidates_[i];
      const size_t b = candidates_[j];
      pair_[j * n + i] =
          weights.shared_terms * text.salience.SharedTerms(a, b) +
          weights.similarity * text.space.Similarity(a, b) +
          (a + 1 == b ? weights.neighbour : 0);
      repeats_[j * n + i] = Repeat(text.space, a, b);
    }
  }
}

std::vector<size_t> PointSearch::Run() {
  Extend(0, 0);
  std::vector<size_t> sentences;
  for (size_t candidate : best_) sentences.push_back(candidates_[candidate]);
  return sentences;
}

void PointSearch::Extend(size_t from, double value) {
  if (chosen_.size() > best_.size() ||
      (chosen_.size() == best_.size() && value > best_value_)) {
    best_ = chosen_;
    best_value_ = value;
  }
  if (chosen_.size() == count_) return;
  for (size_t c = from; c < candidates_.size(); ++c) {
    // Too few are left to match the best.
    if (chosen_.size() + candidates_.size() - c < best_.size()) return;
    const Sentence& sentence = text_.sentences[candidates_[c]];
    const bool left_alone =
        sentence.dangling &&
        (chosen_.empty() || candidates_[chosen_.back()] + 1 != candidates_[c]);
    if (left_alone && weights_.dangling <= kShut) continue;
    bool repeats = false;
    double with = value + ValueAlone(sentence, weights_) +
                  (left_alone ? weights_.dangling : 0);
    const size_t row = c * candidates_.size();
    for (size_t other : chosen_) {
      repeats = repeats || repeats_[row + other];
      with += pair_[row + other];
    }
    if (repeats) continue;
    chosen_.push_back(c);
    Extend(c + 1, with);
    chosen_.pop_back();
  }
}

}  // namespace byline::summary
