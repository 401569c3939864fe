#include "services/recommendation/core/index/latent_space.h"

#include <gtest/gtest.h>

#include <random>

namespace byline::recommendation {
namespace {

constexpr uint32_t kTopicTerms = 40;
constexpr uint32_t kTopics = 10;

// Articles of one topic each: eight of its terms at random.
SparseVector OfTopic(uint32_t topic, std::mt19937& random) {
  SparseVector article;
  for (uint32_t term = 0; term < kTopicTerms; ++term) {
    if (random() % 5 == 0) {
      article.emplace_back(topic * kTopicTerms + term,
                           static_cast<float>(1 + random() % 5));
    }
  }
  return article;
}

std::vector<SparseVector> Sample() {
  std::mt19937 random(5);
  std::vector<SparseVector> sample;
  for (uint32_t i = 0; i < 600; ++i) {
    sample.push_back(OfTopic(i % kTopics, random));
  }
  return sample;
}

TEST(LatentSpaceTest, ArticlesOfOneTopicAreNearAlsoWithoutASharedTerm) {
  const LatentSpace space = LatentSpace::Train(Sample(), 400);
  ASSERT_FALSE(space.empty());
  const LatentVector a = space.Fold({{0, 2}, {2, 1}, {4, 1}, {6, 3}, {8, 1}});
  const LatentVector b = space.Fold({{1, 2}, {3, 1}, {5, 1}, {7, 3}, {9, 1}});
  const LatentVector other =
      space.Fold({{40, 2}, {42, 1}, {44, 1}, {46, 3}, {48, 1}});
  EXPECT_GT(CompareLatent(a, b).coarse, 0.2);
  EXPECT_NEAR(CompareLatent(a, other).fine, 0, 0.1);
  EXPECT_NEAR(CompareLatent(a, a).fine, 1, 1e-9);
}

TEST(LatentSpaceTest, TheSameSampleGivesTheSameSpace) {
  EXPECT_EQ(LatentSpace::Train(Sample(), 400).Digest(),
            LatentSpace::Train(Sample(), 400).Digest());
}

TEST(LatentSpaceTest, TooFewArticlesGiveNoSpaceAndNoPlaces) {
  std::vector<SparseVector> few = Sample();
  few.resize(99);
  const LatentSpace space = LatentSpace::Train(few, 400);
  EXPECT_TRUE(space.empty());
  EXPECT_EQ(space.Fold({{1, 1}}), LatentVector{});
  EXPECT_EQ(CompareLatent(LatentVector{}, LatentVector{}).fine, 0);
}

TEST(LatentSpaceTest, TermsWithoutARowCountForNothing) {
  const LatentSpace space = LatentSpace::Train(Sample(), 500);
  EXPECT_EQ(space.Fold({{450, 3}, {9999, 2}}), LatentVector{});
  const LatentVector a = space.Fold({{0, 2}, {3, 1}});
  EXPECT_EQ(a, space.Fold({{0, 2}, {3, 1}, {450, 3}, {9999, 2}}));
}

}  // namespace
}  // namespace byline::recommendation
