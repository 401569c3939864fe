#include "tests/quality/summary/rouge/system_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/quality/summary/peers/lead.h"
#include "tests/quality/summary/rouge/report.h"
#include "tests/testing/temp_folder.h"

namespace byline::quality {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ReferenceArticle Article(const std::string& id, const std::string& body,
                         const std::vector<std::string>& references) {
  return {id, "", body, "en", references};
}

WrittenSummary Summary(const std::vector<std::string>& points) {
  WrittenSummary summary;
  for (const std::string& point : points)
    summary.points.push_back({point, {}, {}});
  return summary;
}

class SystemScoreTest : public ::testing::Test {
 protected:
  const std::vector<ReferenceArticle> articles_ = {
      Article("a", "Ana Lisk sold the mill. She said so on Monday.",
              {"Ana Lisk sold the mill."}),
      Article("b", "One boat. Two boats.", {"Three"}),
      Article("c", "No reference here.", {})};
};

TEST_F(SystemScoreTest, AMissingArticleScoresZeroAndIsCounted) {
  const SystemScore score =
      ScoreSystem(articles_, {{"a", Summary({"Ana Lisk sold the mill."})}}, 0);
  EXPECT_EQ(score.articles, 3);
  EXPECT_EQ(score.scored, 2);
  EXPECT_EQ(score.missing, 2);
  EXPECT_EQ(score.empty, 2);
  EXPECT_DOUBLE_EQ(score.rouge1, 50);
  EXPECT_DOUBLE_EQ(score.mean, 50);
  EXPECT_DOUBLE_EQ(score.exact, 100);
  EXPECT_DOUBLE_EQ(score.words_a_point, 5);
}

TEST_F(SystemScoreTest, OnlyTheFirstPointsCount) {
  const WrittenSummaries summaries = {
      {"a", Summary({"Ana Lisk sold the mill.", "She said so on Monday."})}};
  EXPECT_EQ(ScoreSystem(articles_, summaries, 1).points, 1);
  EXPECT_EQ(ScoreSystem(articles_, summaries, 0).points, 2);
}

TEST_F(SystemScoreTest, SharesAreOfThePoints) {
  const SystemScore score =
      ScoreSystem(articles_,
                  {{"a", Summary({"She said so on Monday."})},
                   {"b", Summary({"One \"boat.", "Three boats."})}},
                  0);
  EXPECT_NEAR(score.dangling, 100.0 / 3, 1e-9);
  EXPECT_NEAR(score.grounded, 200.0 / 3, 1e-9);
  EXPECT_NEAR(score.unbalanced_quotes, 100.0 / 3, 1e-9);
}

TEST_F(SystemScoreTest, TimeIsToldOnlyWhereEveryArticleHasIt) {
  WrittenSummaries summaries;
  for (const ReferenceArticle& article : articles_) {
    summaries[article.id] = Summary({"x"});
    summaries[article.id].milliseconds = 2;
  }
  EXPECT_EQ(ScoreSystem(articles_, summaries, 0).milliseconds, 2.0);
  summaries["b"].milliseconds.reset();
  EXPECT_EQ(ScoreSystem(articles_, summaries, 0).milliseconds, std::nullopt);
}

TEST(BootstrapTest, EqualDifferencesHaveNoWidth) {
  const Interval interval = Bootstrap(std::vector<double>(50, 1.5));
  EXPECT_DOUBLE_EQ(interval.mean, 1.5);
  EXPECT_DOUBLE_EQ(interval.low, 1.5);
  EXPECT_DOUBLE_EQ(interval.high, 1.5);
}

TEST(BootstrapTest, TheIntervalIsThatOfTheNormalForManyDraws) {
  // Half 0, half 1: standard error of the mean 0.5 / sqrt(400) = 0.025.
  std::vector<double> differences(400);
  for (size_t i = 0; i < differences.size(); i += 2) differences[i] = 1;
  const Interval interval = Bootstrap(differences);
  EXPECT_DOUBLE_EQ(interval.mean, 0.5);
  EXPECT_NEAR(interval.low, 0.5 - 1.96 * 0.025, 0.005);
  EXPECT_NEAR(interval.high, 0.5 + 1.96 * 0.025, 0.005);
}

TEST(BootstrapTest, NothingGivesZero) { EXPECT_EQ(Bootstrap({}).mean, 0); }

TEST(LeadTest, TakesTheFirstSentencesWithTheirPlaces) {
  const ReferenceArticle article =
      Article("a", "Rain fell. * * *\nThe dam held. Night came.", {});
  const WrittenSummary lead = LeadSummary(article, 2);
  ASSERT_THAT(lead.points, SizeIs(2));
  EXPECT_EQ(lead.points[1].text, "The dam held.");
  EXPECT_EQ(article.body.substr(lead.points[1].source->begin, 13),
            "The dam held.");
  EXPECT_THAT(LeadSummary(Article("b", "", {}), 2).points, IsEmpty());
}

class SummaryFilesTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& content) {
    testing::WriteFile(folder_.File("lines.jsonl"), content);
    return folder_.File("lines.jsonl");
  }

  testing::TempFolder folder_;
};

