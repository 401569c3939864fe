// Fingerprints of terms: 64-bit hashes that indexes keep in place of their
// texts. The same on every machine and never changed, so that they may be kept;
// two terms of one archive share one by chance less than once in a million
// archives of a million terms. Pure and thread-safe.
#ifndef BYLINE_COMMON_TEXT_TERM_FINGERPRINT_H_
#define BYLINE_COMMON_TEXT_TERM_FINGERPRINT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>

namespace byline::text {

// Of a term as Terms gives it.
uint64_t TermFingerprint(absl::string_view term);

// Of the term that a word of ASCII letters and digits is, once it is folded.
uint64_t AsciiFingerprint(absl::string_view word);

// For hash tables: a fingerprint is a hash already.
struct FingerprintHash {
  size_t operator()(uint64_t fingerprint) const { return fingerprint; }
};

// What fingerprints are made of; the length is part of them.
inline uint64_t MixFingerprint(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
inline constexpr uint64_t kFingerprintSeed = 0xA0761D6478BD642F;
inline constexpr uint64_t kFingerprintFactor = 0xE7037ED1A0B428DB;

// TermFingerprint of a term of at most eight bytes: the first one is the lowest
// of `bytes`, those that it has not are 0.
inline uint64_t ShortFingerprint(uint64_t bytes, size_t size) {
  const uint64_t hash = kFingerprintSeed ^ size;
  return MixFingerprint(MixFingerprint(hash ^ bytes, kFingerprintFactor),
                        kFingerprintSeed ^ hash);
}

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_TERM_FINGERPRINT_H_
