// Words that a deletion never takes away, since without them another thing is
// said. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_PROTECTED_WORDS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_PROTECTED_WORDS_H_

#include <absl/strings/string_view.h>

namespace byline::summary {

// Whether an English text holds a negation ("not", "without"), a hedge
// ("allegedly", "may"), a condition ("if", "unless"), an attribution
// ("according", "said"), a number in digits or words, a unit or sum of money,
// or a quote mark.
bool HoldsProtectedWord(absl::string_view text);

// Whether an English text holds a negation or "only": what is said beside it
// limits what is denied ("will not run on Monday").
bool HoldsNegation(absl::string_view text);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_PROTECTED_WORDS_H_
