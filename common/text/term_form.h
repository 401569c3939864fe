// The form in which a word stands in an index, the same however it was written.
// For the inside of common/text: Terms finds the words and leaves out the stop
// words. Pure, thread-safe, total on any bytes.
#ifndef BYLINE_COMMON_TEXT_TERM_FORM_H_
#define BYLINE_COMMON_TEXT_TERM_FORM_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

namespace byline::text {

// NFKC case fold; ill-formed bytes become U+FFFD. Comes before the text is cut
// into words.
std::string CaseFolded(absl::string_view text);

// One word, already folded, as a term: typographic apostrophes made plain, a
// possessive 's off, letters of the Arabic script unified; where the language
// `elides` ("l'eau"), what stands before the last apostrophe off. May be empty.
std::string AsTerm(absl::string_view word, bool elides);

// Appends the overlapping pairs of a run of Chinese or Japanese characters; a
// single one alone stands for itself. `run` must not be empty.
void AppendPairs(absl::string_view run, std::vector<std::string>* terms);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_TERM_FORM_H_
