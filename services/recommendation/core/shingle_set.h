// ShingleSet: a text's shingles with a bitmap of them that rules out most pairs
// of texts as near-copies at a glance. Exact: what the bitmap does not rule out
// is counted. A value; pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SHINGLE_SET_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SHINGLE_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

class ShingleSet {
 public:
  ShingleSet() = default;
  // `shingles` as text::Shingles gives them.
  explicit ShingleSet(std::vector<uint64_t> shingles);

  // Whether the Jaccard similarity is at least that of near-copies.
  bool IsNearCopyOf(const ShingleSet& other) const;

 private:
  static constexpr size_t kWords = 32;

  // Greater than the number of shingles that both hold, or equal.
  size_t MostCommon(const ShingleSet& other) const;

  std::vector<uint64_t> shingles_;
  std::array<uint64_t, kWords> bits_{};
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SHINGLE_SET_H_
