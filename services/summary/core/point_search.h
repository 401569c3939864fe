// PointSearch: the exact search for the best set of key points among a few
// candidates. A value of one text; not thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_POINT_SEARCH_H_
#define BYLINE_SERVICES_SUMMARY_CORE_POINT_SEARCH_H_

#include <cstddef>
#include <vector>

#include "services/summary/core/model.h"
#include "services/summary/core/scored_text.h"

namespace byline::summary {

// Whether two sentences cannot both be key points: they share three terms in a
// row, or are more than half alike.
bool Repeat(const TermSpace& space, size_t a, size_t b);

// What a sentence adds to a set, the pairs it makes aside.
double ValueAlone(const Sentence& sentence, const ChoiceWeights& weights);

class PointSearch {
 public:
  // `candidates`: indexes of sentences, ascending; time grows with the number
  // of their subsets of at most `count`.
  PointSearch(const ScoredText& text, const ChoiceWeights& weights,
              std::vector<size_t> candidates, size_t count);

  // The best set, ascending: the largest possible, and of those the greatest
  // sum of what its sentences add alone and in pairs. No two repeat each other,
  // and what needs the sentence before has it beside it, if the weights shut
  // that gate.
  std::vector<size_t> Run();

 private:
  void Extend(size_t from, double value);

  const ScoredText& text_;
  const ChoiceWeights& weights_;
  const std::vector<size_t> candidates_;
  const size_t count_;
  // Of candidates, row by row: what a pair adds, or that it repeats itself.
  std::vector<double> pair_;
  std::vector<bool> repeats_;
  std::vector<size_t> chosen_;
  std::vector<size_t> best_;
  double best_value_ = 0;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_POINT_SEARCH_H_
