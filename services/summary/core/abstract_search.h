// AbstractSearch: the exact search for the best set of sentences within the
// abstract's limits. A value of one text; not thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_SEARCH_H_
#define BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/summary/core/scored_text.h"

namespace byline::summary {

inline constexpr int kMostAbstractWords = 100;

// Words of an abstract: 60 to 100, or as asked for in the same proportion.
struct AbstractLimits {
  int least = 60;
  int most = kMostAbstractWords;
};

// The length by both ways of counting words, where the script puts spaces
// between them.
struct AbstractLength {
  int least = 0;
  int most = 0;

  bool IsWithin(const AbstractLimits& limits) const {
    return least >= limits.least && most <= limits.most;
  }
};

// Of so many ICU words and words apart by white space.
AbstractLength LengthOf(int words, int spaced);

class AbstractSearch {
 public:
  // `candidates`: indexes of sentences, ascending; time grows with the number
  // of their subsets of up to six that fit.
  AbstractSearch(const ScoredText& text, const AbstractLimits& limits,
                 std::vector<size_t> candidates);

  // The best set, ascending; empty if none fits. What needs the sentence before
  // comes only with it.
  std::vector<size_t> Run();

 private:
  // What a set of sentences comes to.
  struct Sum {
    int words = 0;
    int spaced = 0;
    double value = 0;
    uint32_t terms = 0;
  };

  void Extend(size_t from, const Sum& sum);
  Sum With(Sum sum, size_t candidate) const;
  void Consider(const Sum& sum);

  const ScoredText& text_;
  const AbstractLimits limits_;
  const std::vector<size_t> candidates_;
  double lowest_ = 0;
  // Similarities of candidates, row by row.
  std::vector<double> similarity_;
  // Positions in candidates_.
  std::vector<size_t> chosen_;
  std::vector<size_t> best_;
  double best_value_ = 0;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_SEARCH_H_
