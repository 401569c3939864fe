// Words: for counting, and as terms of an index.
//
// Word boundaries are ICU's (UAX 29, with its dictionaries for Chinese,
// Japanese and Thai); ASCII text takes a fast path that gives the same result.
// Pure, thread-safe, total on any bytes (ill-formed UTF-8 separates words).
#ifndef BYLINE_COMMON_TEXT_WORDS_H_
#define BYLINE_COMMON_TEXT_WORDS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "common/text/sentences.h"

namespace byline::text {

// The words of `text` in order: ICU's word segments that have a letter or a
// digit. "don't" and "3.5" are one word each.
std::vector<ByteRange> SplitWords(absl::string_view text);

// How many words a reader would say the text has: as SplitWords, but two
// Chinese or Japanese characters count as one word (rounded up over the whole
// text), so that limits mean the same in every language.
int CountWords(absl::string_view text);

// Terms for an index, in the order of the text: NFKC case-folded words and
// numbers without a possessive 's, Chinese and Japanese as overlapping pairs of
// characters (a single one alone stands for itself), Arabic and Persian letters
// unified (yeh, kaf, alef, teh marbuta; half-space, vowel signs and kashida
// removed). Stop words are left out, judged by `language` (BCP 47); where it is
// empty or unknown nothing is. No stemming.
std::vector<std::string> Terms(absl::string_view text,
                               absl::string_view language);

// Whether a word as Terms would give it is a function word of `language`
// ("the", "und", "از"). False for unknown languages.
bool IsStopWord(absl::string_view folded_word, absl::string_view language);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_WORDS_H_
