#include "services/recommendation/core/shingle_set.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/text/near_copy.h"

namespace byline::recommendation {

ShingleSet::ShingleSet(std::vector<uint64_t> shingles)
    : shingles_(std::move(shingles)) {
  for (const uint64_t shingle : shingles_) {
    const uint64_t bit = shingle % (64 * kWords);
    bits_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
}

bool ShingleSet::IsNearCopyOf(const ShingleSet& other) const {
  // J = common / (mine + theirs - common) >= t needs
  // common >= t / (1 + t) * (mine + theirs). A little less is asked for here,
  // so that rounding never rules out a pair.
  const double all =
      static_cast<double>(shingles_.size() + other.shingles_.size());
  const double needed =
      text::kNearCopyJaccard / (1 + text::kNearCopyJaccard) * all - 0.5;
  if (static_cast<double>(MostCommon(other)) < needed) return false;
  return text::IsNearCopy(shingles_, other.shingles_);
}

size_t ShingleSet::MostCommon(const ShingleSet& other) const {
  // A bit that only one of them has set stands for at least one shingle that
  // the other one lacks.
  size_t only_mine = 0;
  size_t only_theirs = 0;
  for (size_t i = 0; i < kWords; ++i) {
    only_mine += static_cast<size_t>(std::popcount(bits_[i] & ~other.bits_[i]));
    only_theirs +=
        static_cast<size_t>(std::popcount(other.bits_[i] & ~bits_[i]));
  }
  return std::min(shingles_.size() - only_mine,
                  other.shingles_.size() - only_theirs);
}

}  // namespace byline::recommendation
