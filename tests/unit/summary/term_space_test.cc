#include "services/summary/core/term_space.h"

#include <absl/numeric/bits.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

constexpr double kNearly = 1e-9;

std::vector<std::string> RandomSentences(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> texts;
  texts.reserve(count);
  for (int i = 0; i < count; ++i) texts.push_back(RandomSentence(random, 9));
  return texts;
}

TEST(TermSpaceTest, SimilarityIsACosineOfTermWeights) {
  const TermSpace space(
      "", "mi", SentencesOf({"qa qb qc.", "qc qb qa.", "qa qa qd.", "qe qf."}));
  EXPECT_NEAR(space.Similarity(0, 1), 1, kNearly);
  EXPECT_NEAR(space.Similarity(0, 3), 0, kNearly);
  // All weigh the same in a language without background: (1,1,1) and (2,0,0,1).
  EXPECT_NEAR(space.Similarity(0, 2), 2 / std::sqrt(3.0 * 5.0), kNearly);
  EXPECT_NEAR(space.Profile(2).with_first, space.Similarity(2, 0), kNearly);
  EXPECT_NEAR(space.Profile(3).with_previous, space.Similarity(3, 2), kNearly);
}

TEST(TermSpaceTest, SimilarityIsSymmetricAndOneWithItself) {
  // Some of them are compared with one another, some are not.
  const std::vector<std::string> texts = RandomSentences(130, 41);
  const TermSpace space("", "en", SentencesOf(texts));
  for (size_t a = 0; a < texts.size(); a += 3) {
    EXPECT_NEAR(space.Similarity(a, a), 1, kNearly);
    for (size_t b = 0; b < texts.size(); ++b) {
      ASSERT_NEAR(space.Similarity(a, b), space.Similarity(b, a), kNearly);
      ASSERT_GE(space.Similarity(a, b), 0);
      ASSERT_LE(space.Similarity(a, b), 1 + kNearly);
    }
  }
}

TEST(TermSpaceTest, BeyondTheComparedSentencesSimilarityIsTheSame) {
  std::vector<std::string> texts = RandomSentences(140, 43);
  texts[135] = texts[4];
  texts[136] = texts[5];
  const TermSpace space("", "en", SentencesOf(texts));
  EXPECT_NEAR(space.Similarity(135, 136), space.Similarity(4, 5), kNearly);
  EXPECT_NEAR(space.Similarity(135, 5), space.Similarity(4, 5), kNearly);
  EXPECT_NEAR(space.Similarity(135, 4), 1, kNearly);
  EXPECT_GT(space.Profile(119).rank, 0);
  EXPECT_EQ(space.Profile(120).rank, 0);
  EXPECT_EQ(space.Profile(120).links, 0);
  EXPECT_GT(space.Profile(135).centrality, 0);
  EXPECT_GT(space.Profile(135).with_first, 0);
}

TEST(TermSpaceTest, RankIsOneOnAverage) {
  const size_t count = 30;
  const TermSpace space("", "en", SentencesOf(RandomSentences(count, 47)));
  double sum = 0;
  for (size_t i = 0; i < count; ++i) sum += space.Profile(i).rank;
  EXPECT_NEAR(sum / count, 1, 1e-6);
}

TEST(TermSpaceTest, RankIsHigherForWhatMoreSentencesAreLike) {
  const TermSpace space(
      "", "mi",
      SentencesOf({"qa qb qc qd.", "qa qe.", "qb qf.", "qc qg.", "qh qi."}));
  for (size_t i = 1; i < 5; ++i)
    EXPECT_GT(space.Profile(0).rank, space.Profile(i).rank);
  EXPECT_NEAR(space.Profile(0).links, 3.0 / 5, kNearly);
  EXPECT_NEAR(space.Profile(4).links, 0, kNearly);
  EXPECT_NEAR(space.Profile(0).mean_behind, 3 * space.Similarity(0, 1) / 4,
              kNearly);
  EXPECT_NEAR(space.Profile(3).mean_before, space.Similarity(3, 0) / 3,
              kNearly);
  EXPECT_NEAR(space.Profile(3).most_alike_before, space.Similarity(3, 0),
              kNearly);
}

