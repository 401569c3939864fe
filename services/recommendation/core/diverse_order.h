// DiverseOrder: the order in which ranked articles join a list, so that it does
// not say one thing over and over: maximal marginal relevance (Carbonell and
// Goldstein 1998). The next one is that whose score, times 1 - l^3, is
// greatest, where l is its likeness (TermsLikeness) to the one in the list that
// it is most like. Cubed, since likeness that is moderate is what similar
// articles have: at 0.3 it takes 3% of a score, at 0.5 13%, at 0.7 34%. Scores
// themselves stay as they are.
//
// A longer list begins with the shorter one. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_DIVERSE_ORDER_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_DIVERSE_ORDER_H_

#include <cstddef>
#include <vector>

#include "services/recommendation/core/list_choice.h"
#include "services/recommendation/core/similarity_search.h"

namespace byline::recommendation {

class DiverseOrder {
 public:
  // `ranked`: best first. Both must outlive it.
  DiverseOrder(const std::vector<RankedArticle>& ranked, ListChoice& choice);

  // Takes the next one that the choice takes; null where none is left.
  const RankedArticle* TakeNext();

 private:
  struct Candidate {
    const RankedArticle* article = nullptr;
    std::vector<WeightedTerm> terms;  // read when needed
    size_t compared = 0;              // with so many of those taken
    double likeness = 0;              // the greatest to one of them
  };

  // What its score is worth in the list as it is.
  double ValueOf(Candidate& candidate) const;

  ListChoice& choice_;
  std::vector<Candidate> left_;  // by falling scores
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_DIVERSE_ORDER_H_
