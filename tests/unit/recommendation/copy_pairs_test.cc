#include "services/recommendation/core/index/copy_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace byline::recommendation {
namespace {

// Texts of which some are copies of others, more or less changed, and copies of
// copies; some are short.
class CopyPairsTest : public ::testing::TestWithParam<int> {
 protected:
  static constexpr uint32_t kTexts = 400;

  CopyPairsTest() : random_(static_cast<unsigned>(GetParam())) {
    for (uint32_t i = 0; i < kTexts; ++i) {
      texts_.push_back(i > 0 && random_() % 3 == 0 ? Changed(AnyText())
                                                   : NewText());
      sketches_.push_back(MakeCopySketch(texts_.back()));
    }
  }

  CopyWords NewText() {
    CopyWords words(4 + random_() % 300);
    for (uint16_t& word : words) word = static_cast<uint16_t>(random_());
    return words;
  }
  const CopyWords& AnyText() { return texts_[random_() % texts_.size()]; }
  CopyWords Changed(CopyWords words) {
    const size_t one_in = 5 + random_() % 60;
    for (uint16_t& word : words) {
      if (random_() % one_in == 0) word = static_cast<uint16_t>(random_());
    }
    return words;
  }
  // Each, or one in `step`.
  static std::vector<uint32_t> Numbers(uint32_t step = 1) {
    std::vector<uint32_t> numbers;
    for (uint32_t i = 0; i < kTexts; i += step) numbers.push_back(i);
    return numbers;
  }
  const CopySketch& SketchOf(uint32_t i) const { return sketches_[i]; }
  auto Sketches() const {
    return [this](uint32_t i) -> const CopySketch& { return SketchOf(i); };
  }

  struct Found {
    std::vector<CopyPair> pairs;
    size_t kept = 0;        // bytes of words
    size_t kept_of = 0;     // texts
    size_t read_again = 0;  // texts, each time
  };
  Found Find(const CopyBands& bands,
             size_t most_kept = CopyPairFinder::kMostKeptBytes) const {
    const auto sketch_of = Sketches();
    CopyPairFinder finder(bands, sketch_of, most_kept);
    Found found;
    for (uint32_t i = 0; i < kTexts; ++i) {
      if (!finder.Wants(i)) continue;
      finder.Take(texts_[i]);
      found.kept += texts_[i].size() * sizeof texts_[i][0];
      ++found.kept_of;
    }
    found.pairs = *std::move(finder).Find(
        [&](uint32_t i) {
          ++found.read_again;
          return texts_[i];
        },
        [] { return false; });
    return found;
  }
  // Whether two are near-copies by all that the index asks.
  bool AreCopies(uint32_t a, uint32_t b) const {
    const auto share_band = [&] {
      for (size_t band = 0; band < kCopyBands; ++band) {
        if (CopyBand(SketchOf(a), band) == CopyBand(SketchOf(b), band)) {
          return true;
        }
      }
      return false;
    };
    return share_band() && AreAlikeBeyondABand(SketchOf(a), SketchOf(b)) &&
           IsCopy(CompareShingles(SortedShingles(CopyShingles(texts_[a])),
                                  SortedShingles(CopyShingles(texts_[b]))));
  }

