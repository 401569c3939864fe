#include "services/summary/core/point_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "services/summary/core/body_document.h"

namespace byline::summary {
namespace {

constexpr char kArticle[] =
    "Mayor Ana Rell opened the new pier in Osterby on Friday after three years "
    "of work. The pier is 5 km long and cost $2.5 million, about 12 percent "
    "more than planned. \"We have waited a very long time for this day,\" Rell "
    "said. The engineer Tomas Vik told reporters that the old pier had not "
    "been safe since March 2011.\n\n"
    "Police said a man had allegedly stolen 1,200 bolts from the building "
    "site. The suspect, Jon Harrow, denied the theft. The harbour company may "
    "build a second pier at Lunde. Fishermen from Lunde never asked for it, "
    "said Mira Solberg, who leads their union. The Coastal Safety Board will "
    "inspect the pier every two years.";

// What a check of `point` finds: "kind:the bytes", soft ones in brackets.
std::vector<std::string> FaultsOf(const std::string& article,
                                  const std::string& point,
                                  const std::string& language = "en") {
  const SourceDocument document = DocumentOfBody("", article, language);
  std::vector<std::string> found;
  for (const PointFault& fault : PointChecker(document).Check(point).faults) {
    std::string text(FaultKindName(fault.kind));
    text += ":" + point.substr(fault.begin, fault.end - fault.begin);
    found.push_back(fault.hard ? text : "(" + text + ")");
  }
  return found;
}

std::vector<std::string> FaultsOf(const std::string& point) {
  return FaultsOf(kArticle, point);
}

CheckedPoint CheckIn(const std::string& article, const std::string& point) {
  const SourceDocument document = DocumentOfBody("", article, "en");
  return PointChecker(document).Check(point);
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PointCheckTest, SentencesAndSpansOfTheArticleHaveNoFault) {
  for (const char* point :
       {"The pier is 5 km long and cost $2.5 million, about 12 percent more "
        "than planned.",
        "We have waited a very long time for this day",
        "stolen 1,200 bolts from the building site. The suspect, Jon Harrow",
        "“We have waited a very long time for this day,” Rell said.",
        "Fishermen from Lunde never asked for it, said Mira Solberg, who leads "
        "their union."}) {
    EXPECT_THAT(FaultsOf(point), IsEmpty()) << point;
  }
}

TEST(PointCheckTest, APointInOtherWordsHasNoFault) {
  for (const char* point :
       {"Osterby's new pier was opened by Mayor Rell on Friday.",
        "The new pier cost 2.5 million dollars.",
        "The five km pier was 12% dearer than planned.",
        "The old pier was not safe, Tomas Vik says.",
        "A man allegedly stole 1200 bolts, according to police.",
        "Jon Harrow denies the theft.",
        "Rell: \"We have waited a very long time\"",
        "A second pier may be built at Lunde.",
        "The CSB will inspect the pier every 2 years."}) {
    EXPECT_THAT(FaultsOf(point), IsEmpty()) << point;
  }
}

TEST(PointCheckTest, SourcesAreWholeSentencesWithTheirBytes) {
  const CheckedPoint point =
      CheckIn(kArticle, "The suspect Jon Harrow has denied a theft.");
  ASSERT_EQ(point.sources.size(), 1U);
  const std::string article = kArticle;
  const SourceSpan& source = point.sources[0];
  EXPECT_EQ(source.block, 1);
  EXPECT_EQ(article.substr(source.begin, source.end - source.begin),
            "The suspect, Jon Harrow, denied the theft.");
}

TEST(PointCheckTest, APointOfTwoSentencesHasTheSourcesOfBoth) {
  const CheckedPoint point = CheckIn(
      kArticle,
      "The suspect, Jon Harrow, denied the theft. Mayor Ana Rell opened the "
      "new pier in Osterby on Friday after three years of work.");
  EXPECT_THAT(point.faults, IsEmpty());
  ASSERT_EQ(point.sources.size(), 2U);
  EXPECT_EQ(point.sources[0].block, 1);
  EXPECT_EQ(point.sources[1].block, 0);
}

TEST(PointCheckTest, WhatTheArticleDoesNotSayHasNoSource) {
  EXPECT_THAT(FaultsOf("Volcanic ash grounded hundreds of flights."),
              Contains("no source:Volcanic ash grounded hundreds of flights"));
  EXPECT_THAT(FaultsOf(""), ElementsAre("no source:"));
  EXPECT_THAT(FaultsOf("?!"), ElementsAre("no source:?!"));
  EXPECT_THAT(FaultsOf("", "The pier opened."),
              Contains("no source:The pier opened"));
}

TEST(PointCheckTest, APointThatLostItsSourceAfterAnUpdateIsNotShowable) {
  const std::string point = "Jon Harrow denies the theft of the bolts.";
  EXPECT_TRUE(CheckIn(kArticle, point).IsShowable());
  const std::string corrected =
      "Mayor Ana Rell opened the new pier in Osterby.";
  EXPECT_FALSE(CheckIn(corrected, point).IsShowable());
}

TEST(PointCheckTest, ANameThatTheArticleDoesNotHaveIsHard) {
  EXPECT_THAT(FaultsOf("Mayor Ida Brandt opened the new pier in Osterby."),
              ElementsAre("name:Ida Brandt"));
  EXPECT_THAT(FaultsOf("Zorvia's new pier was opened by Mayor Rell on Friday."),
              Contains("name:Zorvia's"));
}

TEST(PointCheckTest, ANameInAnothersPlaceIsHardAndTellsTheRightOne) {
  const std::string point =
      "Mayor Tomas Vik opened the new pier in Osterby on Friday.";
  const CheckedPoint checked = CheckIn(kArticle, point);
  ASSERT_EQ(checked.faults.size(), 1U);
  EXPECT_EQ(checked.faults[0].kind, FaultKind::kName);
  EXPECT_TRUE(checked.faults[0].hard);
  EXPECT_EQ(checked.faults[0].expected, "Ana Rell");
  EXPECT_THAT(FaultsOf("The harbour company may build a second pier at "
                       "Osterby."),
              ElementsAre("name:Osterby"));
}

TEST(PointCheckTest, AFirstNameOfAnotherIsHard) {
  EXPECT_THAT(FaultsOf("The suspect, Tomas Harrow, denied the theft."),
              Contains("name:Tomas Harrow"));
}

TEST(PointCheckTest, SurnamesInitialsAndPeoplesOfACountryAreTheSameName) {
  constexpr char kOther[] =
      "Talks between Iran and the United States began in Osterby. Iran's "
      "minister Omid Farhadi met the World Harvest Organisation.";
  EXPECT_THAT(FaultsOf(kOther, "Iranian and American talks began in Osterby."),
              IsEmpty());
  EXPECT_THAT(FaultsOf(kOther, "The minister Farhadi met the WHO."), IsEmpty());
}

TEST(PointCheckTest, ANameForAPronounIsNoFaultWhereItWasNamedBefore) {
  constexpr char kOther[] =
      "Ana Rell arrived by ferry at noon. She opened the new pier with a red "
      "ribbon.";
  EXPECT_THAT(FaultsOf(kOther, "Ana Rell opened the new pier."), IsEmpty());
}

TEST(PointCheckTest, AChangedNumberIsHard) {
  EXPECT_THAT(FaultsOf("The pier is 6 km long."), ElementsAre("number:6"));
  EXPECT_THAT(FaultsOf("The pier took four years of work."),
              ElementsAre("number:four"));
  EXPECT_THAT(FaultsOf("A man had allegedly stolen 1,300 bolts."),
              ElementsAre("number:1,300"));
}

TEST(PointCheckTest, ANumberOfAnotherPlaceIsHard) {
  EXPECT_THAT(FaultsOf("The Coastal Safety Board will inspect the pier every "
                       "three years."),
              ElementsAre("number:three"));
}

TEST(PointCheckTest, ARoundedNumberMayBeNear) {
  constexpr char kOther[] = "The storm killed 896 sheep on the island.";
  EXPECT_THAT(FaultsOf(kOther, "The storm killed nearly 900 sheep."),
              IsEmpty());
  EXPECT_THAT(FaultsOf(kOther, "The storm killed 900 sheep."),
              ElementsAre("number:900"));
  EXPECT_THAT(FaultsOf(kOther, "The storm killed nearly 896000 sheep."),
              ElementsAre("number:896000"));
}

TEST(PointCheckTest, AnotherUnitIsHard) {
  EXPECT_THAT(FaultsOf("The pier is 5 miles long."), ElementsAre("unit:5"));
  EXPECT_THAT(FaultsOf("The new pier cost €2.5 million."),
              ElementsAre("unit:2.5 million"));
  EXPECT_THAT(FaultsOf("The new pier cost $2.5 billion."),
              ElementsAre("unit:2.5 billion"));
  EXPECT_THAT(
      FaultsOf("The pier is 5 km long and cost £2.5 million, about 12 percent "
               "more than planned."),
      ElementsAre("unit:2.5 million"));
}

TEST(PointCheckTest, AnotherDayOrMonthIsHard) {
  EXPECT_THAT(FaultsOf("Mayor Ana Rell opened the new pier on Monday."),
              ElementsAre("date:Monday"));
  EXPECT_THAT(FaultsOf("The old pier had not been safe since August 2011."),
              ElementsAre("date:August"));
}

TEST(PointCheckTest, AQuoteMustBeWordForWord) {
  const std::string point = "\"We have waited a very short time,\" Rell said.";
  const CheckedPoint checked = CheckIn(kArticle, point);
  ASSERT_EQ(checked.faults.size(), 1U);
  EXPECT_EQ(checked.faults[0].kind, FaultKind::kQuote);
  EXPECT_EQ(checked.faults[0].expected, "We have waited a very long time");
  EXPECT_THAT(FaultsOf("'We have waited  a very long time', Rell said."),
              IsEmpty());
  EXPECT_THAT(FaultsOf("Rell said they had \"waited ... for this day\"."),
              IsEmpty());
  EXPECT_THAT(FaultsOf("Rell said: «We [all] have waited a very long time»."),
              IsEmpty());
}

TEST(PointCheckTest, WhatStandsInARightQuoteIsTheSpeakersOwn) {
  constexpr char kOther[] =
      "\"I never saw 40 boats on a Monday,\" said Mira Solberg of Lunde.";
  EXPECT_THAT(
      FaultsOf(kOther, "Solberg of Lunde \"never saw 40 boats on a Monday\""),
      IsEmpty());
}

TEST(PointCheckTest, AnotherSpeakerIsHard) {
  EXPECT_THAT(
      FaultsOf("\"We have waited a very long time for this day,\" Vik said."),
      Contains("speaker:Vik"));
  EXPECT_THAT(FaultsOf("The old pier was not safe, Mira Solberg says."),
              Contains("speaker:Mira Solberg"));
  EXPECT_THAT(FaultsOf("Doctors said a man had allegedly stolen 1,200 bolts."),
              ElementsAre("speaker:Doctors"));
  EXPECT_THAT(FaultsOf("Tomas Vik: Fishermen from Lunde never asked for it."),
              Contains("speaker:Tomas Vik"));
}

TEST(PointCheckTest, ASpeakerMayBeToldByTradeOrPronoun) {
  constexpr char kOther[] =
      "The surgeon Edda Holm arrived on Sunday. \"The ward is full,\" she "
      "said. "
      "Officers searched the ward, according to police.";
  EXPECT_THAT(FaultsOf(kOther, "\"The ward is full,\" Holm said."), IsEmpty());
  EXPECT_THAT(FaultsOf(kOther, "Officers searched the ward, authorities said."),
              IsEmpty());
}

TEST(PointCheckTest, ANegationThatIsAddedIsHard) {
  EXPECT_THAT(FaultsOf("Mayor Ana Rell has not opened the new pier."),
              ElementsAre("negation:not opened"));
  EXPECT_THAT(FaultsOf("The pier isn't 5 km long."),
              Contains(::testing::StartsWith("negation:isn't")));
  EXPECT_THAT(FaultsOf("The Coastal Safety Board will never inspect the pier "
                       "every two years."),
              ElementsAre("negation:never"));
}

TEST(PointCheckTest, ANegationThatIsLostIsHardAndTold) {
  const CheckedPoint checked =
      CheckIn(kArticle, "The old pier had been safe since March 2011.");
  ASSERT_EQ(checked.faults.size(), 1U);
  EXPECT_EQ(checked.faults[0].kind, FaultKind::kNegation);
  EXPECT_TRUE(checked.faults[0].hard);
  EXPECT_EQ(checked.faults[0].expected, "not been");
  EXPECT_THAT(FaultsOf("Jon Harrow admitted the theft."),
              ElementsAre("negation:theft"));
  EXPECT_THAT(FaultsOf("Fishermen from Lunde asked for it."),
              ElementsAre("negation:asked"));
}

TEST(PointCheckTest, WordsCutOffFromTheirDenialOrDoubtAreHard) {
  constexpr char kOther[] =
      "Jon Harrow denied that the bolts were his. It is alleged that Mira "
      "Solberg knew of them. Nobody says the ferry sank on Friday.";
  EXPECT_THAT(FaultsOf(kOther, "The bolts were his."),
              ElementsAre("negation:The bolts were his"));
  EXPECT_THAT(FaultsOf(kOther, "Mira Solberg knew of them."),
              ElementsAre("hedge:Mira Solberg knew of them"));
  EXPECT_THAT(FaultsOf(kOther, "The ferry sank on Friday."),
              ElementsAre("negation:The ferry sank on Friday"));
  EXPECT_THAT(FaultsOf(kOther, "the ferry sank on Friday"), IsEmpty());
}

TEST(PointCheckTest, NotOnlyAndNumberOneDenyNothing) {
  constexpr char kOther[] =
      "The ferry carries cars and horses. Her No. 1 concern is the weather.";
  EXPECT_THAT(FaultsOf(kOther, "The ferry carries not only cars."), IsEmpty());
  EXPECT_THAT(FaultsOf(kOther, "The weather is her No. 1 concern."), IsEmpty());
}

TEST(PointCheckTest, AHedgeThatIsLostIsHard) {
  EXPECT_THAT(FaultsOf("A man had stolen 1,200 bolts from the building site."),
              ElementsAre("hedge:stolen"));
  EXPECT_THAT(FaultsOf("The harbour company will build a second pier."),
              ElementsAre("hedge:build"));
}

TEST(PointCheckTest, AWeakHedgeInOtherWordsIsSoft) {
  constexpr char kOther[] = "The council seems happy to sell the ferry.";
  EXPECT_THAT(FaultsOf(kOther, "The happy council sells the ferry."),
              ElementsAre("(hedge:happy)"));
}

TEST(PointCheckTest, FaultsAreInTheOrderOfThePoint) {
  const std::vector<std::string> faults = FaultsOf(
      "Mayor Ida Brandt opened the new pier on Monday after six years.");
  EXPECT_THAT(faults,
              ElementsAre("name:Ida Brandt", "date:Monday", "number:six"));
}

TEST(PointCheckTest, APointWithOnlySoftFaultsIsShowable) {
  CheckedPoint point;
  EXPECT_TRUE(point.IsShowable());
  point.faults.push_back({FaultKind::kHedge, false, 0, 1, ""});
  EXPECT_TRUE(point.IsShowable());
  point.faults.push_back({FaultKind::kName, true, 0, 1, ""});
  EXPECT_FALSE(point.IsShowable());
}

TEST(PointCheckTest, WhatIsBeyondTheLongestPointIsAFault) {
  std::string point = "The pier";
  for (size_t i = 0; i < PointChecker::kMostWords; ++i) point += " is long";
  EXPECT_THAT(FaultsOf(point),
              Contains(::testing::StartsWith("no source:is long")));
}

TEST(PointCheckTest, TheHeadlineAndTheSpeakerOfAQuotationKnowNamesToo) {
  SourceDocument document;
  document.language = "en";
  document.headline = "Osterby rejoices";
  document.blocks.push_back(
      {0, 0, "The new pier was opened at noon.", BlockKind::kParagraph, ""});
  document.blocks.push_back({1, 0, "We have waited a long time for this day.",
                             BlockKind::kQuote, "Ana Rell"});
  const PointChecker checker(document);
  EXPECT_THAT(checker.Check("The new pier of Osterby was opened.").faults,
              IsEmpty());
  EXPECT_THAT(
      checker.Check("\"We have waited a long time,\" Ana Rell said.").faults,
      IsEmpty());
  EXPECT_FALSE(checker.Check("\"We have waited a long time,\" Tomas Vik said.")
                   .IsShowable());
}

TEST(PointCheckTest, AnyBytesGiveTheSameResultTwice) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string article = kArticle;
    std::string point = "Mayor Ana Rell “opened” the 5 km pier, 不 told Vik.";
    for (std::string* text : {&article, &point}) {
      for (int i = 0; i < 20; ++i)
        (*text)[random() % text->size()] = static_cast<char>(random());
    }
    const SourceDocument document =
        DocumentOfBody("", article, round % 2 == 0 ? "en" : "fa");
    const CheckedPoint one = PointChecker(document).Check(point);
    const CheckedPoint two = PointChecker(document).Check(point);
    EXPECT_EQ(one.faults, two.faults);
    EXPECT_EQ(one.sources, two.sources);
    for (const PointFault& fault : one.faults) {
      EXPECT_LE(fault.begin, fault.end);
      EXPECT_LE(fault.end, point.size());
    }
    for (const SourceSpan& source : one.sources) {
      EXPECT_LT(source.begin, source.end);
      EXPECT_LE(source.end, article.size());
    }
  }
}

}  // namespace
}  // namespace byline::summary
