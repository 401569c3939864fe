#include "services/summary/core/point_search.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<size_t> AllOf(InventedText& text) {
  std::vector<size_t> all;
  for (size_t i = 0; i < text.scored().sentences.size(); ++i) all.push_back(i);
  return all;
}

std::vector<size_t> BestOf(InventedText& text, const ChoiceWeights& weights,
                           size_t count) {
  return PointSearch(text.scored(), weights, AllOf(text), count).Run();
}

// What a set is worth by the words of the header; nothing where it may not be.
std::optional<double> WorthOf(const ScoredText& text,
                              const ChoiceWeights& weights,
                              const std::vector<size_t>& set) {
  double worth = 0;
  for (size_t i : set) {
    const Sentence& sentence = text.sentences[i];
    worth += sentence.score;
    if (sentence.quote_led) worth += weights.quote_led;
    if (sentence.words < 8) worth += weights.below_8_words;
    const bool has_neighbour =
        i > 0 && std::find(set.begin(), set.end(), i - 1) != set.end();
    if (has_neighbour) worth += weights.neighbour;
    if (sentence.dangling && !has_neighbour) {
      if (weights.dangling <= -10) return std::nullopt;
      worth += weights.dangling;
    }
    for (size_t j : set) {
      if (j >= i) continue;
      if (Repeat(text.space, i, j)) return std::nullopt;
      worth += weights.shared_terms * text.salience.SharedTerms(i, j) +
               weights.similarity * text.space.Similarity(i, j);
    }
  }
  return worth;
}

struct BestSet {
  size_t size = 0;
  double worth = 0;
};

// By looking at all subsets.
BestSet BruteForce(const ScoredText& text, const ChoiceWeights& weights,
                   const std::vector<size_t>& candidates, size_t count) {
  BestSet best;
  for (unsigned bits = 1; bits < 1U << candidates.size(); ++bits) {
    std::vector<size_t> set;
    for (size_t c = 0; c < candidates.size(); ++c) {
      if ((bits >> c & 1U) != 0) set.push_back(candidates[c]);
    }
    if (set.size() > count || set.size() < best.size) continue;
    const std::optional<double> worth = WorthOf(text, weights, set);
    if (!worth) continue;
    if (set.size() > best.size || *worth > best.worth)
      best = {set.size(), *worth};
  }
  return best;
}

