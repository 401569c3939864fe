#include "tests/quality/recommendation/similar_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/quality/recommendation/similar_report.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Four reports of the flood at Osterby, two of which are near-copies; a strike
// in the same section, and a match of another.
LabelledArchive FloodArchive() {
  LabelledArchive archive;
  const auto add = [&](const char* id, const char* body, const char* event,
                       const char* topic) {
    OfflineArticle& article = archive.articles.emplace_back();
    article.id = id;
    article.body = body;
    archive.events.emplace_back(event);
    archive.topics.push_back({topic});
    archive.languages.emplace_back("en");
  };
  add("flood", "The river rose over the quay of Osterby last night again",
      "flood", "local");
  add("copy", "The river rose over the quay of Osterby last night, again now",
      "flood", "local");
  add("shelter", "Families sleep in a school gym while pumps run in Osterby",
      "flood", "local");
  add("strike", "Bus drivers of the island stop work on Monday over pay",
      "strike", "local");
  add("match", "Two late goals give the harbour side a first cup final win",
      "match", "sport");
  add("wages", "Drivers and the council meet a mediator about wages and hours",
      "strike", "local");
  return archive;
}

RankedLists Lists(const std::map<std::string, std::vector<std::string>>& ids) {
  RankedLists lists;
  for (const auto& [id, similar] : ids) lists[id].similar = similar;
  return lists;
}

double Discount(int rank) { return 1 / std::log2(rank + 1); }

TEST(SimilarScoreTest, ScoresByHand) {
  const LabelledArchive archive = FloodArchive();
  const SimilarScorer scorer(archive, /*min_words=*/5);
  const SimilarScore score =
      scorer.Score(Lists({{"flood", {"strike", "copy", "shelter"}}}));
  EXPECT_TRUE(score.by_event);
  // flood, copy, shelter, strike, wages.
  ASSERT_EQ(score.all.queries, 5);
  ASSERT_EQ(score.distinct.queries, 5);
  // Ideal of "flood": copy, shelter, then strike and wages of its topic.
  const double ideal =
      3 * Discount(1) + 3 * Discount(2) + Discount(3) + Discount(4);
  EXPECT_NEAR(score.all.ndcg5,
              (Discount(1) + 3 * Discount(2) + 3 * Discount(3)) / ideal / 5,
              1e-9);
  // Without the near-copy: shelter, strike, wages.
  const double distinct_ideal = 3 * Discount(1) + Discount(2) + Discount(3);
  EXPECT_NEAR(score.ndcg5_by_query[0],
              (Discount(1) + 3 * Discount(2)) / distinct_ideal, 1e-9);
  EXPECT_NEAR(score.distinct.ndcg5, score.ndcg5_by_query[0] / 5, 1e-9);
  EXPECT_EQ(score.distinct.precision1, 0);
  EXPECT_NEAR(score.all.recall5, 1.0 / 5, 1e-9);
  EXPECT_NEAR(score.distinct.recall5, 1.0 / 5, 1e-9);
  EXPECT_EQ(score.missing, 5);
  EXPECT_NEAR(score.empty_lists, 5.0 / 6, 1e-9);
  EXPECT_NEAR(score.mean_length, 3.0 / 6, 1e-9);
}

TEST(SimilarScoreTest, ThePerfectListScoresOne) {
  const LabelledArchive archive = FloodArchive();
  const SimilarScore score =
      SimilarScorer(archive, 5)
          .Score(Lists({{"flood", {"shelter", "strike", "wages"}},
                        {"copy", {"shelter", "strike", "wages"}},
                        {"shelter", {"flood", "strike", "wages"}},
                        {"strike", {"wages", "flood", "shelter"}},
                        {"wages", {"strike", "copy", "shelter"}}}));
  EXPECT_NEAR(score.distinct.ndcg5, 1, 1e-9);
  EXPECT_NEAR(score.distinct.ndcg10, 1, 1e-9);
  EXPECT_EQ(score.distinct.precision1, 1);
  EXPECT_EQ(score.distinct.recall5, 1);
  EXPECT_LT(score.all.ndcg5, 1);
  EXPECT_EQ(score.lists_with_copies, 0);
}

