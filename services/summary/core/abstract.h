// Which sentences are the abstract: 60 to 100 words of the article for a card.
// Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_H_

#include <cstddef>
#include <vector>

#include "services/summary/core/abstract_search.h"
#include "services/summary/core/scored_text.h"

namespace byline::summary {

// A sentence of the abstract, without the bytes [cut_begin, cut_end) of its
// text: nothing, or its last clauses but not the full stop.
struct AbstractPiece {
  size_t sentence = 0;
  size_t cut_begin = 0;
  size_t cut_end = 0;
};

// In the order of the text. Exact search over the subsets of the best
// candidates, for the sum of scores and the coverage of the text's weightiest
// terms less repetition, within the limits, with a first sentence that can
// stand alone, and without days that are told by the day of writing ("today"),
// if there is such a set. Where no set of whole sentences fits, the last one is
// cut at the end of a clause, which is named in the piece. Texts of less than
// twice the least words give what they have.
std::vector<AbstractPiece> ChooseAbstract(const ScoredText& text,
                                          const AbstractLimits& limits);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_ABSTRACT_H_
