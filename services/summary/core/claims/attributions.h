// Who is said to say something in a sentence. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ATTRIBUTIONS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ATTRIBUTIONS_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

#include "services/summary/core/claims/claim_text.h"

namespace byline::summary {

struct Attribution {
  // The reporting verb or "according"; for "Ana Rell: ..." the last word ahead
  // of the colon.
  size_t verb = 0;
  // The words that tell who, in order: names and nouns. Empty where it is a
  // pronoun, or cannot be found.
  std::vector<size_t> speaker;
  // "Ana Rell: ..."
  bool by_colon = false;
};

// By place: the words between a mark and the verb, or behind a verb that
// follows a quotation or a comma. English, and other languages of the same
// order.
std::vector<Attribution> FindAttributions(absl::string_view text,
                                          const std::vector<ClaimWord>& words);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ATTRIBUTIONS_H_
