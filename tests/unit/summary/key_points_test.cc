#include "services/summary/core/key_points.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/summary/core/body_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> PointsOf(const std::string& headline,
                                  const std::string& body, int count = 0) {
  std::vector<std::string> texts;
  for (const PointOfText& point :
       Summarize(DocumentOfBody(headline, body, "en"), {.points = count})
           .points)
    texts.push_back(point.text);
  return texts;
}

// A town of its own, so that no sentence shares much with another.
constexpr char kStory[] =
    "The council of Port Ann voted in open session to rebuild the old pier for "
    "14 "
    "million crowns.\n\n"
    "Storm Hedda had torn the pier from the quay in March and drowned two "
    "ferries. Insurers paid for the ferries within a month.\n\n"
    "Mayor Ana Rell promised that anglers would keep their platform at the far "
    "end. But she did not say when.\n\n"
    "“Nobody here can picture the town without it,” the harbour master Jo Mir "
    "said. Who will pay for the lights?\n\n"
    "Opponents want a ferry terminal instead, with a car park and a market "
    "hall under one roof.\n\n"
    "Read more: the pier in pictures.";

TEST(KeyPointsTest, CountFollowsTheLengthOfTheText) {
  EXPECT_EQ(PointCountFor(80), 3);
  EXPECT_EQ(PointCountFor(400), 4);
  EXPECT_EQ(PointCountFor(900), 4);
  EXPECT_EQ(PointCountFor(901), 5);
}

TEST(KeyPointsTest, AreAsManyAsAskedForInTheOrderOfTheText) {
  for (int count : {1, 2, 3, 4}) {
    const std::vector<std::string> points = PointsOf("", kStory, count);
    EXPECT_EQ(points.size(), static_cast<size_t>(count));
    size_t last = 0;
    for (const std::string& point : points) {
      const size_t at = std::string(kStory).find(point);
      ASSERT_NE(at, std::string::npos);
      EXPECT_GE(at, last);
      last = at;
    }
  }
}

TEST(KeyPointsTest, LeaveOutQuestionsAndPointers) {
  const std::vector<std::string> points = PointsOf("", kStory, 5);
  EXPECT_THAT(points, Not(Contains(HasSubstr("Who will pay"))));
  EXPECT_THAT(points, Not(Contains(HasSubstr("Read more"))));
}

TEST(KeyPointsTest, ASentenceThatNeedsTheOneBeforeComesOnlyWithIt) {
  const auto points_after = [](const std::string& before) {
    return PointsOf("14 million crowns for old pier",
                    "Gulls nest on roofs here every spring.\n\n" + before +
                        " She promised 14 million crowns for the old pier, its "
                        "lights and its anglers.\n\n"
                        "Bakers open early on market days.\n\nSchools close "
                        "for storms like Hedda.",
                    5);
  };
  EXPECT_THAT(points_after("Mayor Ana Rell spoke for an hour."),
              Contains(HasSubstr("She promised")));
  // Too short to be a point itself.
  EXPECT_THAT(points_after("Ana Rell spoke."),
              Not(Contains(HasSubstr("She promised"))));
}

TEST(KeyPointsTest, DoNotRepeatTheHeadlineOrOneAnother) {
  const std::string body =
      "Storm Hedda tears the old pier from the quay of Port Ann.\n\n"
      "Two ferries sank at their moorings before the crews could cast off.\n\n"
      "Two ferries sank at their moorings before the crews could reach "
      "them.\n\n"
      "The council of the town meets on Monday to talk about money for a new "
      "one.";
  const std::vector<std::string> points =
      PointsOf("Storm Hedda tears old pier from quay of Port Ann", body, 4);
  EXPECT_THAT(points, Not(Contains(HasSubstr("Storm Hedda tears"))));
  int ferries = 0;
  for (const std::string& point : points)
    ferries += absl::StrContains(point, "Two ferries") ? 1 : 0;
  EXPECT_EQ(ferries, 1);
}

TEST(KeyPointsTest, LeaveOutTheKeyPointsThatTheArticleBringsAlong) {
  const std::string body =
      absl::StrCat(kStory,
                   "\n\nIn short, the meeting brought several key points:\n\n"
                   "• The council of Port Ann will rebuild the old pier.\n• "
                   "Anglers keep their platform.\n");
  for (const std::string& point : PointsOf("", body, 5)) {
    EXPECT_FALSE(absl::EndsWith(point, ":")) << point;
    EXPECT_THAT(point, Not(HasSubstr("will rebuild the old pier")));
    EXPECT_THAT(point, Not(HasSubstr("Anglers keep")));
  }
}

TEST(KeyPointsTest, TextWithOneSentenceHasIt) {
  EXPECT_THAT(PointsOf("", "It rained."), ElementsAre("It rained."));
  EXPECT_THAT(PointsOf("", "Who pays?"), ElementsAre("Who pays?"));
  EXPECT_THAT(PointsOf("", "• Gull"), ElementsAre("Gull"));
}

TEST(KeyPointsTest, TextWithoutASentenceHasNone) {
  EXPECT_THAT(PointsOf("Pier falls", ""), ElementsAre());
  EXPECT_THAT(PointsOf("Pier falls", "... !!! \n\n ---"), ElementsAre());
  EXPECT_THAT(PointsOf("Pier falls", "Pier falls"), ElementsAre());
}

TEST(KeyPointsTest, DatelineIsANamedDeletion) {
  const std::string body =
      "PORT ANN (Reuters) - The council voted in open session to rebuild the "
      "old "
      "pier.";
  const SummaryOfText summary =
      Summarize(DocumentOfBody("", body, "en"), {.points = 1});
  ASSERT_EQ(summary.points.size(), 1U);
  EXPECT_EQ(summary.points[0].text,
            "The council voted in open session to rebuild the old pier.");
  EXPECT_THAT(summary.points[0].deletions,
              ElementsAre(DeletionOfText{DeletionKind::kDateline, {0, 0, 21}}));
  EXPECT_EQ(summary.points[0].source, (SourceSpan{0, 0, body.size()}));
}

TEST(KeyPointsTest, AQuotationSetApartNamesItsSpeakerOrIsNotChosen) {
  const std::string said =
      "We shall rebuild the pier of this town before the first winter storm "
      "comes.";
  const std::string other = "The weather is mild.";
  SourceDocument document;
  document.language = "en";
  document.blocks = {{0, 0, said, BlockKind::kQuote, "Ana Rell"}};
  const SummaryOfText named = Summarize(document, {.points = 1});
  ASSERT_EQ(named.points.size(), 1U);
  EXPECT_EQ(named.points[0].speaker, "Ana Rell");
  document.blocks = {{0, 0, said, BlockKind::kQuote, ""},
                     {1, 0, other, BlockKind::kParagraph, ""}};
  const SummaryOfText unnamed = Summarize(document, {.points = 1});
  ASSERT_EQ(unnamed.points.size(), 1U);
  EXPECT_EQ(unnamed.points[0].text, other);
}

TEST(KeyPointsTest, AreTheSameEachTime) {
  const std::vector<std::string> first = PointsOf("Pier", kStory, 4);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(PointsOf("Pier", kStory, 4), first);
}

}  // namespace
}  // namespace byline::summary
