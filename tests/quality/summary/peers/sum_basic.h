// SumBasic (Nenkova & Vanderwende 2005, "The Impact of Frequency on
// Summarization"): words have their share of the document as probability; the
// sentence with the greatest mean probability among those that hold the most
// probable word is chosen, and the probabilities of its words are squared.
// Pure.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_SUM_BASIC_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_SUM_BASIC_H_

#include <cstddef>
#include <vector>

#include "tests/quality/summary/peers/peer_document.h"

namespace byline::quality {

// The `count` sentences that SumBasic chooses, in the order of the document;
// fewer where no other has a word.
std::vector<size_t> ChooseBySumBasic(const PeerDocument& document,
                                     size_t count);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_SUM_BASIC_H_
