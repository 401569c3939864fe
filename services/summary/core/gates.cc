#include "services/summary/core/gates.h"

#include <algorithm>

namespace byline::summary {

Gate GateOf(const Sentence& sentence, const TermProfile& profile,
            int most_words) {
  if (sentence.boilerplate) return Gate::kBoilerplate;
  if (sentence.own_summary) return Gate::kOwnSummary;
  if (sentence.list_item) return Gate::kListItem;
  if (sentence.question) return Gate::kQuestion;
  if (sentence.ends_with_colon) return Gate::kUnfinished;
  if (sentence.repeats_headline || profile.covered_by_headline)
    return Gate::kHeadline;
  if (!sentence.balanced) return Gate::kUnbalanced;
  if (sentence.lone_quote) return Gate::kLoneQuote;
  if (sentence.words < kLeastPointWords) return Gate::kTooShort;
  if (std::max(sentence.words, sentence.spaced_words) > most_words)
    return Gate::kTooLong;
  return sentence.dangling ? Gate::kNeedsNeighbour : Gate::kOpen;
}

absl::string_view GateName(Gate gate) {
  switch (gate) {
    case Gate::kOpen:
      return "";
    case Gate::kBoilerplate:
      return "boilerplate";
    case Gate::kOwnSummary:
      return "own_summary";
    case Gate::kListItem:
      return "list_item";
    case Gate::kQuestion:
      return "question";
    case Gate::kUnfinished:
      return "unfinished";
    case Gate::kHeadline:
      return "headline";
    case Gate::kUnbalanced:
      return "unbalanced";
    case Gate::kLoneQuote:
      return "lone_quote";
    case Gate::kTooShort:
      return "too_short";
    case Gate::kTooLong:
      return "too_long";
    case Gate::kNeedsNeighbour:
      return "needs_neighbour";
  }
  return "";
}

}  // namespace byline::summary
