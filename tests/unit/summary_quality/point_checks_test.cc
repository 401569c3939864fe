#include "tests/quality/summary/rouge/point_checks.h"

#include <gtest/gtest.h>

namespace byline::quality {
namespace {

using text::ByteRange;

constexpr absl::string_view kBody =
    "Café owner Ana Lisk, who is 40, did not sell. She said so on Monday. "
    "\"Rain fell,\" he added.";

ByteRange RangeOf(absl::string_view part) {
  const size_t begin = kBody.find(part);
  return {begin, begin + part.size()};
}

const ByteRange kFirst =
    RangeOf("Café owner Ana Lisk, who is 40, did not sell.");

WrittenPoint Point(const std::string& text) { return {text, {}, {}}; }

class PointChecksTest : public ::testing::Test {
 protected:
  int CountDangling(const std::vector<WrittenPoint>& points) {
    std::vector<PointCheck> checks;
    checks.reserve(points.size());
    for (const WrittenPoint& point : points)
      checks.push_back(checker_.Check(point));
    return checker_.CountDangling(points, checks);
  }

  const PointChecker checker_{kBody, "en"};
};

TEST_F(PointChecksTest, ARunOfWordsOfTheBodyIsExact) {
  const PointCheck check = checker_.Check(Point("She said so on Monday."));
  EXPECT_TRUE(check.grounded);
  EXPECT_TRUE(check.exact);
  EXPECT_EQ(check.place, RangeOf("She said so on Monday."));
}

TEST_F(PointChecksTest, WordsLeftOutAreGroundedButNotExact) {
  const PointCheck check = checker_.Check(Point("Ana Lisk did not sell."));
  EXPECT_TRUE(check.grounded);
  EXPECT_FALSE(check.exact);
}

TEST_F(PointChecksTest, OtherWordsAreNotGrounded) {
  const PointCheck check = checker_.Check(Point("Ana Lisk did so well."));
  EXPECT_FALSE(check.grounded);
  EXPECT_FALSE(check.place.has_value());
}

TEST_F(PointChecksTest, WordsFromHereAndThereAreNotGrounded) {
  std::string body = "Alpha";
  for (int i = 0; i < 20; ++i) body += " word";
  body += " omega.";
  const PointChecker checker(body, "en");
  EXPECT_FALSE(checker.Check(Point("Alpha omega.")).grounded);
}

TEST_F(PointChecksTest, OnlyTheSourceThatIsToldIsLookedAt) {
  EXPECT_FALSE(checker_.Check({"She said so on Monday.", kFirst, {}}).grounded);
}

TEST_F(PointChecksTest, APointIsItsSourceLessTheDeletions) {
  const ByteRange clause = RangeOf(" who is 40,");
  EXPECT_TRUE(checker_
                  .Check({"Café owner Ana Lisk did not sell.", kFirst,
                          std::vector<ByteRange>{clause}})
                  .exact);
  EXPECT_FALSE(checker_
                   .Check({"Ana Lisk did not sell.", kFirst,
                           std::vector<ByteRange>{clause}})
                   .exact);
}

TEST_F(PointChecksTest, OfNoDeletionsThePointIsTheWholeSource) {
  const std::vector<ByteRange> none;
  EXPECT_FALSE(checker_.Check({"Ana Lisk", kFirst, none}).exact);
  EXPECT_TRUE(checker_
                  .Check({"Café owner Ana Lisk, who is 40, did not sell.",
                          kFirst, none})
                  .exact);
}

TEST_F(PointChecksTest, TheFirstWordMayGainACapital) {
  EXPECT_TRUE(checker_.Check(Point("Owner Ana Lisk, who is 40")).exact);
  EXPECT_TRUE(checker_.Check(Point("café owner Ana")).exact);
  EXPECT_FALSE(checker_.Check(Point("owner ana lisk")).grounded);
}

TEST_F(PointChecksTest, RangesOutsideTheBodyAreNotGrounded) {
  EXPECT_FALSE(checker_.Check({"sell", ByteRange{500, 600}, {}}).grounded);
  EXPECT_FALSE(checker_.Check({"sell", ByteRange{40, 10}, {}}).grounded);
}

TEST_F(PointChecksTest, APronounDanglesUnlessTheSentenceBeforeIsChosen) {
  EXPECT_EQ(CountDangling({Point("She said so on Monday.")}), 1);
  EXPECT_EQ(CountDangling({Point("Café owner Ana Lisk, who is 40"),
                           Point("She said so on Monday.")}),
            0);
}

TEST_F(PointChecksTest, TheFirstSentenceNeverDangles) {
  const PointChecker checker("He left the old harbour. Rain fell.", "en");
  const std::vector<WrittenPoint> points = {Point("He left the old harbour.")};
  EXPECT_EQ(checker.CountDangling(points, {checker.Check(points[0])}), 0);
}

TEST_F(PointChecksTest, APronounOutsideTheBodyDangles) {
  EXPECT_EQ(CountDangling({Point("They were never there.")}), 1);
}

TEST(OpensDanglingTest, KnowsPronounsConnectivesAndPhrases) {
  EXPECT_TRUE(OpensDangling("She said so."));
  EXPECT_TRUE(OpensDangling("“It’s late.”"));
  EXPECT_TRUE(OpensDangling("In fact they left."));
  EXPECT_TRUE(OpensDangling("But rain fell."));
  EXPECT_TRUE(OpensDangling("This was late."));
}

TEST(OpensDanglingTest, LeavesTimesAndLongerWordsAlone) {
  EXPECT_FALSE(OpensDangling("This week rain fell."));
  EXPECT_FALSE(OpensDangling("Iterations help."));
  EXPECT_FALSE(OpensDangling("In factories they wait."));
  EXPECT_FALSE(OpensDangling(""));
}

TEST(HasUnbalancedQuotesTest, CountsEachKind) {
  EXPECT_TRUE(HasUnbalancedQuotes("He said \"no."));
  EXPECT_TRUE(HasUnbalancedQuotes("He said “no."));
  EXPECT_TRUE(HasUnbalancedQuotes("Il dit «non."));
  EXPECT_TRUE(HasUnbalancedQuotes("He said ‘no."));
  EXPECT_FALSE(HasUnbalancedQuotes("“no” it’s \"so\""));
}

}  // namespace
}  // namespace byline::quality
