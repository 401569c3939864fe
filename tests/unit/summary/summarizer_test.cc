#include "services/summary/core/summarizer.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "services/summary/core/point_context.h"
#include "services/summary/core/reading_time.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Sentences of 7 to 22 words, four a paragraph, with some that are no points.
std::string LongBody(int sentences) {
  std::mt19937 random(79);
  std::string body;
  for (int i = 0; i < sentences; ++i) {
    absl::StrAppend(&body, i % 5 == 4 ? "However, " : "",
                    i % 7 == 3 ? "Who pays? " : "",
                    InventedSentence(i, 7 + static_cast<int>(random() % 16)),
                    i % 4 == 3 ? "\n\n" : " ");
  }
  return body;
}

std::vector<std::string> TextsOf(const std::vector<PointOfText>& points) {
  std::vector<std::string> texts;
  texts.reserve(points.size());
  for (const PointOfText& point : points) texts.push_back(point.text);
  return texts;
}

SummaryOfText SummaryOf(const std::string& body, const SummaryOptions& options,
                        const std::string& headline = "") {
  return Summarize(DocumentOfBody(headline, body, "en"), options);
}

TEST(SummarizerTest, GivesAsManyPointsAsAskedForOrSuitTheText) {
  const std::string body = LongBody(80);
  for (int points = 1; points <= kMostPoints; ++points)
    EXPECT_EQ(SummaryOf(body, {.points = points}).points.size(),
              static_cast<size_t>(points));
  EXPECT_EQ(SummaryOf(body, {.points = 99}).points.size(),
            static_cast<size_t>(kMostPoints));
  EXPECT_EQ(SummaryOf(body, {.points = -3}).points.size(), 1U);
  EXPECT_EQ(SummaryOf(body, {}).points.size(), 5U);
  EXPECT_EQ(SummaryOf(LongBody(40), {}).points.size(), 4U);
  EXPECT_EQ(SummaryOf(LongBody(12), {}).points.size(), 3U);
}

TEST(SummarizerTest, PointsHaveTheMostWordsAskedFor) {
  const std::string body = LongBody(80);
  size_t longest = 0;
  for (int most : {8, 10, 15, 60}) {
    const SummaryOfText summary =
        SummaryOf(body, {.points = 6, .most_point_words = most});
    ASSERT_EQ(summary.points.size(), 6U) << most;
    for (const PointOfText& point : summary.points) {
      const auto words = static_cast<size_t>(text::CountWords(point.text));
      EXPECT_LE(words, static_cast<size_t>(most)) << point.text;
      longest = std::max(longest, words);
    }
  }
  // The limit is what held the others back.
  EXPECT_GT(longest, 15U);
}

TEST(SummarizerTest, FewFitSentencesAreFilledUpToThree) {
  const std::string long_one = InventedSentence(7, 70);
  const std::string body = absl::StrCat(
      "Gulls nest here. Storm Hedda tore the old pier from the quay. Who "
      "pays? However, the council of Port Ann has no money left. ",
      long_one);
  EXPECT_THAT(
      TextsOf(SummaryOf(body, {.points = 5}).points),
      ElementsAre("Gulls nest here.",
                  "Storm Hedda tore the old pier from the quay.", long_one));
  // What reads badly alone comes only where there is nothing else.
  EXPECT_THAT(TextsOf(SummaryOf("Who pays? However, the council of Port Ann "
                                "has no money left for lanterns.",
                                {})
                          .points),
              ElementsAre("However, the council of Port Ann has no money left "
                          "for lanterns."));
}

TEST(SummarizerTest, TwelveOfTheBestAreSearched) {
  std::string body;
  // Nine that repeat one another are better than three others.
  for (int i = 0; i < 12; ++i)
    absl::StrAppend(
        &body, i < 9 ? InventedSentence(99, 20) : InventedSentence(i, 10), " ");
  const auto longest = SummaryModel::Parse("sentence words 0 1 1");
  ASSERT_TRUE(longest.ok());
  EXPECT_EQ(Summarize(DocumentOfBody("", body, "en"), {.points = 5}, *longest)
                .points.size(),
            4U);
}

TEST(SummarizerTest, TheAbstractHasTheWordsAskedFor) {
  const std::string body = LongBody(80);
  for (int most : {30, 100, 300}) {
    const AbstractOfText abstract =
        SummaryOf(body, {.most_abstract_words = most}).abstract;
    EXPECT_GE(abstract.word_count, most * 6 / 10);
    EXPECT_LE(abstract.word_count, most);
    EXPECT_EQ(abstract.word_count, text::CountWords(abstract.text));
  }
}