  std::mt19937 random_;
  std::vector<CopyWords> texts_;
  std::vector<CopySketch> sketches_;
};

using Edge = std::pair<uint32_t, uint32_t>;
// For each article the least one of its cluster, by all pairs of them.
std::vector<uint32_t> Leasts(size_t count, const std::vector<Edge>& edges) {
  std::vector<uint32_t> least(count);
  std::iota(least.begin(), least.end(), 0);
  for (bool changes = true; changes;) {
    changes = false;
    for (const auto& [a, b] : edges) {
      const uint32_t of_both = std::min(least[a], least[b]);
      changes = changes || least[a] != of_both || least[b] != of_both;
      least[a] = least[b] = of_both;
    }
  }
  return least;
}

TEST_P(CopyPairsTest, ClustersAreThoseOfAllPairs) {
  const CopyBands bands(Numbers(), Sketches());
  const auto [pairs, kept, kept_of, read_again] = Find(bands);
  std::vector<Edge> found;
  for (const CopyPair& pair : pairs) {
    found.emplace_back(pair.a.article, pair.b.article);
    for (const CopyOf& one : {pair.a, pair.b}) {
      EXPECT_EQ(one.shingles,
                SortedShingles(CopyShingles(texts_[one.article])).size());
    }
  }
  std::vector<Edge> all;
  for (uint32_t a = 0; a < kTexts; ++a) {
    for (uint32_t b = a + 1; b < kTexts; ++b) {
      if (AreCopies(a, b)) all.emplace_back(a, b);
    }
  }
  const std::vector<uint32_t> leasts = Leasts(kTexts, all);
  EXPECT_EQ(Leasts(kTexts, found), leasts);
  const std::set<uint32_t> clusters(leasts.begin(), leasts.end());
  EXPECT_EQ(pairs.size(), kTexts - clusters.size());
  EXPECT_GT(pairs.size(), 50u);
  // Texts that are like no other are not held in memory.
  EXPECT_LT(kept_of, kTexts * 3 / 4);
  EXPECT_EQ(read_again, 0u);
}

TEST_P(CopyPairsTest, WhatCannotBeKeptIsReadAgain) {
  constexpr size_t kLongest = 304 * sizeof(uint16_t);
  const CopyBands bands(Numbers(), Sketches());
  const Found all = Find(bands);
  const Found few = Find(bands, all.kept / 3);
  EXPECT_GT(few.kept, all.kept / 3 - kLongest);
  EXPECT_LT(few.kept, all.kept / 3 + kLongest);
  EXPECT_GT(few.read_again, 0u);
  ASSERT_EQ(few.pairs.size(), all.pairs.size());
  for (size_t i = 0; i < all.pairs.size(); ++i) {
    EXPECT_EQ(few.pairs[i].a.article, all.pairs[i].a.article);
    EXPECT_EQ(few.pairs[i].b.article, all.pairs[i].b.article);
    EXPECT_EQ(few.pairs[i].b.shingles, all.pairs[i].b.shingles);
  }
}

TEST_P(CopyPairsTest, ItCanBeGivenUp) {
  const CopyBands bands(Numbers(), Sketches());
  const auto sketch_of = Sketches();
  const auto asked_until = [&](size_t most) {
    CopyPairFinder finder(bands, sketch_of, /*most_kept_bytes=*/0);
    size_t asked = 0;
    const auto pairs = std::move(finder).Find(
        [&](uint32_t i) { return texts_[i]; }, [&] { return ++asked > most; });
    EXPECT_EQ(pairs.has_value(), asked <= most);
    return asked;
  };
  const size_t all = asked_until(SIZE_MAX);
  EXPECT_GT(all, 50u);
  EXPECT_EQ(asked_until(all / 2), all / 2 + 1);
}

TEST_P(CopyPairsTest, OnlyThoseInTheBandsAreFound) {
  const CopyBands bands(Numbers(2), Sketches());
  const Found found = Find(bands);
  for (const CopyPair& pair : found.pairs) {
    EXPECT_EQ(pair.a.article % 2, 0u);
    EXPECT_EQ(pair.b.article % 2, 0u);
  }
  EXPECT_FALSE(found.pairs.empty());
}

TEST_P(CopyPairsTest, BandsThatAreRenumberedAreThoseOfTheNewNumbers) {
  std::vector<uint32_t> numbers = Numbers();
  std::shuffle(numbers.begin(), numbers.end(), random_);
  CopyBands bands(Numbers(), Sketches());
  bands.Renumber(numbers);
  bands.DropRuns();
  std::vector<CopySketch> renumbered(kTexts);
  for (uint32_t i = 0; i < kTexts; ++i) renumbered[numbers[i]] = SketchOf(i);
  const CopyBands made(Numbers(), [&](uint32_t i) -> const CopySketch& {
    return renumbered[i];
  });
  for (size_t band = 0; band < kCopyBands; ++band) {
    EXPECT_EQ(bands.Band(band), made.Band(band));
    EXPECT_TRUE(bands.Runs(band).empty());
  }
}

TEST(CopyPairTest, PairsAreRenumbered) {
  std::vector<CopyPair> pairs = {{{0, 7}, {2, 8}}, {{1, 9}, {0, 7}}};
  Renumber({5, 3, 4}, pairs);
  EXPECT_EQ(pairs[0].a.article, 5u);
  EXPECT_EQ(pairs[0].b.article, 4u);
  EXPECT_EQ(pairs[1].a.article, 3u);
  EXPECT_EQ(pairs[1].b.article, 5u);
  EXPECT_EQ(pairs[1].a.shingles, 9u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, CopyPairsTest, ::testing::Range(1, 4));

}  // namespace
}  // namespace byline::recommendation
