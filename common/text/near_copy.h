// Near-copies: word 4-shingles, their exact Jaccard similarity, and MinHash
// bands that find candidates (Broder 1997).
//
// Two articles are near-copies from a Jaccard similarity of 0.5 on. Tokens are
// runs of letters and digits, lower-cased, of headline and body together; a
// text of fewer than four words has one shingle. With 21 bands of 3 values a
// pair at 0.5 shares a band with probability 1 - (1 - 0.5^3)^21 = 0.94, at 0.7
// with 0.9998, at 0.1 with 0.02. Pure and thread-safe.
//
//   const auto shingles = Shingles(headline + " " + body);
//   for (uint64_t key : BandKeys(MakeMinHash(shingles)))
//   candidates.insert(by_band[key]);
//   ... IsNearCopy(shingles, candidate's) decides.
#ifndef BYLINE_COMMON_TEXT_NEAR_COPY_H_
#define BYLINE_COMMON_TEXT_NEAR_COPY_H_

#include <absl/strings/string_view.h>

#include <array>
#include <cstdint>
#include <vector>

namespace byline::text {

inline constexpr double kNearCopyJaccard = 0.5;

// Whether a character is part of a word as shingles have them: a letter or
// anything with a numeric value, as the regular expression [^\W_] of Python
// has it; combining marks separate words.
bool IsShingleCharacter(char32_t c);
// Its lower case, with the two sigmas as one.
char32_t ShingleLower(char32_t c);
// Whether a word ends behind it whatever follows: the lower case of a dotted
// capital I is an i and a combining mark.
inline bool EndsShingleWord(char32_t c) { return c == 0x130; }

// Hashes of all runs of four words, sorted, without repeats. The hashes are the
// same on every machine and in every version of Byline whose fragments carry
// the same renderer digest, so they may be kept. Never empty.
std::vector<uint64_t> Shingles(absl::string_view text);

// |A and B| / |A or B| of two results of Shingles, in [0, 1]; 0 if both are
// empty.
double Jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

// Whether the Jaccard similarity is at least 0.5. Gives up early where the
// sizes alone forbid it.
bool IsNearCopy(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

// For each of 64 hash functions the smallest value over a text's shingles.
struct MinHash {
  std::array<uint32_t, 64> values;

  bool operator==(const MinHash&) const = default;
};
MinHash MakeMinHash(const std::vector<uint64_t>& shingles);

// One key for each of 21 bands of three values (the 64th value is not used);
// near-copies share at least one with the probability above. Keys of different
// bands never meet on purpose: the band's number is part of the key.
std::array<uint64_t, 21> BandKeys(const MinHash& min_hash);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_NEAR_COPY_H_
