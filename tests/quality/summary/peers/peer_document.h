// An article as the extractive methods of the literature see it: sentences as
// bags of words. All peers share the project's splitter, stop words and folding
// of words, so that what differs between them is the method alone. English
// words are reduced by Porter's stemmer. A value; the text of a sentence is a
// view into the body, which must outlive it.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_PEER_DOCUMENT_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_PEER_DOCUMENT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "common/text/sentences.h"

namespace byline::quality {

struct PeerSentence {
  text::ByteRange place;
  absl::string_view text;
  // Numbers of its words within the document, in order, without stop words.
  std::vector<int> terms;
};

struct PeerDocument {
  std::vector<PeerSentence> sentences;
  // The words by their numbers.
  std::vector<std::string> terms;
};

PeerDocument MakePeerDocument(absl::string_view body,
                              absl::string_view language);

// The `count` sentences with the greatest scores, as their indexes in the order
// of the document; of equal ones the earlier.
std::vector<size_t> BestSentences(const std::vector<double>& scores,
                                  size_t count);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_PEER_DOCUMENT_H_
