#include "services/recommendation/core/index/term_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "common/text/background_terms.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

uint64_t Term(const std::string& text) { return text::TermFingerprint(text); }

std::vector<PreparedTerm> Terms(const std::vector<std::string>& texts) {
  std::vector<PreparedTerm> terms;
  for (const std::string& text : texts) {
    terms.emplace_back().term = Term(text);
    terms.back().weight = 1;
  }
  return terms;
}

TEST(TermWeightsTest, WithoutAnArchiveTheLanguageAtLargeWeighs) {
  const TermWeights weights("en");
  EXPECT_NEAR(weights.Idf(Term("osterby")), text::kUnknownBackgroundIdf, 1e-9);
  EXPECT_NEAR(weights.Idf(Term("able")), text::BackgroundIdf("able", "en"),
              1e-9);
}

TEST(TermWeightsTest, TheArchivesOwnCountsBlendIn) {
  TermCounts counts;
  for (int i = 0; i < 100; ++i) counts.Add(Terms({"osterby", "able"}), 0);
  const TermWeights weights("en", counts);
  const double background = 200 * std::exp(-text::BackgroundIdf("able", "en"));
  EXPECT_NEAR(weights.Idf(Term("able")), std::log(300 / (100 + background)),
              1e-6);
  EXPECT_NEAR(weights.Idf(Term("osterby")),
              std::log(300 / (100 + 200 * std::exp(-6.0))), 1e-6);
  EXPECT_GT(weights.Idf(Term("lindmoor")), 6);
}

TEST(TermWeightsTest, FromAThousandArticlesOnSinglesAreLeftOutButForNames) {
  TermCounts counts;
  for (int i = 0; i < 1000; ++i) counts.Add(Terms({"ferry"}), 0);
  auto last = Terms({"ferry", "typo", "callowhill"});
  last[2].is_name = last[2].in_lead = true;
  counts.Add(last, 0);
  const TermWeights weights("en", counts);
  const auto holds = [](const WeightedArticle& article, const char* text) {
    for (const WeightedTerm& term : article.terms) {
      if (term.term == Term(text)) return true;
    }
    return false;
  };
  const WeightedArticle counted = weights.Weigh(last, /*counted=*/true);
  EXPECT_TRUE(holds(counted, "callowhill"));
  EXPECT_FALSE(holds(counted, "typo"));
  // In an article that came later the same word may be the first of many.
  EXPECT_TRUE(holds(weights.Weigh(last), "typo"));
}

TEST(TermWeightsTest, KeepsTheStrongestTermsScaledToTheStrongest) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i) texts.push_back("term" + std::to_string(i));
  auto terms = Terms(texts);
  for (size_t i = 0; i < terms.size(); ++i) {
    terms[i].weight = 1 + static_cast<float>(i);
  }
  const WeightedArticle article = TermWeights("en").Weigh(terms);
  ASSERT_EQ(article.terms.size(), kMostTerms);
  int strongest = 0;
  for (size_t i = 0; i < article.terms.size(); ++i) {
    strongest = std::max<int>(strongest, article.terms[i].weight);
    EXPECT_GE(article.terms[i].weight, 255 * 36 / 100);
    if (i > 0) {
      EXPECT_LT(article.terms[i - 1].term, article.terms[i].term);
    }
  }
  EXPECT_EQ(strongest, 255);
  EXPECT_TRUE(TermWeights("en").Weigh({}).terms.empty());
}

TEST(TermWeightsTest, OfTermsThatWeighTheSameTheFirstOnesAreKept) {
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) texts.push_back("term" + std::to_string(i));
  auto terms = Terms(texts);
  // Fifty are stronger, and fifty weaker.
  for (size_t i = 0; i < 50; ++i) terms[i].weight = 2;
  for (size_t i = 50; i < 150; ++i) terms[i].weight = 1.5;
  for (size_t i = 150; i < 200; ++i) terms[i].weight = 1;
  std::vector<uint64_t> expected;
  for (size_t i = 50; i < 150; ++i) expected.push_back(terms[i].term);
  std::sort(expected.begin(), expected.end());
  expected.resize(kMostTerms - 50);
  for (size_t i = 0; i < 50; ++i) expected.push_back(terms[i].term);
  std::sort(expected.begin(), expected.end());
  std::vector<uint64_t> kept;
  for (const WeightedTerm& term : TermWeights("en").Weigh(terms).terms) {
    kept.push_back(term.term);
  }
  EXPECT_EQ(kept, expected);
}

TEST(TermWeightsTest, WithALookupTheyAreTheSame) {
  std::mt19937_64 random(9);
  const auto article = [&random] {
    std::vector<PreparedTerm> terms;
    std::set<uint64_t> own;
    while (own.size() < 150) {
      // Some terms are of many articles, some of one alone.
      const uint64_t rank = random() % 4 == 0 ? random() % 300 : random();
      own.insert(rank * 0x9E3779B97F4A7C15);
    }
    for (const uint64_t term : own) {
      PreparedTerm& prepared = terms.emplace_back();
      prepared.term = term;
      prepared.weight = 1 + static_cast<float>(random() % 8) / 4;
    }
    return terms;
  };
  TermCounts counts;
  std::vector<std::vector<PreparedTerm>> articles;
  for (int i = 0; i < 1'200; ++i) articles.push_back(article());
  for (const auto& terms : articles) counts.Add(terms, 0);
  TermWeights weights("en", counts);
  std::vector<SparseVector> sample;
  for (int i = 0; i < 200; ++i) {
    sample.push_back(weights.Sparse(articles[static_cast<size_t>(i)]));
  }
  weights.TrainLatentSpace(sample, articles.size());
  ASSERT_TRUE(weights.HasLatentSpace());
  for (int i = 0; i < 50; ++i) articles.push_back(article());
  for (const bool counted : {true, false}) {
    for (const auto& terms : articles) {
      const WeightedArticle expected = weights.Weigh(terms, counted);
      weights.MakeLookup();
      const WeightedArticle found = weights.Weigh(terms, counted);
      weights.DropLookup();
      ASSERT_EQ(found.latent, expected.latent);
      ASSERT_EQ(found.terms.size(), expected.terms.size());
      for (size_t i = 0; i < found.terms.size(); ++i) {
        ASSERT_EQ(found.terms[i].term, expected.terms[i].term);
        ASSERT_EQ(found.terms[i].number, expected.terms[i].number);
        ASSERT_EQ(found.terms[i].weight, expected.terms[i].weight);
      }
    }
  }
}

TEST(TermWeightsTest, VersionsNameWhatTheyWereMadeFrom) {
  TermCounts a;
  TermCounts b;
  a.Add(Terms({"ferry", "osterby"}), 0);
  a.Add(Terms({"rye"}), 0);
  b.Add(Terms({"rye"}), 0);
  b.Add(Terms({"osterby", "ferry"}), 0);
  EXPECT_EQ(TermWeights("en", a).version(), TermWeights("en", b).version());
  b.Add(Terms({"rye"}), 0);
  EXPECT_NE(TermWeights("en", a).version(), TermWeights("en", b).version());
  EXPECT_EQ(TermWeights("en", a).version().size(), 16u);
  EXPECT_EQ(TermWeights("en", a).latent_version(), "");
}

}  // namespace
}  // namespace byline::recommendation
