#include "services/recommendation/core/index/radix_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace byline::recommendation {
namespace {

TEST(RadixSortTest, SortsAsStableSortDoes) {
  std::mt19937 random(3);
  std::vector<std::pair<uint32_t, int>> scratch;
  for (const int bits : {1, 8, 12, 24, 32}) {
    for (const int count : {0, 1, 2, 300, 5'000}) {
      std::vector<std::pair<uint32_t, int>> values;
      for (int i = 0; i < count; ++i) {
        // Few different ones, so that some are the same.
        const uint32_t value = static_cast<uint32_t>(random()) >> (32 - bits);
        values.emplace_back(i % 3 == 0 ? value / 2 : value, i);
      }
      auto expected = values;
      const auto key = [](const auto& value) { return value.first; };
      std::stable_sort(
          expected.begin(), expected.end(),
          [&](const auto& a, const auto& b) { return key(a) < key(b); });
      RadixSort(values, scratch, bits, key);
      EXPECT_EQ(values, expected) << bits << " bits, " << count;
    }
  }
}

}  // namespace
}  // namespace byline::recommendation