TEST(SummarizerTest, SpansAreTheBytesOfTheTextLessTheDeletions) {
  const std::string body =
      "PORT ANN (AP) - On Monday, Mayor Ana Rell (pictured) opened the pier.";
  const SourceDocument document = DocumentOfBody("", body, "en");
  const SummaryOfText summary = Summarize(document, {});
  ASSERT_EQ(summary.points.size(), 1U);
  const PointOfText& point = summary.points[0];
  EXPECT_EQ(point.text, "Mayor Ana Rell opened the pier.");
  EXPECT_EQ(TextOf(document, point.source), body);
  std::vector<std::string> deleted;
  for (const DeletionOfText& deletion : point.deletions)
    deleted.emplace_back(TextOf(document, deletion.span));
  EXPECT_THAT(deleted,
              ElementsAre("PORT ANN (AP) - ", "On Monday, ", " (pictured)"));
  EXPECT_EQ(summary.abstract.text, point.text);
  EXPECT_EQ(summary.abstract.deletions, point.deletions);
  EXPECT_THAT(summary.abstract.sources, ElementsAre(point.source));
  ASSERT_TRUE(summary.one_line.has_value());
  EXPECT_EQ(summary.one_line->text, point.text);
  EXPECT_EQ(summary.one_line->deletions, point.deletions);
}

TEST(SummarizerTest, ExplainsAllSentencesInTheirOrder) {
  const SourceDocument document = DocumentOfBody(
      "Old pier of Port Ann to be rebuilt",
      "By Jo Mir\n\nThe council of the town voted for fourteen million crowns. "
      "Who pays? It rained. However, nobody of the anglers left the hall. "
      "The old pier of Port Ann is to be rebuilt.\n\n"
      "Storm Hedda had torn the lanterns from the quay in winter.",
      "en");
  const SummaryOfText summary =
      Summarize(document, {.points = 1, .explain = true});
  std::vector<std::string> texts;
  std::vector<std::string> gates;
  std::vector<SourceSpan> chosen;
  for (const ExplainedSentence& sentence : summary.explanations) {
    texts.emplace_back(TextOf(document, sentence.source));
    gates.emplace_back(GateName(sentence.gate));
    if (sentence.chosen) chosen.push_back(sentence.source);
    EXPECT_EQ(SummaryModel::Shipped().Score(sentence.features), sentence.score);
    EXPECT_EQ(sentence.contributions[FeatureAt("words")],
              SummaryModel::Shipped().Contribution(FeatureAt("words"),
                                                   sentence.features));
  }
  ASSERT_EQ(texts.size(), 7U);
  EXPECT_EQ(texts.front(), "By Jo Mir");
  EXPECT_EQ(texts.back(),
            "Storm Hedda had torn the lanterns from the quay in winter.");
  EXPECT_THAT(gates, ElementsAre("boilerplate", "", "question", "too_short",
                                 "needs_neighbour", "headline", ""));
  ASSERT_EQ(summary.points.size(), 1U);
  EXPECT_THAT(chosen, ElementsAre(summary.points[0].source));
}

TEST(SummarizerTest, WhatIsChosenIsExplainedAsThePoints) {
  const std::string body = LongBody(60);
  const SummaryOfText summary =
      SummaryOf(body, {.points = 8, .explain = true}, "Harbour3 word3x1");
  std::vector<SourceSpan> chosen;
  std::vector<double> scores;
  size_t last_begin = 0;
  for (const ExplainedSentence& sentence : summary.explanations) {
    EXPECT_GE(sentence.source.begin, last_begin);
    last_begin = sentence.source.begin;
    if (!sentence.chosen) continue;
    EXPECT_EQ(sentence.gate, Gate::kOpen);
    chosen.push_back(sentence.source);
    scores.push_back(sentence.score);
  }
  ASSERT_EQ(chosen.size(), summary.points.size());
  for (size_t i = 0; i < chosen.size(); ++i) {
    EXPECT_EQ(chosen[i], summary.points[i].source);
    EXPECT_EQ(scores[i], summary.points[i].score);
  }
  EXPECT_THAT(SummaryOf(body, {}).explanations, IsEmpty());
}

TEST(SummarizerTest, WhatCameWithItsNeighbourHasNoShutGate) {
  const SummaryOfText summary = SummaryOf(
      "Mayor Ana Rell spoke for an hour in the hall. She promised lanterns "
      "and a platform for the old pier.",
      {.points = 2, .explain = true});
  ASSERT_EQ(summary.explanations.size(), 2U);
  for (const ExplainedSentence& sentence : summary.explanations) {
    EXPECT_TRUE(sentence.chosen);
    EXPECT_EQ(sentence.gate, Gate::kOpen);
  }
}

