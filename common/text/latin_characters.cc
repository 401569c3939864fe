#include "common/text/latin_characters.h"

#include "common/text/utf8.h"

namespace byline::text {
namespace {

// Latin-1 and Latin Extended-A letters whose compatibility fold is one letter,
// and the punctuation of well-set texts.
Sort NonAsciiSort(char32_t c) {
  if (c == 0x2019 || c == 0x2018) return Sort::kQuote;
  if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2013 || c == 0x2014 ||
      c == 0x2022 || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xA3 ||
      c == 0x20AC || c == 0xA9) {
    return Sort::kOther;
  }
  if (c < 0xC0 || c > 0x17E || c == 0xD7 || c == 0xF7 || c == 0xDF ||
      c == 0x130 || c == 0x131 || c == 0x132 || c == 0x133 || c == 0x13F ||
      c == 0x140 || c == 0x149) {
    return Sort::kForeign;
  }
  return Sort::kLetter;
}

}  // namespace

bool Joins(Sort character, Sort before, Sort after) {
  if (before != after) return false;
  const bool joins_letters =
      character == Sort::kQuote || character == Sort::kStop;
  return (before == Sort::kLetter && joins_letters) ||
         (before == Sort::kDigit &&
          (joins_letters || character == Sort::kComma));
}

Character CharacterAt(absl::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {kByteSorts[byte], byte, 1};
  size_t pos = at;
  const char32_t c = NextCodePoint(text, &pos);
  return {NonAsciiSort(c), c, pos - at};
}

}  // namespace byline::text
