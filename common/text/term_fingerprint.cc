#include "common/text/term_fingerprint.h"

#include "common/text/ascii_words.h"

namespace byline::text {
namespace {

// Eight bytes at a time, folded by a 128-bit product as in wyhash (Wang Yi,
// 2019). The bits of `set` are set in every byte.
inline uint64_t Fingerprint(absl::string_view term, uint64_t set) {
  const char* bytes = term.data();
  size_t left = term.size();
  uint64_t hash = kFingerprintSeed ^ left;
  for (; left > 8; left -= 8, bytes += 8) {
    hash = MixFingerprint(hash ^ (EightBytes(bytes) | set), kFingerprintFactor);
  }
  const uint64_t last =
      FewBytes(bytes, left) | (left == 8 ? set : FirstBytes(set, left));
  return MixFingerprint(MixFingerprint(hash ^ last, kFingerprintFactor),
                        kFingerprintSeed ^ hash);
}

}  // namespace

uint64_t TermFingerprint(absl::string_view term) {
  return Fingerprint(term, 0);
}

uint64_t AsciiFingerprint(absl::string_view word) {
  return Fingerprint(word, kSmallBits);
}

}  // namespace byline::text