TEST(PointSearchTest, FindsWhatBruteForceFinds) {
  std::mt19937 random(59);
  const auto number = [&] {
    return static_cast<double>(random() % 2'000) / 500 - 2;
  };
  size_t smaller = 0;
  for (int round = 0; round < 60; ++round) {
    std::string body;
    std::string sentence;
    for (int i = 0; i < 11; ++i) {
      // One that stood before, or a new one.
      if (random() % 3 != 0)
        sentence = RandomSentence(random, 4 + static_cast<int>(random() % 6));
      absl::StrAppend(&body, i > 0 && random() % 4 == 0 ? "However, " : "",
                      sentence, i % 3 == 2 ? "\n\n" : " ");
    }
    InventedText text(body);
    for (Sentence& sentence : text.scored().sentences) {
      sentence.score = number();
      sentence.quote_led = random() % 5 == 0;
    }
    const ChoiceWeights weights{.shared_terms = number(),
                                .similarity = number(),
                                .neighbour = number(),
                                .quote_led = number(),
                                .below_8_words = number(),
                                .dangling = round % 2 == 0 ? -10 : number()};
    std::vector<size_t> candidates;
    for (size_t i : AllOf(text)) {
      if (random() % 3 != 0) candidates.push_back(i);
    }
    const size_t count = 1 + random() % 5;
    const BestSet best = BruteForce(text.scored(), weights, candidates, count);
    const std::vector<size_t> found =
        PointSearch(text.scored(), weights, candidates, count).Run();
    ASSERT_EQ(found.size(), best.size);
    smaller += found.size() < count ? 1 : 0;
    ASSERT_TRUE(std::is_sorted(found.begin(), found.end()));
    const std::optional<double> worth = WorthOf(text.scored(), weights, found);
    ASSERT_TRUE(worth.has_value());
    ASSERT_NEAR(*worth, best.worth, 1e-9) << body;
  }
  // Some texts had fewer than was asked for.
  EXPECT_GT(smaller, 0U);
}

TEST(PointSearchTest, ThreeTermsInARowDoNotComeTwice) {
  InventedText text(
      "Gulls watch ferries at noon beside tall lanterns. Old anglers say "
      "gulls watch ferries because museums closed. Bakers open early.");
  const TermSpace& space = text.scored().space;
  ASSERT_LT(space.Similarity(0, 1), 0.5);
  EXPECT_TRUE(Repeat(space, 0, 1));
  EXPECT_FALSE(Repeat(space, 0, 2));
  text.scored().sentences[0].score = 9;
  text.scored().sentences[1].score = 8;
  text.scored().sentences[2].score = -9;
  EXPECT_THAT(BestOf(text, {}, 2), ElementsAre(0, 2));
  EXPECT_THAT(BestOf(text, {}, 3), ElementsAre(0, 2));
}

TEST(PointSearchTest, WhatIsMoreThanHalfAlikeDoesNotComeTwice) {
  // The same terms, no three in the same row.
  InventedText text(
      "Gulls watch ferries, lanterns. Lanterns, ferries watch "
      "gulls. Bakers open early.");
  const TermSpace& space = text.scored().space;
  EXPECT_GT(space.Similarity(0, 1), 0.5);
  EXPECT_TRUE(Repeat(space, 0, 1));
  EXPECT_EQ(BestOf(text, {}, 3).size(), 2U);
}

TEST(PointSearchTest, TheLargestSetComesFirst) {
  InventedText text("Gulls nest. Herons sleep. Bakers work.");
  text.scored().sentences[0].score = -5;
  text.scored().sentences[1].score = 3;
  text.scored().sentences[2].score = -7;
  EXPECT_THAT(BestOf(text, {}, 1), ElementsAre(1));
  EXPECT_THAT(BestOf(text, {}, 2), ElementsAre(0, 1));
  EXPECT_THAT(BestOf(text, {}, 9), ElementsAre(0, 1, 2));
  EXPECT_THAT(BestOf(text, {}, 0), IsEmpty());
}

TEST(PointSearchTest, WhatNeedsTheSentenceBeforeComesWithItAlone) {
  InventedText text("Gulls nest. Herons sleep. However, bakers work.");
  ASSERT_TRUE(text.scored().sentences[2].dangling);
  text.scored().sentences[0].score = 2;
  text.scored().sentences[1].score = 0;
  text.scored().sentences[2].score = 9;
  EXPECT_THAT(BestOf(text, {.dangling = -10}, 1), ElementsAre(0));
  EXPECT_THAT(BestOf(text, {.dangling = -10}, 2), ElementsAre(1, 2));
  EXPECT_THAT(BestOf(text, {.dangling = -3}, 1), ElementsAre(2));
  EXPECT_THAT(BestOf(text, {.dangling = -8}, 1), ElementsAre(0));
  // Not where the sentence before is no candidate.
  EXPECT_THAT(PointSearch(text.scored(), {.dangling = -10}, {0, 2}, 2).Run(),
              ElementsAre(0));
}

TEST(PointSearchTest, NeighboursAreWorthMoreOrLess) {
  InventedText text("Gulls nest. Herons sleep. Bakers work.");
  for (Sentence& sentence : text.scored().sentences) sentence.score = 1;
  text.scored().sentences[2].score = 1.5;
  EXPECT_THAT(BestOf(text, {.neighbour = 1}, 2), ElementsAre(1, 2));
  EXPECT_THAT(BestOf(text, {.neighbour = -1}, 2), ElementsAre(0, 2));
}

}  // namespace
}  // namespace byline::summary
