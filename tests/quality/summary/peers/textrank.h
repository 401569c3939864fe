// TextRank for sentences (Mihalcea & Tarau 2004, "TextRank: Bringing Order into
// Text"): the similarity of two sentences is the number of words that they
// share over the sum of the logarithms of their lengths; ranked by weighted
// PageRank with damping 0.85. Pure.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_TEXTRANK_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_TEXTRANK_H_

#include <cstddef>
#include <vector>

#include "tests/quality/summary/peers/peer_document.h"

namespace byline::quality {

// 0 where both have at most one word.
double OverlapSimilarity(const PeerSentence& a, const PeerSentence& b);

// The `count` sentences that TextRank chooses, in the order of the document.
std::vector<size_t> ChooseByTextRank(const PeerDocument& document,
                                     size_t count);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_TEXTRANK_H_
