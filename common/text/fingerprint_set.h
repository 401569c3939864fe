// FingerprintSet: a fixed set of fingerprints (TermFingerprint) that answers
// without a branch: whether the next word of a text is in it cannot be
// foretold. For small sets: takes 32 to 64 bytes a fingerprint. Says that it
// holds 0, which is that of no word, but once in 2^64. Thread-safe; never
// fails.
#ifndef BYLINE_COMMON_TEXT_FINGERPRINT_SET_H_
#define BYLINE_COMMON_TEXT_FINGERPRINT_SET_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::text {

class FingerprintSet {
 public:
  explicit FingerprintSet(const std::vector<uint64_t>& fingerprints) {
    for (size_t size = 4 * fingerprints.size() + kWindow;
         !Fill(fingerprints, std::bit_ceil(size)); size *= 2) {
    }
  }

  bool contains(uint64_t fingerprint) const {
    const uint64_t* const at = slots_.data() + (fingerprint & mask_);
    bool found = false;
    for (size_t i = 0; i < kWindow; ++i) found |= at[i] == fingerprint;
    return found;
  }

 private:
  // So many slots from its own one on may hold a fingerprint.
  static constexpr size_t kWindow = 4;

  // False where there are too few slots.
  bool Fill(const std::vector<uint64_t>& fingerprints, size_t size) {
    mask_ = size - 1;
    slots_.assign(size + kWindow, 0);
    for (const uint64_t fingerprint : fingerprints) {
      const auto own =
          slots_.begin() + static_cast<ptrdiff_t>(fingerprint & mask_);
      const auto free = std::find_if(own, own + kWindow, [&](uint64_t slot) {
        return slot == 0 || slot == fingerprint;
      });
      if (free == own + kWindow) return false;
      *free = fingerprint;
    }
    return true;
  }

  uint64_t mask_ = 0;
  std::vector<uint64_t> slots_;
};

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_FINGERPRINT_SET_H_