TEST(SimilarScoreTest, WhatCannotHaveARankIsCountedAndLeftOut) {
  const LabelledArchive archive = FloodArchive();
  const SimilarScorer scorer(archive, 5);
  const SimilarScore score = scorer.Score(
      Lists({{"flood", {"flood", "nobody", "shelter", "shelter", "strike"}},
             {"stranger", {}}}));
  EXPECT_EQ(score.unknown, 2);
  EXPECT_EQ(score.repeated, 1);
  EXPECT_NEAR(score.lists_with_self, 1.0 / 6, 1e-9);
  EXPECT_EQ(score.ndcg5_by_query[0],
            scorer.Score(Lists({{"flood", {"shelter", "strike"}}}))
                .ndcg5_by_query[0]);
}

TEST(SimilarScoreTest, CountsListsWithWhatMustNotBeThere) {
  LabelledArchive archive = FloodArchive();
  archive.languages[4] = "da";
  archive.languages[3] = "";
  archive.articles[5].body = "More follows soon";
  const SimilarScore score = SimilarScorer(archive, 5)
                                 .Score(Lists({{"flood", {"copy"}},
                                               {"copy", {"match", "strike"}},
                                               {"shelter", {"flood", "copy"}},
                                               {"strike", {"wages"}},
                                               {"wages", {}}}));
  EXPECT_NEAR(score.lists_with_copies, 2.0 / 4, 1e-9);
  EXPECT_NEAR(score.lists_with_other_language, 1.0 / 4, 1e-9);
  EXPECT_NEAR(score.lists_with_little_text, 1.0 / 4, 1e-9);
}

TEST(SimilarScoreTest, WhereNoArticleHasAnEventTopicsCount) {
  LabelledArchive archive = FloodArchive();
  for (std::string& event : archive.events) event.clear();
  const SimilarScore score =
      SimilarScorer(archive, 5).Score(Lists({{"strike", {"flood", "match"}}}));
  EXPECT_FALSE(score.by_event);
  EXPECT_EQ(score.distinct.queries, 5);  // all but the only one of sport
  EXPECT_NEAR(score.distinct.precision1, 1.0 / 5, 1e-9);
  // Three of the four of its topic are distinct.
  EXPECT_NEAR(score.distinct.recall5, 1.0 / 3 / 5, 1e-9);
}

TEST(SimilarScoreTest, TheTableComparesWithOneSystem) {
  const LabelledArchive archive = FloodArchive();
  const SimilarScorer scorer(archive, 5);
  const NamedSimilarScore good = {"good",
                                  scorer.Score(Lists({{"flood", {"shelter"}},
                                                      {"shelter", {"flood"}},
                                                      {"strike", {"wages"}},
                                                      {"wages", {"strike"}}}))};
  const NamedSimilarScore none = {"none", scorer.Score({})};
  const quality::Interval difference =
      scorer.Difference(good.score, none.score);
  EXPECT_NEAR(difference.mean, good.score.distinct.ndcg5, 1e-9);
  EXPECT_LE(difference.low, difference.mean);
  EXPECT_GE(difference.high, difference.mean);
  const std::string table = SimilarTable(scorer, {good, none}, none);
  EXPECT_THAT(table, HasSubstr("nDCG@5 to none (95%)"));
  EXPECT_THAT(table, HasSubstr("| good "));
  EXPECT_THAT(table, HasSubstr("+0.0000 (+0.0000 to +0.0000)"));
  EXPECT_THAT(SimilarScoreJson(none.score), HasSubstr("\"ndcg5\":0.0"));
}

}  // namespace
}  // namespace byline::recommendation
