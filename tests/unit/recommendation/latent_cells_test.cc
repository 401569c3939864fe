#include "services/recommendation/core/index/latent_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "services/recommendation/core/index/delta_segment.h"

namespace byline::recommendation {
namespace {

constexpr size_t kGroups = 4;
// So many articles that each group may have a cell.
constexpr size_t kArchive = 4'096;

// Near one of four directions.
LatentVector OfGroup(size_t group, std::mt19937& random) {
  LatentVector place{};
  for (int8_t& value : place)
    value = static_cast<int8_t>(static_cast<int>(random() % 9) - 4);
  place[5 * group] = 120;
  place[5 * group + 70] = -90;
  return place;
}

std::vector<LatentVector> PlacesInGroups() {
  std::mt19937 random(3);
  std::vector<LatentVector> sample;
  for (size_t i = 0; i < 200; ++i) {
    sample.push_back(OfGroup(i % kGroups, random));
  }
  return sample;
}

TEST(LatentProductsTest, OfFourAreThoseOfEach) {
  std::mt19937 random(8);
  const auto place = [&random] {
    LatentVector values{};
    for (int8_t& value : values) {
      value = static_cast<int8_t>(static_cast<int>(random() % 256) - 128);
    }
    return values;
  };
  std::vector<LatentVector> others;
  others.reserve(22);
  for (int i = 0; i < 20; ++i) others.push_back(place());
  others.push_back(LatentVector{});
  LatentVector least{};
  least.fill(-128);
  others.push_back(least);
  FourWideVectors four{};
  for (size_t k = 0; k < 3; ++k) four[k] = Widened(place());
  four[3] = Widened(least);
  std::vector<std::array<int32_t, 4>> expected(others.size());
  for (size_t i = 0; i < others.size(); ++i) {
    for (size_t k = 0; k < 4; ++k) {
      for (size_t j = 0; j < kLatentDimensions; ++j) {
        expected[i][k] += four[k][j] * others[i][j];
      }
    }
  }
  for (const Instructions instructions :
       {Instructions::kPlain, Instructions::kAvx2, Instructions::kVnni}) {
    if (instructions > BestInstructions()) break;
    std::vector<std::array<int32_t, 4>> products(others.size());
    DotsOfFour(four, others.data(), sizeof(LatentVector), others.size(),
               products.data(), instructions);
    EXPECT_EQ(products, expected) << static_cast<int>(instructions);
  }
}

TEST(LatentCellsTest, WhatIsNearSharesACell) {
  const LatentCells cells = LatentCells::Train(PlacesInGroups(), kArchive);
  ASSERT_EQ(cells.size(), kGroups);
  std::mt19937 random(8);
  std::set<uint32_t> seen;
  for (size_t group = 0; group < kGroups; ++group) {
    const uint32_t cell = cells.CellOf(OfGroup(group, random));
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(cells.CellOf(OfGroup(group, random)), cell);
    }
    seen.insert(cell);
  }
  EXPECT_EQ(seen.size(), kGroups);
}

TEST(LatentCellsTest, OfManyAtOnceTheyAreTheSame) {
  std::mt19937 random(6);
  std::vector<LatentVector> sample;
  for (int i = 0; i < 403; ++i) {
    LatentVector& place = sample.emplace_back();
    for (int8_t& value : place)
      value = static_cast<int8_t>(random() % 255 - 127);
  }
  const LatentCells cells = LatentCells::Train(sample, kArchive * 16);
  ASSERT_GT(cells.size(), 20u);
  const std::vector<uint32_t> at_once = cells.CellsOf(sample);
  ASSERT_EQ(at_once.size(), sample.size());
  for (size_t i = 0; i < sample.size(); ++i) {
    EXPECT_EQ(at_once[i], cells.CellOf(sample[i])) << i;
  }
  EXPECT_EQ(LatentCells().CellsOf(sample), std::vector<uint32_t>(403));
}

std::vector<uint32_t> AllByNearness(const LatentCells& cells,
                                    const LatentVector& place) {
  CellsByNearness left = cells.ByNearness(place);
  std::vector<uint32_t> taken;
  while (!left.empty()) taken.push_back(left.TakeNearest());
  return taken;
}

TEST(LatentCellsTest, ByNearnessNamesEachCellAndTheOwnOneFirst) {
  const LatentCells cells = LatentCells::Train(PlacesInGroups(), kArchive);
  std::mt19937 random(9);
  LatentVector place = OfGroup(2, random);
  place[5] = 60;  // somewhat like the second group
  const std::vector<uint32_t> near = AllByNearness(cells, place);
  EXPECT_THAT(near, ::testing::UnorderedElementsAre(0, 1, 2, 3));
  EXPECT_EQ(near[0], cells.CellOf(place));
  EXPECT_EQ(near[1], cells.CellOf(OfGroup(1, random)));
}

TEST(LatentCellsTest, AFewArticlesShareOneCell) {
  const LatentCells few = LatentCells::Train(PlacesInGroups(), 2'047);
  std::mt19937 random(1);
  for (const LatentCells& cells : {few, LatentCells()}) {
    EXPECT_EQ(cells.size(), 1u);
    EXPECT_EQ(cells.CellOf(OfGroup(3, random)), 0u);
    EXPECT_THAT(AllByNearness(cells, LatentVector{}),
                ::testing::ElementsAre(0));
  }
  // Nor are there more than a sample tells of.
  EXPECT_EQ(LatentCells::Train(PlacesInGroups(), 1'000'000).size(), 25u);
}

TEST(LatentCellsTest, ThePartThatTakesNewArticlesListsThemByCell) {
  const auto cells = std::make_shared<LatentCells>(
      LatentCells::Train(PlacesInGroups(), kArchive));
  DeltaSegment delta(std::make_shared<FingerprintList>(), cells);
  std::mt19937 random(4);
  std::vector<std::vector<Slot>> expected(kGroups);
  for (Slot slot = 0; slot < 40; ++slot) {
    WeightedArticle article;
    article.latent = OfGroup(random() % kGroups, random);
    expected[cells->CellOf(article.latent)].push_back(slot);
    delta.Add({}, article, {});
  }
  for (uint32_t cell = 0; cell < kGroups; ++cell) {
    const CellArticles articles = delta.InCell(cell);
    ASSERT_EQ(articles.count, expected[cell].size());
    for (size_t i = 0; i < articles.count; ++i) {
      EXPECT_EQ(articles.listed[i], expected[cell][i]);
    }
  }
}

}  // namespace
}  // namespace byline::recommendation
