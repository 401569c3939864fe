// How much of what a summary would say each sentence holds: the expected number
// of its terms and pairs of terms that stand in one, by the probabilities of
// model.h; and how much of it two sentences hold alike. A value of one text.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SALIENCE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SALIENCE_H_

#include <cstddef>
#include <vector>

#include "services/summary/core/grams.h"

namespace byline::summary {

// The probability of each gram.
struct GramProbabilities {
  std::vector<double> terms;
  std::vector<double> pairs;
};

class Salience {
 public:
  // `probabilities` are in the order of `grams`.
  Salience(GramsOfText grams, GramProbabilities probabilities);

  // Expected number of the sentence's terms, and of its pairs, that a summary
  // holds.
  double ExpectedTerms(size_t sentence) const { return terms_[sentence]; }
  double ExpectedPairs(size_t sentence) const { return pairs_[sentence]; }
  // Expected number of terms of a summary that both sentences hold.
  double SharedTerms(size_t a, size_t b) const;

 private:
  GramsOfText grams_;
  GramProbabilities probabilities_;
  std::vector<double> terms_;
  std::vector<double> pairs_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SALIENCE_H_
