#include "services/recommendation/core/stories/story_clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/recommendation/invented_articles.h"
#include "tests/unit/recommendation/story_terms.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoryClustersTest : public ::testing::Test {
 protected:
  StoryId Add(uint32_t slot, const article::v1::Article& article, int64_t day) {
    return stories_.Add({slot, day * kDaySeconds, terms_.Of(article)});
  }
  StoryId AddInvented(uint32_t slot, uint32_t story, int64_t day) {
    return stories_.Add({slot, day * kDaySeconds, InventedTerms(story, slot)});
  }

  StoryTerms terms_;
  StoryClusters stories_;
};

TEST_F(StoryClustersTest, ArticlesOfOneStoryJoinAndOthersDoNot) {
  const StoryId ferry = Add(0, FerryStrike(), 1);
  const StoryId bakery = Add(1, BakeryOpens(), 1);
  EXPECT_FALSE(stories_.IsStory(ferry));
  EXPECT_THAT(stories_.Members(ferry), IsEmpty());
  EXPECT_EQ(Add(2, FerryDeal(), 4), ferry);
  EXPECT_EQ(Add(3, BakeryPrize(), 5), bakery);
  const StoryId chess = Add(4, ComputerChess(), 5);
  EXPECT_NE(ferry, bakery);
  EXPECT_NE(chess, ferry);
  EXPECT_NE(chess, bakery);
  EXPECT_THAT(stories_.Members(ferry), ElementsAre(0, 2));
  EXPECT_THAT(stories_.Members(bakery), ElementsAre(1, 3));
  EXPECT_TRUE(stories_.IsStory(ferry));
  EXPECT_FALSE(stories_.IsStory(chess));
  EXPECT_EQ(stories_.StoryOf(2), ferry);
  EXPECT_EQ(stories_.StoryOf(99), 0U);
  EXPECT_FALSE(stories_.IsStory(0));
  EXPECT_FALSE(stories_.IsStory(99));
}

TEST_F(StoryClustersTest, AStoryRunsOnButNothingJoinsItAfterItsWindow) {
  const StoryId story = AddInvented(0, 7, 0);
  EXPECT_EQ(AddInvented(1, 7, 6), story);
  EXPECT_EQ(AddInvented(2, 7, 12), story);
  EXPECT_EQ(AddInvented(3, 7, 18), story);
  const StoryId later = AddInvented(4, 7, 18 + 15);
  EXPECT_NE(later, story);
  EXPECT_THAT(stories_.Members(story), ElementsAre(0, 1, 2, 3));
}

TEST_F(StoryClustersTest, OlderArticlesJoinTheStoryOfTheirTime) {
  const StoryId march = AddInvented(0, 7, 60);
  const StoryId january = AddInvented(1, 7, 2);
  EXPECT_NE(march, january);
  EXPECT_EQ(AddInvented(2, 7, 1), january);
  EXPECT_EQ(AddInvented(3, 7, 58), march);
  EXPECT_THAT(stories_.Members(january), ElementsAre(2, 1));
  EXPECT_THAT(stories_.Members(march), ElementsAre(3, 0));
}

TEST_F(StoryClustersTest, MembersOfOneTimeAreOrderedBySlot) {
  AddInvented(5, 7, 1);
  AddInvented(3, 7, 1);
  EXPECT_THAT(stories_.Members(stories_.StoryOf(3)), ElementsAre(3, 5));
}

