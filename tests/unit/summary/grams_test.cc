#include "services/summary/core/grams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/summary/core/salience.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The gram of two terms by their words, or of one; null where there is none.
const Gram* GramOf(const Grams& grams, const TermSpace& space,
                   const std::string& words) {
  const std::vector<int> terms = space.FindTerms(words);
  for (const Gram& gram : grams.grams) {
    if (gram.term == terms.front() && gram.other == terms.back()) return &gram;
  }
  return nullptr;
}

class GramsTest : public ::testing::Test {
 protected:
  void Read(const std::vector<std::string>& texts, int boilerplate = -1,
            int own_summary = -1) {
    sentences_ = SentencesOf(texts);
    if (boilerplate >= 0) sentences_[boilerplate].boilerplate = true;
    if (own_summary >= 0) sentences_[own_summary].own_summary = true;
    space_.emplace("", "en", sentences_);
    grams_ = CollectGrams(sentences_, *space_);
  }
  const Gram* Term(const std::string& word) const {
    return GramOf(grams_.terms, *space_, word);
  }
  const Gram* Pair(const std::string& words) const {
    return GramOf(grams_.pairs, *space_, words);
  }

  std::vector<Sentence> sentences_;
  std::optional<TermSpace> space_;
  GramsOfText grams_;
};

TEST_F(GramsTest, FrequencyAndPlacesAreThoseOfTheText) {
  Read({"Herons watch the pier.", "Gulls watch gulls.", "Herons sleep.",
        "Gulls watch the ferry."});
  EXPECT_EQ(grams_.count, 4);
  const Gram* const gull = Term("gull");
  ASSERT_NE(gull, nullptr);
  EXPECT_EQ(gull->frequency, 3);
  EXPECT_EQ(gull->sentences, 2);
  EXPECT_EQ(gull->first, 1);
  EXPECT_EQ(gull->last, 3);
  const Gram* const pair = Pair("gull watch");
  ASSERT_NE(pair, nullptr);
  EXPECT_EQ(pair->frequency, 2);
  EXPECT_EQ(pair->first, 1);
  EXPECT_EQ(pair->last, 3);
  const Gram* const heron = Term("heron");
  EXPECT_EQ(heron->first, 0);
  EXPECT_EQ(heron->last, 2);
}

TEST_F(GramsTest, PairsDoNotCrossSentences) {
  Read({"Herons watch.", "Ferries sink."});
  EXPECT_NE(Pair("heron watch"), nullptr);
  EXPECT_NE(Pair("ferry sink"), nullptr);
  EXPECT_EQ(Pair("watch ferry"), nullptr);
  EXPECT_EQ(Pair("watch heron"), nullptr);  // the other way round
  EXPECT_EQ(grams_.pairs.grams.size(), 2U);
}

TEST_F(GramsTest, BoilerplateAndTheOwnSummaryCountNothing) {
  Read({"Herons watch.", "Gulls watch.", "Lanterns watch.", "Herons sleep."},
       /*boilerplate=*/1, /*own_summary=*/2);
  EXPECT_EQ(grams_.count, 2);
  EXPECT_EQ(Term("gull"), nullptr);
  EXPECT_EQ(Term("lantern"), nullptr);
  EXPECT_EQ(Term("watch")->frequency, 1);
  EXPECT_EQ(Term("heron")->last, 1);  // places do not count them either
  EXPECT_THAT(grams_.terms.of_sentence[1], IsEmpty());
  EXPECT_THAT(grams_.pairs.of_sentence[2], IsEmpty());
}

TEST_F(GramsTest, EachSentenceHoldsEachGramOnce) {
  Read({"Gulls watch gulls watch ferries.", "Ferries watch gulls."});
  EXPECT_THAT(grams_.terms.of_sentence[0], ElementsAre(0, 1, 2));
  EXPECT_THAT(grams_.terms.of_sentence[1], ElementsAre(0, 1, 2));
  EXPECT_THAT(grams_.pairs.of_sentence[0], ElementsAre(0, 1, 2));
  EXPECT_THAT(grams_.pairs.of_sentence[1], ElementsAre(1, 3));
}

TEST_F(GramsTest, FeaturesFollowTheCounts) {
  Read({"Herons watch the pier.", "Gulls watch gulls.", "Herons sleep.",
        "Gulls watch the ferry."});
  const GramReader reader(grams_, *space_);
  const auto feature = [&](const Gram& gram, absl::string_view name) {
    const auto names = GramFeatureNames();
    const auto at = std::find(names.begin(), names.end(), name);
    EXPECT_NE(at, names.end()) << name;
    return reader.FeaturesOf(gram)[at - names.begin()];
  };
  const Gram& gull = *Term("gull");
  EXPECT_DOUBLE_EQ(feature(gull, "log_frequency"), std::log(3.0));
  EXPECT_DOUBLE_EQ(feature(gull, "log_sentences"), std::log(2.0));
  EXPECT_DOUBLE_EQ(feature(gull, "sentence_share"), 0.5);
  EXPECT_DOUBLE_EQ(feature(gull, "inverse_first"), 0.5);
  EXPECT_DOUBLE_EQ(feature(gull, "first_is_0"), 0);
  EXPECT_DOUBLE_EQ(feature(gull, "first_is_1"), 1);
  EXPECT_DOUBLE_EQ(feature(gull, "relative_last"), 0.75);
  EXPECT_DOUBLE_EQ(feature(gull, "log_count"), std::log(4.0));
  EXPECT_DOUBLE_EQ(feature(gull, "least_idf"), space_->Idf(gull.term));
  EXPECT_DOUBLE_EQ(feature(gull, "cohesion"), 1);
  // "watch" stands 3 times, first in the first sentence; the pair twice.
  const Gram& pair = *Pair("gull watch");
  EXPECT_DOUBLE_EQ(feature(pair, "cohesion"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(feature(pair, "log_first_earlier"), 0);
  EXPECT_DOUBLE_EQ(feature(pair, "log_first_later"), std::log(2.0));
}

TEST_F(GramsTest, FeatureNamesAreUnique) {
  const auto names = GramFeatureNames();
  ASSERT_EQ(names.size(), kGramFeatureCount);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(),
            kGramFeatureCount);
}

TEST(SalienceTest, ExpectedNumbersAreSumsOfProbabilities) {
  GramsOfText grams;
  grams.terms.of_sentence = {{0, 1, 3}, {1, 2, 3}, {}};
  grams.pairs.of_sentence = {{0, 1}, {1}, {}};
  const Salience salience(grams, {{0.5, 0.25, 0.125, 0.0625}, {0.2, 0.1}});
  EXPECT_DOUBLE_EQ(salience.ExpectedTerms(0), 0.8125);
  EXPECT_DOUBLE_EQ(salience.ExpectedTerms(1), 0.4375);
  EXPECT_DOUBLE_EQ(salience.ExpectedTerms(2), 0);
  EXPECT_DOUBLE_EQ(salience.ExpectedPairs(0), 0.2 + 0.1);
  EXPECT_DOUBLE_EQ(salience.ExpectedPairs(1), 0.1);
  EXPECT_DOUBLE_EQ(salience.SharedTerms(0, 1), 0.3125);
  EXPECT_DOUBLE_EQ(salience.SharedTerms(1, 0), 0.3125);
  EXPECT_DOUBLE_EQ(salience.SharedTerms(0, 0), salience.ExpectedTerms(0));
  EXPECT_DOUBLE_EQ(salience.SharedTerms(0, 2), 0);
}

}  // namespace
}  // namespace byline::summary
