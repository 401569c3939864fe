#include "services/recommendation/core/stories/story_vector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/recommendation/core/stories/story_score.h"

namespace byline::recommendation {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

StoryVector Of(std::vector<StoryTerm> terms) { return StoryVector(terms); }

// `count` terms from `first` on, all of one weight.
StoryVector Even(uint32_t first, uint32_t count, float weight) {
  std::vector<StoryTerm> terms;
  for (uint32_t i = 0; i < count; ++i) terms.push_back({first + i, weight});
  return Of(terms);
}

TEST(StoryVectorTest, ComparesAllTermsNamesAndHeadlinesApart) {
  const StoryVector a = Of({{1, 0.6F, true, false}, {2, 0.8F, false, true}});
  const StoryVector b = Of({{1, 0.8F, true, false}, {2, 0.6F, false, true}});
  const StoryCosines cosines(a, b);
  EXPECT_NEAR(cosines.all, 0.96, 1e-4);
  EXPECT_NEAR(*cosines.name, 1, 1e-9);
  EXPECT_NEAR(*cosines.headline, 1, 1e-9);
  EXPECT_FALSE(StoryCosines(a, Of({{1, 1.0F}})).name.has_value());
  EXPECT_FALSE(StoryCosines(a, Of({{1, 1.0F}})).headline.has_value());
  EXPECT_EQ(StoryCosines(a, StoryVector()).all, 0);
}

TEST(StoryVectorTest, LeavesOutWhatIsNoWeight) {
  EXPECT_THAT(Of({{1, 0.0F}, {2, -1.0F}, {3, NAN}, {4, 1e-9F}}).weights(),
              IsEmpty());
  EXPECT_EQ(Of({{1, 7.0F}}).weights()[0].all, StoryVector::kOne);
}

TEST(StoryVectorTest, OlderArticlesFade) {
  StoryVector story = Of({{1, 1.0F}});
  for (int i = 0; i < 500; ++i) story.Add(Of({{2, 1.0F}}));
  EXPECT_THAT(story.weights(), SizeIs(1));
  EXPECT_EQ(story.weights()[0].id, 2U);
  EXPECT_LE(story.mass(), StoryVector::kMaxMass);
  EXPECT_LE(story.weights()[0].all, story.mass() * StoryVector::kOne);
}

TEST(StoryVectorTest, KeepsTheStrongestTerms) {
  StoryVector story = Even(0, 64, 0.2F);
  story.Add(Even(100, 64, 0.1F));
  // The weaker 64 have no room and are equally strong: none is kept.
  EXPECT_THAT(story.weights(), SizeIs(64));
  EXPECT_EQ(story.weights().back().id, 63U);
  // Unless too few would be left.
  StoryVector even = Even(0, 64, 0.1F);
  even.Add(Even(100, 64, 0.1F));
  EXPECT_THAT(even.weights(), SizeIs(StoryVector::kMaxTerms));
}

TEST(StoryVectorTest, StrongestTakesThoseAsStrongAsTheLast) {
  const StoryVector story =
      Of({{1, 0.9F}, {2, 0.1F}, {3, 0.1F}, {4, 0.5F}, {5, 0.05F}});
  EXPECT_THAT(story.Strongest(2), SizeIs(2));
  EXPECT_THAT(story.Strongest(3), SizeIs(4));
  EXPECT_THAT(story.Strongest(9), SizeIs(5));
  EXPECT_THAT(StoryVector().Strongest(2), IsEmpty());
}

TEST(StoryVectorTest, NumberingOfTermsDecidesNothing) {
  const auto numbered = [](uint32_t sign) {
    StoryVector story;
    for (uint32_t article = 0; article < 40; ++article) {
      std::vector<StoryTerm> terms;
      for (uint32_t i = 0; i < 30; ++i) {
        const uint32_t term = (article * 7 + i * i) % 211;
        terms.push_back({sign == 0 ? term : 1'000 - term,
                         0.1F + 0.0137F * static_cast<float>(i % 9)});
      }
      std::sort(
          terms.begin(), terms.end(),
          [](const StoryTerm& a, const StoryTerm& b) { return a.id < b.id; });
      terms.erase(std::unique(terms.begin(), terms.end(),
                              [](const StoryTerm& a, const StoryTerm& b) {
                                return a.id == b.id;
                              }),
                  terms.end());
      // Of equal ids either one may stay: give them one weight.
      for (StoryTerm& term : terms) {
        const uint32_t original = sign == 0 ? term.id : 1'000 - term.id;
        term.weight = 0.05F + 0.001F * static_cast<float>(original % 17);
      }
      story.Add(StoryVector(terms));
    }
    std::vector<std::pair<uint32_t, int32_t>> weights;
    for (const StoryWeight& weight : story.weights()) {
      weights.emplace_back(sign == 0 ? weight.id : 1'000 - weight.id,
                           weight.all);
    }
    std::sort(weights.begin(), weights.end());
    return weights;
  };
  EXPECT_EQ(numbered(0), numbered(1));
}

TEST(StoryScoreTest, FadesWithTimeAndEndsWithTheWindow) {
  const StoryOptions options;
  const StoryVector a = Of({{1, 0.6F}, {2, 0.8F}});
  const auto after = [&](int64_t seconds) {
    return StoryScore(a, {100, 200}, a, {200 + seconds, 300 + seconds},
                      options);
  };
  EXPECT_NEAR(after(0), 1, 1e-9);
  EXPECT_NEAR(after(-150), 1, 1e-9);
  EXPECT_NEAR(after(static_cast<int64_t>(options.deviation_seconds)),
              std::exp(-0.5), 1e-9);
  EXPECT_GT(after(options.window_seconds), 0);
  EXPECT_EQ(after(options.window_seconds + 1), 0);
  EXPECT_EQ(after(-options.window_seconds - 201), 0);
}

TEST(StoryScoreTest, WhatCannotBeComparedHasNoPart) {
  const StoryVector bare = Of({{1, 0.6F}, {2, 0.8F}});
  const StoryVector named = Of({{1, 0.6F, true, true}, {2, 0.8F}});
  EXPECT_NEAR(StoryScore(bare, {}, bare, {}, {}), 1, 1e-9);
  EXPECT_NEAR(StoryScore(bare, {}, named, {}, {}), 1, 1e-9);
}

}  // namespace
}  // namespace byline::recommendation
