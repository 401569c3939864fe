#include "services/summary/core/model.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/summary/core/weights.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

using ::testing::HasSubstr;

SummaryModel ModelOf(absl::string_view text) {
  absl::StatusOr<SummaryModel> model = SummaryModel::Parse(text);
  EXPECT_TRUE(model.ok()) << model.status();
  return model.ok() ? *std::move(model) : SummaryModel();
}

TEST(ModelTest, ErrorsNameTheLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"sentence words 0 1 1\n\n# weights\nsentence wrods 0 1 1\n",
       "line 4: no feature is called wrods"},
      {"term words 0 1 1", "line 1: no feature is called words"},
      {"sentence log_frequency 0 1 1",
       "line 1: no feature is called log_frequency"},
      {"sentence words 0 1 heavy", "line 1: a name is followed by mean"},
      {"sentence words zero 1 1", "line 1: a name is followed by mean"},
      {"sentence words 0 0 1", "scale (above 0)"},
      {"sentence words 0 -1 1", "scale (above 0)"},
      {"sentence words 0 1 inf", "line 1: a name is followed by mean"},
      {"sentence words nan 1 1", "line 1: a name is followed by mean"},
      {"sentence words 0 1", "line 1: expected term, pair or sentence"},
      {"sentence words 0 1 1 1", "line 1: expected term, pair or sentence"},
      {"\nphrase words 0 1 1", "line 2: expected term, pair or sentence"},
      {"sentence", "line 1: expected term, pair or sentence"},
      {"choice similarity", "line 1: expected term, pair or sentence"},
      {"choice similar 1", "line 1: choice is followed by the name"},
      {"choice similarity much", "line 1: choice is followed by the name"},
  };
  for (const auto& [text, message] : cases) {
    const absl::StatusOr<SummaryModel> model = SummaryModel::Parse(text);
    ASSERT_FALSE(model.ok()) << text;
    EXPECT_EQ(model.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(model.status().message()), HasSubstr(message));
  }
}

TEST(ModelTest, WhatIsNotNamedWeighsNothing) {
  const SummaryModel model = ModelOf("\n  # nothing\r\n\n");
  Features features;
  features.fill(7);
  EXPECT_EQ(model.Score(features), 0);
  EXPECT_EQ(model.Contribution(FeatureAt("words"), features), 0);
  EXPECT_EQ(model.choice().dangling, 0);
}

TEST(ModelTest, AScoreIsTheSumOfScaledDistances) {
  const SummaryModel model = ModelOf(
      "sentence words 10 2 3\n"
      "  sentence   rank 1 0.5 -0.25  \n"
      "sentence constant 0 1 0.5\n");
  Features features{};
  features[FeatureAt("words")] = 14;
  features[FeatureAt("rank")] = 2;
  features[FeatureAt("names")] = 9;
  // 3 * (14 - 10) / 2 - 0.25 * (2 - 1) / 0.5 + 0.5
  EXPECT_DOUBLE_EQ(model.Score(features), 6);
  EXPECT_DOUBLE_EQ(model.Contribution(FeatureAt("words"), features), 6);
  EXPECT_DOUBLE_EQ(model.Contribution(FeatureAt("rank"), features), -0.5);
  EXPECT_DOUBLE_EQ(model.Contribution(FeatureAt("names"), features), 0);
}

TEST(ModelTest, EachChoiceHasItsWeight) {
  const ChoiceWeights choice =
      ModelOf(
          "choice shared_terms 1\nchoice similarity 2\nchoice neighbour 3\n"
          "choice quote_led 4\nchoice below_8_words 5\nchoice dangling -6")
          .choice();
  EXPECT_EQ(choice.shared_terms, 1);
  EXPECT_EQ(choice.similarity, 2);
  EXPECT_EQ(choice.neighbour, 3);
  EXPECT_EQ(choice.quote_led, 4);
  EXPECT_EQ(choice.below_8_words, 5);
  EXPECT_EQ(choice.dangling, -6);
}

TEST(ModelTest, ProbabilitiesOfTermsAndPairsAreLogistic) {
  const std::vector<Sentence> sentences =
      SentencesOf({"Gulls watch gulls.", "Herons watch."});
  const TermSpace space("", "en", sentences);
  const GramsOfText grams = CollectGrams(sentences, space);
  const GramProbabilities probabilities =
      ModelOf(
          "term constant 0 1 1\nterm first_is_0 0 1 2\n"
          "pair constant 0 1 -1\npair first_is_1 0.5 2 4\n")
          .Probabilities(grams, space);
  const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
  // gull, watch; heron
  ASSERT_EQ(probabilities.terms.size(), 3U);
  EXPECT_DOUBLE_EQ(probabilities.terms[0], logistic(3));
  EXPECT_DOUBLE_EQ(probabilities.terms[1], logistic(3));
  EXPECT_DOUBLE_EQ(probabilities.terms[2], logistic(1));
  // gull watch, watch gull; heron watch
  ASSERT_EQ(probabilities.pairs.size(), 3U);
  EXPECT_DOUBLE_EQ(probabilities.pairs[0], logistic(-2));
  EXPECT_DOUBLE_EQ(probabilities.pairs[1], logistic(-2));
  EXPECT_DOUBLE_EQ(probabilities.pairs[2], logistic(0));
}

TEST(ModelTest, TheShippedWeightsParseAndNameAllFeatures) {
  const absl::StatusOr<SummaryModel> parsed = SummaryModel::Parse(kWeights);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_LE(parsed->choice().dangling, -10);
  std::set<std::string> named;
  for (absl::string_view line : absl::StrSplit(kWeights, '\n')) {
    const std::vector<std::string> fields =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (fields.size() < 2 || fields[0] == "#") continue;
    EXPECT_TRUE(named.insert(absl::StrCat(fields[0], " ", fields[1])).second)
        << line;
  }
  for (absl::string_view name : FeatureNames())
    EXPECT_EQ(named.count(absl::StrCat("sentence ", name)), 1U) << name;
  for (absl::string_view name : GramFeatureNames()) {
    EXPECT_EQ(named.count(absl::StrCat("term ", name)), 1U) << name;
    EXPECT_EQ(named.count(absl::StrCat("pair ", name)), 1U) << name;
  }
  for (const char* name : {"shared_terms", "similarity", "neighbour",
                           "quote_led", "below_8_words", "dangling"})
    EXPECT_EQ(named.count(absl::StrCat("choice ", name)), 1U) << name;
}

TEST(ModelTest, ContributionsAddUpToTheScoreLessAConstant) {
  const SummaryModel& model = SummaryModel::Shipped();
  std::mt19937 random(53);
  std::string body;
  for (int i = 0; i < 20; ++i)
    absl::StrAppend(&body, RandomSentence(random, 6 + i),
                    i % 4 == 3 ? "\n\n" : " ");
  InventedText text(body, "Harbour pier storm");
  std::vector<double> constants;
  for (const Features& features : text.scored().features) {
    double sum = 0;
    for (size_t i = 0; i < kFeatureCount; ++i)
      sum += model.Contribution(i, features);
    constants.push_back(model.Score(features) - sum);
  }
  ASSERT_GE(constants.size(), 20U);
  for (double constant : constants) EXPECT_NEAR(constant, constants[0], 1e-5);
  EXPECT_NE(model.Score(text.scored().features[0]),
            model.Score(text.scored().features[19]));
}

}  // namespace
}  // namespace byline::summary
