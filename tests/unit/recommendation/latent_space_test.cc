#include "services/recommendation/core/index/latent_space.h"

#include <gtest/gtest.h>

#include <random>

#include "services/recommendation/core/index/latent_products.h"

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

// Whatever instructions the machine has.
TEST(LatentSpaceTest, SumsAreThoseOfTheDefinition) {
  std::mt19937 random(7);
  LatentVector a{};
  LatentVector b{};
  for (size_t i = 0; i < kLatentDimensions; ++i) {
    a[i] = static_cast<int8_t>(random() % 255 - 127);
    b[i] = static_cast<int8_t>(random() % 255 - 127);
  }
  LatentProducts expected;
  for (size_t i = 0; i < kLatentDimensions / 2; ++i) {
    expected.dot += a[i] * b[i];
    expected.a_square += a[i] * a[i];
    expected.b_square += b[i] * b[i];
  }
  const LatentProducts products = Products(a.data(), b.data());
  EXPECT_EQ(products.dot, expected.dot);
  EXPECT_EQ(products.a_square, expected.a_square);
  EXPECT_EQ(products.b_square, expected.b_square);

  std::array<float, kLatentDimensions> sum{};
  std::array<float, kLatentDimensions> expected_sum{};
  for (int round = 0; round < 3; ++round) {
    AddScaled(a, 0.37F, sum);
    for (size_t i = 0; i < kLatentDimensions; ++i) {
      expected_sum[i] += 0.37F * static_cast<float>(a[i]);
    }
  }
  for (size_t i = 0; i < kLatentDimensions; ++i) {
    EXPECT_FLOAT_EQ(sum[i], expected_sum[i]);
  }
}

}  // namespace
}  // namespace byline::recommendation