TEST(TermSpaceTest, RankFlowsByHowMuchSentencesAreAlike) {
  const TermSpace space(
      "", "mi", SentencesOf({"qa qb qc qd.", "qa qb qe.", "qc qf qg."}));
  ASSERT_GT(space.Similarity(0, 1), space.Similarity(0, 2));
  ASSERT_EQ(space.Similarity(1, 2), 0);
  EXPECT_GT(space.Profile(1).rank, space.Profile(2).rank + 0.1);
}

TEST(TermSpaceTest, AHeadlineThatHoldsFourFifthsOfTheTermsCovers) {
  const std::string headline = "Qa qb qc qd fall";
  const TermSpace space(headline, "en",
                        SentencesOf({"qa qb qc qd qe.", "qa qb qc qe qf.",
                                     "The qa of qb.", "qx qy."}));
  EXPECT_TRUE(space.Profile(0).covered_by_headline);
  EXPECT_FALSE(space.Profile(1).covered_by_headline);
  EXPECT_TRUE(space.Profile(2).covered_by_headline);
  EXPECT_FALSE(space.Profile(3).covered_by_headline);
  EXPECT_GT(space.Profile(0).headline, space.Profile(1).headline);
  EXPECT_EQ(space.Profile(3).headline, 0);
}

TEST(TermSpaceTest, NoveltyIsTheShareOfTermsThatAreNew) {
  const TermSpace space(
      "", "mi", SentencesOf({"qa qb.", "qa qb qc qd.", "qa qc.", "qz."}));
  EXPECT_EQ(space.Profile(0).novelty, 1);
  EXPECT_EQ(space.Profile(1).novelty, 0.5);
  EXPECT_EQ(space.Profile(2).novelty, 0);
  EXPECT_EQ(space.Profile(3).novelty, 1);
}

TEST(TermSpaceTest, TheWeightiestTermsStandMoreThanOnce) {
  const TermSpace space("", "mi",
                        SentencesOf({"qa qb qc.", "qa qb qd.", "qa.", "qe."}));
  EXPECT_EQ(absl::popcount(space.Profile(0).top_terms), 2);
  EXPECT_EQ(absl::popcount(space.Profile(2).top_terms), 1);
  EXPECT_EQ(space.Profile(3).top_terms, 0U);
  EXPECT_NE(space.Profile(0).top_terms & space.Profile(2).top_terms, 0U);
  std::string many;
  for (int i = 0; i < 20; ++i) many += " qx" + std::to_string(i);
  const TermSpace large("", "mi", SentencesOf({many, many}));
  EXPECT_EQ(absl::popcount(large.Profile(0).top_terms),
            static_cast<int>(TermSpace::kTopTerms));
}

TEST(TermSpaceTest, OnlySoundSentencesMakeTheCentre) {
  std::vector<Sentence> sentences =
      SentencesOf({"qa qb.", "qa qc.", "qx qy.", "qx qy.", "qx qy."});
  const TermSpace all("", "mi", sentences);
  EXPECT_GT(all.Profile(2).centrality, all.Profile(0).centrality);
  for (size_t i = 2; i < 5; ++i) sentences[i].question = true;
  const TermSpace sound("", "mi", sentences);
  EXPECT_LT(sound.Profile(2).centrality, sound.Profile(0).centrality);
}

TEST(TermSpaceTest, TrigramsAreTheRunsOfThreeTerms) {
  const TermSpace space("", "mi",
                        SentencesOf({"qa qb qc qd.", "qz qb qc qd.",
                                     "qd qc qb qa.", "qa qb.", "qa qc qb."}));
  EXPECT_EQ(space.Trigrams(0).size(), 2U);
  EXPECT_EQ(space.Trigrams(3).size(), 0U);
  const auto shared = [&](size_t a, size_t b) {
    int count = 0;
    for (uint64_t one : space.Trigrams(a)) {
      for (uint64_t other : space.Trigrams(b)) count += one == other ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(shared(0, 1), 1);
  EXPECT_EQ(shared(0, 2), 0);
  EXPECT_EQ(shared(0, 4), 0);
}

TEST(TermSpaceTest, TextsOfNothingHaveProfiles) {
  const TermSpace none("Pier", "en", {});
  EXPECT_EQ(none.FindTerms("gull").size(), 1U);
  const TermSpace space("", "en", SentencesOf({"The of.", "..."}));
  EXPECT_EQ(space.Similarity(0, 1), 0);
  EXPECT_EQ(space.Profile(0).centrality, 0);
  EXPECT_FALSE(space.Profile(0).covered_by_headline);
}

}  // namespace
}  // namespace byline::summary
