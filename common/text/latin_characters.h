// Characters of Latin texts with typographic punctuation, as words are made of
// them (UAX 29 for this range): what lets a scanner do without ICU. For the
// inside of common/text. Pure.
#ifndef BYLINE_COMMON_TEXT_LATIN_CHARACTERS_H_
#define BYLINE_COMMON_TEXT_LATIN_CHARACTERS_H_

#include <absl/strings/string_view.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "common/text/utf8.h"

namespace byline::text {

// What a character is to the words of a Latin text.
enum class Sort : uint8_t {
  kOther,       // ends a word
  kLetter,      //
  kDigit,       //
  kUnderscore,  // part of a word, none by itself
  kQuote,       // ' and its like: joins letters, and digits
  kStop,        // . joins letters, and digits
  kComma,       // , ; join digits
  kForeign      // not for the quick way
};

// Of each byte; of those outside of ASCII kForeign.
inline constexpr std::array<Sort, 256> kByteSorts = [] {
  std::array<Sort, 256> sorts{};
  for (char32_t c = 0; c < sorts.size(); ++c) {
    sorts[c] = c >= 0x80                ? Sort::kForeign
               : IsAsciiLower(c | 0x20) ? Sort::kLetter
               : IsAsciiDigit(c)        ? Sort::kDigit
               : c == '_'               ? Sort::kUnderscore
               : c == '\''              ? Sort::kQuote
               : c == '.'               ? Sort::kStop
               : c == ',' || c == ';'   ? Sort::kComma
                                        : Sort::kOther;
  }
  return sorts;
}();

// Whether a character of this sort may be inside a word.
inline bool MayJoin(Sort sort) {
  return sort == Sort::kQuote || sort == Sort::kStop || sort == Sort::kComma;
}

// Whether a character between two others is part of one word with them.
bool Joins(Sort character, Sort before, Sort after);

// One character of a text.
struct Character {
  Sort sort = Sort::kOther;
  char32_t code = 0;
  size_t size = 0;  // in bytes
};
// Letters are those of Latin-1 and Latin Extended-A whose compatibility fold is
// one letter.
Character CharacterAt(absl::string_view text, size_t at);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_LATIN_CHARACTERS_H_
