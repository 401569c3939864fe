#include "tests/quality/summary/rouge/rouge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::quality {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RougeTest : public ::testing::Test {
 protected:
  void ExpectScores(const std::vector<std::string>& points,
                    const std::vector<std::string>& references, double rouge1,
                    double rouge2, double rouge_lsum) {
    const RougeScores scores = scorer_.Score(points, references);
    EXPECT_NEAR(scores.rouge1, rouge1, 1e-9);
    EXPECT_NEAR(scores.rouge2, rouge2, 1e-9);
    EXPECT_NEAR(scores.rouge_lsum, rouge_lsum, 1e-9);
  }

  RougeScorer scorer_;
};

TEST_F(RougeTest, WordsAreLowerCaseRunsOfLettersAndDigits) {
  EXPECT_THAT(scorer_.Words("It's 3.5% of U.S. GDP_now — Ärger, 25½"),
              ElementsAre("it", "s", "3", "5", "of", "u", "s", "gdp", "now",
                          "ärger", "25½"));
  EXPECT_THAT(scorer_.Words("٣ خبر 新闻"), ElementsAre("٣", "خبر", "新闻"));
  EXPECT_THAT(scorer_.Words(""), IsEmpty());
  EXPECT_THAT(scorer_.Words(" .,; "), IsEmpty());
  EXPECT_THAT(scorer_.Words("ab\xFF"
                            "cd"),
              ElementsAre("ab", "cd"));
}

// Examples of Porter's paper.
TEST_F(RougeTest, LongAsciiWordsAreStemmed) {
  EXPECT_THAT(
      scorer_.Words("caresses ponies plastered motoring conflated hopping "
                    "filing happy relational digitizer vietnamization "
                    "hopefulness triplicate electricity adjustable replacement "
                    "controlling generalizations oscillators"),
      ElementsAre("caress", "poni", "plaster", "motor", "conflat", "hop",
                  "file", "happi", "relat", "digit", "vietnam", "hope",
                  "triplic", "electr", "adjust", "replac", "control", "gener",
                  "oscil"));
}

TEST_F(RougeTest, ShortWordsMixedOnesAndOtherLettersAreNotStemmed) {
  EXPECT_THAT(scorer_.Words("his was g20s années"),
              ElementsAre("his", "was", "g20s", "années"));
}

TEST_F(RougeTest, CountsOneChangedWordOfSix) {
  // 5 of 6 words, 3 of 5 pairs, 5 of 6 in order.
  ExpectScores({"the cat sat on the mat"}, {"the cat was on the mat"}, 5.0 / 6,
               3.0 / 5, 5.0 / 6);
}

TEST_F(RougeTest, TakesTheUnionOfSubsequencesAsInLinsPaper) {
  // The first point shares w1 w2, the second w1 w3 w5: four words of the line.
  ExpectScores({"w1 w2 w6 w7 w8", "w1 w3 w8 w9 w5"}, {"w1 w2 w3 w4 w5"},
               8.0 / 15, 2.0 / 13, 8.0 / 15);
}

TEST_F(RougeTest, ClipsWordsThatAreRepeated) {
  ExpectScores({"the the the"}, {"the cat"}, 0.4, 0, 0.4);
  // Both points find the one "x" of the line; it counts once.
  ExpectScores({"x a", "x b"}, {"x c"}, 2.0 / 6, 0, 2.0 / 6);
}

TEST_F(RougeTest, PairsReachOverTheEndOfAPoint) {
  ExpectScores({"one two", "three"}, {"one two three"}, 1, 1, 1);
}

TEST_F(RougeTest, OrderMattersForPairsAndSubsequences) {
  ExpectScores({"b a"}, {"a b"}, 1, 0, 0.5);
}

TEST_F(RougeTest, EqualWordsAreThoseOfEqualStem) {
  ExpectScores({"Police shooting"}, {"police shoots"}, 1, 1, 1);
}

TEST_F(RougeTest, NothingInCommonAndNothingAtAllScoreZero) {
  ExpectScores({"x"}, {"y"}, 0, 0, 0);
  ExpectScores({}, {"y"}, 0, 0, 0);
  ExpectScores({"x"}, {}, 0, 0, 0);
}

TEST_F(RougeTest, TheMeanIsOfAllThree) {
  EXPECT_NEAR(scorer_.Score({"b a"}, {"a b"}).Mean(), 0.5, 1e-9);
}

}  // namespace
}  // namespace byline::quality