TEST(SummarizerTest, TheListThatTheArticleBringsAlongIsTold) {
  const std::string body =
      absl::StrCat(LongBody(12),
                   "\n\nIn short, the meeting brought several key points:\n\n"
                   "• The council of Port Ann will rebuild the old pier.\n"
                   "• Anglers keep the platform at its far end.\n");
  const SummaryOfText summary = SummaryOf(body, {.points = 10});
  EXPECT_THAT(TextsOf(summary.own_points),
              ElementsAre("The council of Port Ann will rebuild the old pier.",
                          "Anglers keep the platform at its far end."));
  ASSERT_FALSE(summary.points.empty());
  for (const PointOfText& point : summary.points) {
    EXPECT_LT(point.source.begin, body.find("In short"));
    for (const PointOfText& own : summary.own_points)
      EXPECT_NE(point.text, own.text);
  }
  EXPECT_EQ(summary.abstract.text.find("Anglers keep"), std::string::npos);
  EXPECT_THAT(SummaryOf(LongBody(12), {}).own_points, IsEmpty());
}

TEST(SummarizerTest, TwoCallsGiveTheSame) {
  const std::string body = LongBody(70);
  const SummaryOptions options{.explain = true};
  const SummaryOfText one = SummaryOf(body, options, "Harbour5");
  const SummaryOfText other = SummaryOf(body, options, "Harbour5");
  EXPECT_EQ(TextsOf(one.points), TextsOf(other.points));
  EXPECT_EQ(one.abstract.text, other.abstract.text);
  EXPECT_EQ(one.abstract.sources, other.abstract.sources);
  ASSERT_TRUE(one.one_line && other.one_line);
  EXPECT_EQ(one.one_line->text, other.one_line->text);
  ASSERT_EQ(one.explanations.size(), other.explanations.size());
  for (size_t i = 0; i < one.explanations.size(); ++i) {
    EXPECT_EQ(one.explanations[i].score, other.explanations[i].score);
    EXPECT_EQ(one.explanations[i].features, other.explanations[i].features);
  }
}

TEST(SummarizerTest, ATextWithASentenceHasAPointAndAnAbstract) {
  for (const std::string body :
       {"Who pays?", "• Gull", "He left.", "By Jo Mir", "Read more: the pier.",
        "“We shall rebuild the pier before the winter comes.”", "The pier (old",
        "Key points:\n\n• Gull\n• Tern", "Gulls:", "14", "However, it rained.",
        "港口", "Pier falls again", "\"", "On Monday, he"}) {
    for (const char* headline : {"", "Pier falls"}) {
      const SummaryOfText summary = SummaryOf(body, {}, headline);
      const bool has_words = body != "\"";
      EXPECT_EQ(!summary.points.empty(), has_words) << body;
      EXPECT_EQ(!summary.abstract.text.empty(), has_words) << body;
    }
  }
  EXPECT_FALSE(SummaryOf(InventedSentence(1, 400), {}).points.empty());
  EXPECT_THAT(SummaryOf("", {}).points, IsEmpty());
}

TEST(SummarizerTest, ReadingTimeCountsTheTextsWords) {
  std::string body;
  for (int i = 0; i < 10; ++i)
    absl::StrAppend(&body, InventedSentence(i, 20), " ");
  EXPECT_EQ(SummaryOf(body, {}).reading_seconds, ReadingSeconds(200, "en"));
  EXPECT_EQ(SummaryOf("", {}).reading_seconds, 0);
}

TEST(SummarizerTest, OtherWeightsChooseOtherSentences) {
  const std::string body = LongBody(30);
  const auto shortest = SummaryModel::Parse("sentence words 0 1 -1");
  const auto longest = SummaryModel::Parse("sentence words 0 1 1");
  ASSERT_TRUE(shortest.ok() && longest.ok());
  const SourceDocument document = DocumentOfBody("", body, "en");
  const SummaryOfText one = Summarize(document, {.points = 1}, *shortest);
  const SummaryOfText other = Summarize(document, {.points = 1}, *longest);
  EXPECT_LT(text::CountWords(one.points.at(0).text),
            text::CountWords(other.points.at(0).text));
}

TEST(SummarizerTest, TheVersionNamesAlgorithmAndWeights) {
  EXPECT_EQ(SummaryAlgorithm().substr(0, 11), "salience-1-");
  EXPECT_EQ(SummaryAlgorithm().size(), 19U);
  EXPECT_NE(SummaryAlgorithm(), "salience-1-811c9dc5");  // of no weights
}

}  // namespace
}  // namespace byline::summary