TEST_F(StoryClustersTest, StoriesThatComeCloseBecomeTheOlderOne) {
  // Two views of one matter that share nothing, until articles have both.
  const auto half = [](uint32_t first, bool both, uint32_t own) {
    std::vector<StoryTerm> terms;
    for (uint32_t i = 0; i < 12; ++i) {
      terms.push_back({first + i, 0.2F + 0.001F * static_cast<float>(i)});
    }
    if (both) {
      for (uint32_t i = 0; i < 12; ++i) {
        terms.push_back({200 + i, 0.2F + 0.001F * static_cast<float>(i)});
      }
    }
    terms.push_back({1'000 + own, 0.1F});
    return terms;
  };
  const StoryId first = stories_.Add({0, 0, half(100, false, 0)});
  const StoryId second = stories_.Add({1, 0, half(200, false, 1)});
  ASSERT_NE(first, second);
  EXPECT_EQ(stories_.Add({2, 0, half(100, true, 2)}), first);
  EXPECT_EQ(stories_.StoryOf(1), second);
  stories_.Add({3, 0, half(100, true, 3)});
  stories_.Add({4, 0, half(100, true, 4)});
  EXPECT_THAT(stories_.Members(first), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(stories_.StoryOf(1), first);
  EXPECT_FALSE(stories_.IsStory(second));
  EXPECT_EQ(stories_.Counts().active, 1U);
}

TEST_F(StoryClustersTest, NoticesOfOnePatternAreNoStory) {
  // Most of each is the pattern; what tells them apart is stronger.
  for (uint32_t slot = 0; slot < 20; ++slot) {
    std::vector<StoryTerm> terms;
    for (uint32_t i = 0; i < 20; ++i) {
      terms.push_back({i, 0.15F + 0.001F * static_cast<float>(i)});
    }
    for (uint32_t i = 0; i < 12; ++i) {
      terms.push_back({1'000 + slot * 12 + i, 0.2F});
    }
    stories_.Add({slot, 0, terms});
    EXPECT_FALSE(stories_.IsStory(stories_.StoryOf(slot)));
  }
}

TEST_F(StoryClustersTest, RemovalNeverLeavesAnEmptyStory) {
  const StoryId story = AddInvented(0, 7, 1);
  AddInvented(1, 7, 2);
  AddInvented(2, 7, 3);
  stories_.Remove(1);
  stories_.Remove(1);
  stories_.Remove(77);
  EXPECT_EQ(stories_.StoryOf(1), 0U);
  EXPECT_THAT(stories_.Members(story), ElementsAre(0, 2));
  stories_.Remove(0);
  EXPECT_FALSE(stories_.IsStory(story));
  EXPECT_EQ(stories_.StoryOf(2), story);
  stories_.Remove(2);
  EXPECT_EQ(stories_.Counts().active, 0U);
  EXPECT_EQ(stories_.Counts().index_entries, 0U);
  EXPECT_NE(AddInvented(0, 7, 1), story);
}

TEST_F(StoryClustersTest, AChangedArticleStaysInItsStoryWhileItIsTheClosest) {
  const StoryId story = AddInvented(0, 7, 1);
  AddInvented(1, 7, 2);
  const StoryId other = AddInvented(2, 8, 2);
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(stories_.Add({0, 3 * kDaySeconds, InventedTerms(7, 500)}), story);
  }
  EXPECT_THAT(stories_.Members(story), ElementsAre(1, 0));
  // Of another story now.
  EXPECT_EQ(stories_.Add({0, 3 * kDaySeconds, InventedTerms(8, 0)}), other);
  EXPECT_FALSE(stories_.IsStory(story));
  EXPECT_THAT(stories_.Members(other), ElementsAre(2, 0));
  // One that stands alone keeps its story, whose terms are then the new ones.
  EXPECT_EQ(stories_.Add({1, 2 * kDaySeconds, InventedTerms(7, 900)}), story);
  EXPECT_EQ(AddInvented(3, 7, 2), story);
}

TEST_F(StoryClustersTest, ClosedStoriesKeepTheirMembers) {
  const StoryId story = AddInvented(0, 7, 1);
  AddInvented(1, 7, 2);
  AddInvented(2, 7, 3);
  const StoryId pair = AddInvented(3, 8, 1);
  AddInvented(4, 8, 2);
  const StoryId alone = AddInvented(5, 9, 1);
  // Two rounds of 1,024 articles each of which founds a story, years later.
  for (uint32_t i = 0; i < 2'048; ++i) AddInvented(10 + i, 100 + i, 1'000);
  EXPECT_EQ(stories_.Counts().closed_members, 5U);
  EXPECT_THAT(stories_.Members(story), ElementsAre(0, 1, 2));
  EXPECT_THAT(stories_.Members(pair), ElementsAre(3, 4));
  EXPECT_TRUE(stories_.IsStory(pair));
  EXPECT_FALSE(stories_.IsStory(alone));
  EXPECT_EQ(stories_.StoryOf(5), alone);
  // Nothing joins them, what changes stays, and what goes, goes.
  EXPECT_NE(AddInvented(6, 7, 3), story);
  EXPECT_EQ(stories_.Add({1, 0, InventedTerms(50, 1)}), story);
  stories_.Remove(0);
  EXPECT_THAT(stories_.Members(story), ElementsAre(1, 2));
  stories_.Remove(3);
  EXPECT_FALSE(stories_.IsStory(pair));
  EXPECT_THAT(stories_.Members(pair), IsEmpty());
  stories_.Remove(4);
  stories_.Remove(5);
  EXPECT_EQ(stories_.Counts().closed_members, 2U);
}

TEST_F(StoryClustersTest, WhatIsOddIsTakenToo) {
  EXPECT_NE(stories_.Add({0, 0, {}}), 0U);
  EXPECT_NE(stories_.Add({1, 0, {}}), stories_.StoryOf(0));
  const StoryId first = stories_.Add(
      {2, std::numeric_limits<int64_t>::min(), InventedTerms(1, 2)});
  const StoryId last = stories_.Add(
      {3, std::numeric_limits<int64_t>::max(), InventedTerms(1, 3)});
  EXPECT_NE(first, last);
  EXPECT_EQ(stories_.Add(
                {4, std::numeric_limits<int64_t>::max(), InventedTerms(1, 4)}),
            last);
  // One term alone.
  const std::vector<StoryTerm> one = {{5, 1.0F}};
  EXPECT_EQ(stories_.Add({5, 0, one}), stories_.Add({6, 0, one}));
}

TEST_F(StoryClustersTest, MemoryIsBoundedWhateverComes) {
  StoryOptions options;
  options.max_active = 200;
  StoryClusters stories(options);
  for (uint32_t slot = 0; slot < 5'000; ++slot) {
    stories.Add({slot, int64_t{slot % 977} * kDaySeconds,
                 InventedTerms(slot % 1'500, slot)});
    const StoryCounts counts = stories.Counts();
    ASSERT_LE(counts.active, options.max_active);
    ASSERT_LE(counts.index_entries,
              options.max_active * StoryCandidates::kStoryTerms);
    ASSERT_EQ(counts.slots, slot + 1);
    ASSERT_LE(counts.active_members + counts.closed_members, counts.slots);
  }
}

}  // namespace
}  // namespace byline::recommendation
