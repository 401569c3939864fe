// Gates: why a sentence cannot be a key point, whatever its score. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_GATES_H_
#define BYLINE_SERVICES_SUMMARY_CORE_GATES_H_

#include <absl/strings/string_view.h>

#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

inline constexpr int kLeastPointWords = 6;
inline constexpr int kMostPointWords = 60;

enum class Gate {
  kOpen,            // nothing speaks against it
  kBoilerplate,     // no prose of the article
  kOwnSummary,      // a key point that the article brings along itself
  kListItem,        // an item of a list
  kQuestion,        // asks
  kUnfinished,      // ends in a colon
  kHeadline,        // repeats the headline, or adds nothing to it
  kUnbalanced,      // a quote mark or bracket without its other half
  kLoneQuote,       // quoted words without a speaker
  kTooShort,        // below kLeastPointWords
  kTooLong,         // above the most words asked for
  kNeedsNeighbour,  // opens with a pronoun or connective
};

// The first gate that is shut for the sentence alone; `most_words` limits its
// length.
Gate GateOf(const Sentence& sentence, const TermProfile& profile,
            int most_words);

// "question", "lone_quote" ...; empty for kOpen.
absl::string_view GateName(Gate gate);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_GATES_H_
