// LexRank (Erkan & Radev 2004, "LexRank: Graph-based Lexical Centrality as
// Salience in Text Summarization"), with a threshold, as its algorithm 3 has
// it: sentences are linked where their idf-modified cosine is greater than 0.1,
// each with itself too, all links weigh the same, and the walk jumps with
// probability 0.15. Pure.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEXRANK_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEXRANK_H_

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <string>
#include <vector>

#include "tests/quality/summary/peers/peer_document.h"

namespace byline::quality {

// idf(w) = log(N / n(w)) over a collection of documents, as the paper weighs
// words. const calls are thread-safe.
class InverseDocumentFrequency {
 public:
  void Add(const PeerDocument& document);
  // A word that no document has weighs as if one had it.
  double Of(const std::string& term) const;

 private:
  int documents_ = 0;
  absl::flat_hash_map<std::string, int> documents_with_;
};

// The idf-modified cosine of each pair of sentences, row by row: the dot
// product of tf * idf over the product of their lengths; 0 with a sentence that
// has no weight.
std::vector<double> IdfModifiedCosines(const PeerDocument& document,
                                       const InverseDocumentFrequency& idf);

// The `count` sentences that LexRank chooses, in the order of the document.
std::vector<size_t> ChooseByLexRank(const PeerDocument& document,
                                    const InverseDocumentFrequency& idf,
                                    size_t count);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEXRANK_H_
