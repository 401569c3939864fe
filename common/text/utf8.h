// Decoding UTF-8 one character at a time, total on any bytes. For the inside of
// common/text.
#ifndef BYLINE_COMMON_TEXT_UTF8_H_
#define BYLINE_COMMON_TEXT_UTF8_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>

namespace byline::text {

// What NextCodePoint gives for bytes that are no character; beyond Unicode, so
// that it has no properties.
inline constexpr char32_t kIllFormed = 0x110000;

// What NextCodePoint does behind its fast path.
inline char32_t NextNonAscii(absl::string_view text, size_t* pos) {
  const auto byte = [&](size_t at) {
    return static_cast<unsigned char>(text[at]);
  };
  const unsigned char lead = byte((*pos)++);
  int more = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
    value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    more = 2;
    value = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    value = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return kIllFormed;
  }
  for (; more > 0; --more) {
    if (*pos >= text.size() || byte(*pos) < low || byte(*pos) > high) {
      return kIllFormed;
    }
    value = (value << 6) | (byte((*pos)++) & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return value;
}

// The character at `*pos`, which must be inside `text`; moves `*pos` behind it.
// A maximal ill-formed part (Unicode 3.9, table 3-7) counts as one kIllFormed.
inline char32_t NextCodePoint(absl::string_view text, size_t* pos) {
  const auto byte = static_cast<unsigned char>(text[*pos]);
  if (byte >= 0x80) return NextNonAscii(text, pos);
  ++*pos;
  return byte;
}

// Appends `c`, or U+FFFD for kIllFormed.
inline void AppendUtf8(char32_t c, std::string* out) {
  if (c == kIllFormed) c = 0xFFFD;
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

inline bool IsAscii(absl::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

// Whether a byte goes on with a code point that began before it.
constexpr bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

constexpr bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiUpper(char32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiLower(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsAsciiAlnum(char32_t c) {
  return IsAsciiDigit(c) || IsAsciiUpper(c) || IsAsciiLower(c);
}

// Unicode White_Space.
inline bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13);
  return c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

// A character after which a new line begins.
inline bool IsLineBreak(char32_t c) {
  return (c >= 10 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// A character of Chinese or Japanese (kanji, kana), two of which count as a
// word.
inline bool IsCjk(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ||
         (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 || c == 0x3007 ||
         (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x20000 && c <= 0x323AF);
}

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_UTF8_H_
