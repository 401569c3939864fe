// RadixSort: sorts by a number of few bits, least significant digits first, in
// time that grows with the number of values alone: for many that are spread
// evenly, where comparisons cannot be foretold. Stable.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RADIX_SORT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RADIX_SORT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace byline::recommendation {

// `key(value)` is below 2^`bits`, at most 2^32. `scratch`: of any size.
template <typename Value, typename Key>
void RadixSort(std::vector<Value>& values, std::vector<Value>& scratch,
               int bits, const Key& key) {
  constexpr int kDigitBits = 8;
  constexpr uint32_t kDigitMask = (1U << kDigitBits) - 1;
  scratch.resize(values.size());
  for (int shift = 0; shift < bits; shift += kDigitBits) {
    std::array<uint32_t, (1 << kDigitBits) + 1> begin{};
    for (const Value& value : values) {
      ++begin[(key(value) >> shift & kDigitMask) + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    for (const Value& value : values) {
      scratch[begin[key(value) >> shift & kDigitMask]++] = value;
    }
    values.swap(scratch);
  }
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RADIX_SORT_H_
