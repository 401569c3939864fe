#include "services/recommendation/core/posting_sums.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "services/recommendation/core/index/packed_slots.h"

namespace byline::recommendation {
namespace {

using Sums = std::map<std::pair<uint32_t, Slot>, int>;

Sums Collect(const PostingSums& sums,
             const std::vector<PostingSums::Block>& blocks) {
  Sums collected;
  for (const PostingSums::Block& block : blocks) {
    int16_t greatest = 0;
    for (Slot i = 0; i < kBlockArticles; ++i) {
      const Slot slot = kBlockArticles * block.number + i;
      const int16_t sum = sums.SumOf(block.part, slot);
      greatest = std::max(greatest, sum);
      for (const int16_t least : {int16_t{1}, int16_t{400}, sum}) {
        EXPECT_EQ(sums.AtLeast(block.part, block.number, least) >> i & 1,
                  sum >= least ? 1u : 0u);
      }
      if (sum != 0) collected[{block.part, slot}] = sum;
    }
    EXPECT_EQ(block.greatest, greatest);
  }
  return collected;
}

TEST(PostingSumsTest, AddsUpEveryPostingOfEverySegmentAndIsEmptyAfterwards) {
  std::mt19937 random(4);
  PostingSums sums;
  // The second search has fewer segments, and shorter ones.
  for (const std::vector<size_t>& sizes :
       {std::vector<size_t>{1, 700, 64}, std::vector<size_t>{90, 65}}) {
    sums.Begin(sizes.size());
    Sums expected;
    for (uint32_t part = 0; part < sizes.size(); ++part) {
      sums.SetSize(part, sizes[part]);
      for (int run = 0; run < 5; ++run) {
        const auto contribution = static_cast<int16_t>(1 + random() % 500);
        PostingRuns slots;
        std::vector<uint8_t> packed;
        PostingRun added;
        for (Slot slot = 0; slot < sizes[part]; ++slot) {
          if (random() % 3 != 0) continue;
          slots.slots.push_back(slot);
          ++added.count;
          expected[{part, slot}] += contribution;
        }
        AppendPackedSlots(slots.slots, packed);
        packed.resize(packed.size() + kPackedSlotsMargin);
        if (run % 2 == 0) added.packed = packed.data();
        sums.Add(part, slots, added, contribution);
      }
    }
    const auto blocks = sums.Blocks();
    EXPECT_EQ(Collect(sums, blocks), expected);
    sums.Clear(blocks);
    EXPECT_TRUE(sums.Blocks().empty());
  }
}

TEST(PostingSumsTest, AtLeastSoManyReachTheSumOfTheBest) {
  const std::vector<PostingSums::Block> blocks = {
      {0, 0, 500}, {0, 3, 900}, {1, 0, 700}, {1, 2, 700}};
  const auto is_just_below = [&](size_t count, int16_t sum) {
    EXPECT_LE(SumOfBest(blocks, count), sum);
    EXPECT_GT(SumOfBest(blocks, count), sum - 32);
  };
  is_just_below(1, 900);
  is_just_below(2, 700);
  is_just_below(3, 700);
  is_just_below(4, 500);
  EXPECT_EQ(SumOfBest(blocks, 5), 1);
  EXPECT_EQ(SumOfBest({}, 1), 1);
}

}  // namespace
}  // namespace byline::recommendation
