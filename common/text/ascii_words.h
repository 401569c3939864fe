// ASCII letters and digits eight bytes at a time: what most words are made of.
// For loops over whole texts. Pure.
#ifndef BYLINE_COMMON_TEXT_ASCII_WORDS_H_
#define BYLINE_COMMON_TEXT_ASCII_WORDS_H_

#include <absl/strings/string_view.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "common/text/utf8.h"

namespace byline::text {

static_assert(std::endian::native == std::endian::little);

// In every byte the bit that makes a capital letter a small one; digits have
// it.
inline constexpr uint64_t kSmallBits = 0x2020202020202020;

// The first byte is the lowest one.
inline uint64_t EightBytes(const char* bytes) {
  uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

// The same of at most eight bytes, where none behind them can be read.
inline uint64_t FewBytes(const char* bytes, size_t size) {
  const auto four = [](const char* from) {
    uint32_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return uint64_t{word};
  };
  // The middle ones twice, in the same place.
  if (size >= 4) return four(bytes) | four(bytes + size - 4) << (8 * size - 32);
  uint64_t word = 0;
  for (size_t i = 0; i < size; ++i) {
    word |= uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return word;
}

// The first `count` of eight bytes, at most 7; the others 0.
inline uint64_t FirstBytes(uint64_t eight, size_t count) {
  return eight & ((uint64_t{1} << (8 * count)) - 1);
}

// How many of eight bytes, from the first one on, are letters or digits.
inline size_t CountAlnum(uint64_t eight) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHigh = 0x80 * kOnes;
  const uint64_t low = eight & ~kHigh;
  const uint64_t small = low | kSmallBits;
  // The high bit of a byte's sum tells whether the byte is at least as large.
  const uint64_t letters =
      (small + (0x80 - 'a') * kOnes) & ~(small + (0x7F - 'z') * kOnes);
  const uint64_t digits =
      (low + (0x80 - '0') * kOnes) & ~(low + (0x7F - '9') * kOnes);
  const uint64_t others = (~(letters | digits) | eight) & kHigh;
  return static_cast<size_t>(std::countr_zero(others)) / 8;
}

// Where the run of letters and digits that begins at `at` ends.
inline size_t AlnumEnd(absl::string_view text, size_t at) {
  while (at + 8 <= text.size()) {
    const size_t count = CountAlnum(EightBytes(text.data() + at));
    at += count;
    if (count < 8) return at;
  }
  while (at < text.size() &&
         IsAsciiAlnum(static_cast<unsigned char>(text.data()[at]))) {
    ++at;
  }
  return at;
}

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_ASCII_WORDS_H_
