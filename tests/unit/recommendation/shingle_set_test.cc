#include "services/recommendation/core/shingle_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "common/text/near_copy.h"

namespace byline::recommendation {
namespace {

std::vector<uint64_t> Draw(std::mt19937_64& random, size_t size) {
  std::vector<uint64_t> shingles(size);
  for (uint64_t& shingle : shingles) shingle = random();
  std::sort(shingles.begin(), shingles.end());
  return shingles;
}

TEST(ShingleSetTest, SaysWhatCountingSaysForAnyShareInCommon) {
  std::mt19937_64 random(7);
  int copies = 0;
  for (int round = 0; round < 2'000; ++round) {
    const size_t size = 1 + random() % 1'500;
    std::vector<uint64_t> a = Draw(random, size);
    std::vector<uint64_t> b = Draw(random, 1 + random() % 200);
    const size_t common = random() % (size + 1);
    b.insert(b.end(), a.begin(), a.begin() + static_cast<ptrdiff_t>(common));
    std::sort(b.begin(), b.end());
    const bool copy = text::IsNearCopy(a, b);
    copies += copy ? 1 : 0;
    ASSERT_EQ(ShingleSet(a).IsNearCopyOf(ShingleSet(b)), copy);
    ASSERT_EQ(ShingleSet(b).IsNearCopyOf(ShingleSet(a)), copy);
  }
  EXPECT_GT(copies, 200);
  EXPECT_LT(copies, 1'800);
}

TEST(ShingleSetTest, ExactlyHalfInCommonIsANearCopy) {
  const ShingleSet three({1, 2, 3});
  EXPECT_TRUE(three.IsNearCopyOf(ShingleSet({1, 2, 3, 4, 5, 6})));
  EXPECT_FALSE(three.IsNearCopyOf(ShingleSet({1, 2, 3, 4, 5, 6, 7})));
}

}  // namespace
}  // namespace byline::recommendation