TEST_F(SummaryFilesTest, ReadsArticlesWithTheLinesOfTheirSummaries) {
  const auto articles = ReadReferenceArticles(
      Write(R"({"id":"a","body":"Rain.","summary":"One.\n \nTwo.","lang":"en"})"
            "\n\n"));
  ASSERT_TRUE(articles.ok());
  ASSERT_THAT(*articles, SizeIs(1));
  EXPECT_THAT(articles->front().references,
              ::testing::ElementsAre("One.", "Two."));
  EXPECT_EQ(articles->front().language, "en");
}

TEST_F(SummaryFilesTest, ReadsPointsAsObjectsAndAsTexts) {
  const auto summaries = ReadWrittenSummaries(Write(
      R"({"id":"a","ms":1.5,"key_points":["One.",{"text":"Two.","begin":3,)"
      R"("end":9,"deletions":[{"begin":4,"end":5}]}]})"));
  ASSERT_TRUE(summaries.ok());
  const WrittenSummary& summary = summaries->at("a");
  ASSERT_THAT(summary.points, SizeIs(2));
  EXPECT_EQ(summary.points[0].text, "One.");
  EXPECT_FALSE(summary.points[0].source.has_value());
  EXPECT_EQ(summary.points[1].source, (text::ByteRange{3, 9}));
  EXPECT_THAT(*summary.points[1].deletions, SizeIs(1));
  EXPECT_EQ(summary.milliseconds, 1.5);
}

TEST_F(SummaryFilesTest, NamesTheLineThatIsWrong) {
  EXPECT_THAT(std::string(ReadWrittenSummaries(Write("{\"id\":\"a\"}\n[]\n"))
                              .status()
                              .message()),
              HasSubstr(":2: not a JSON object"));
  EXPECT_THAT(
      std::string(ReadWrittenSummaries(Write("{\"id\":\"a\"}\n{\"id\":\"a\"}"))
                      .status()
                      .message()),
      HasSubstr(":2: id a is given twice"));
  EXPECT_THAT(
      std::string(ReadReferenceArticles("no/such.jsonl").status().message()),
      HasSubstr("no/such.jsonl: cannot be read"));
}

TEST(TableReportTest, HasARowForEachSystemAndADashForAnUnknownTime) {
  SystemScore score;
  score.rouge1 = 30.123;
  score.by_article = {1, 2};
  const std::string table = TableReport({{"peer", score}}, {"LEAD-3", score});
  EXPECT_THAT(table, HasSubstr("| peer"));
  EXPECT_THAT(table, HasSubstr("30.12"));
  EXPECT_THAT(table, HasSubstr("+0.00 (+0.00 to +0.00)"));
  EXPECT_THAT(table, HasSubstr("|   - |"));
}

}  // namespace
}  // namespace byline::quality
