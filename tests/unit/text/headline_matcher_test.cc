#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/text/fold.h"

namespace byline::text {
namespace {

TEST(HeadlineMatcherTest, KnowsTheHeadlineInOtherClothes) {
  const HeadlineMatcher matcher("Mayor’s “Last” Ferry: 300 Aboard");
  for (const absl::string_view same :
       {"Mayor’s “Last” Ferry: 300 Aboard",
        "MAYOR'S \"LAST\" FERRY: 300 ABOARD.",
        "  «Mayor’s last ferry» — 300 aboard",
        "(mayor's last ferry 300 aboard)",
        "Mayor’s “Last” Ferry: 300 Aboard Mayor’s “Last” Ferry: 300 Aboard"})
    EXPECT_TRUE(matcher.Matches(same)) << same;
  for (const absl::string_view other :
       {"", "Mayor", "The mayor’s last ferry: 300 aboard",
        "Mayor’s “Last” Ferry: 30 0 Aboard",
        "Mayor’s “Last” Ferry: 300 Aboard, Two Missing"})
    EXPECT_FALSE(matcher.Matches(other)) << other;
}

TEST(HeadlineMatcherTest, AccentsMatchInEitherWriting) {
  EXPECT_TRUE(HeadlineMatcher("École de Port Ann")
                  .Matches("E\xCC\x81"
                           "cole de Port Ann"));
  EXPECT_TRUE(HeadlineMatcher("E\xCC\x81"
                              "cole de Port Ann")
                  .Matches("ÉCOLE DE PORT ANN"));
  EXPECT_TRUE(HeadlineMatcher("Ferry").Matches("Ｆｅｒｒｙ"));
}

TEST(HeadlineMatcherTest, AHeadlineGivenTwiceMatchesOnceAndThePair) {
  const HeadlineMatcher matcher("Ferry sinks. Ferry sinks.");
  EXPECT_TRUE(matcher.Matches("Ferry sinks"));
  EXPECT_TRUE(matcher.Matches("Ferry sinks: ferry sinks!"));
  EXPECT_FALSE(matcher.Matches("Ferry sinks ferry"));
}

TEST(HeadlineMatcherTest, NothingMatchesWhereOneIsEmpty) {
  EXPECT_FALSE(HeadlineMatcher("").Matches(""));
  EXPECT_FALSE(HeadlineMatcher("").Matches("Ferry"));
  EXPECT_FALSE(HeadlineMatcher("Ferry").Matches(""));
  EXPECT_FALSE(HeadlineMatcher("???").Matches("!!!"));
}

TEST(HeadlineMatcherTest, CopiesItsHeadline) {
  std::string headline = "Ferry sinks off Port Ann in the storm";
  const HeadlineMatcher matcher(headline);
  headline.assign(headline.size(), 'x');
  EXPECT_TRUE(matcher.Matches("FERRY SINKS OFF PORT ANN IN THE STORM"));
}

// The one for many paragraphs must not be hastier than the one for one.
TEST(HeadlineMatcherTest, AgreesWithRepeatsHeadlineOnAllPairs) {
  std::vector<std::string> texts = {"Ferry sinks",
                                    "FERRY SINKS!",
                                    "“Ferry” sinks",
                                    "'Ferry' sinks",
                                    "ferry-sinks",
                                    "Ferry sinks Ferry sinks",
                                    "(Ferry sinks)",
                                    "Ferry sinks 3",
                                    "Ferry sinks 3.5",
                                    "3 ferries",
                                    "-3 ferries",
                                    "été",
                                    "e\xCC\x81t\xC3\xA9",
                                    "ÉTÉ",
                                    "«été»",
                                    "中国 经济",
                                    "中国经济",
                                    "\xff",
                                    "...",
                                    "",
                                    "ﬁne",
                                    "fine",
                                    "Straße",
                                    "STRASSE"};
  std::mt19937 random(61);
  for (int i = 0; i < 40; ++i)
    texts.push_back(texts[random() % 24] + (i % 2 == 0 ? " " : ": ") +
                    texts[random() % 24]);
  int matches = 0;
  for (const std::string& headline : texts) {
    const HeadlineMatcher matcher(headline);
    for (const std::string& paragraph : texts) {
      const bool expected = RepeatsHeadline(paragraph, headline);
      EXPECT_EQ(matcher.Matches(paragraph), expected)
          << paragraph << " | " << headline;
      // What is equal but for case and marks repeats it.
      if (!Fold(headline).empty() && Fold(headline) == Fold(paragraph)) {
        EXPECT_TRUE(expected) << paragraph << " | " << headline;
      }
      matches += expected ? 1 : 0;
    }
  }
  EXPECT_GT(matches, 60);
}

TEST(RaiseFirstLetterTest, SmallLettersBecomeCapitals) {
  EXPECT_EQ(RaiseFirstLetter("pier"), "Pier");
  EXPECT_EQ(RaiseFirstLetter("été"), "Été");
  EXPECT_EQ(RaiseFirstLetter("órgano"), "Órgano");
  EXPECT_EQ(RaiseFirstLetter("жук"), "Жук");
}

TEST(RaiseFirstLetterTest, AllElseStaysAsItIs) {
  for (const char* text : {"", "Pier", "Été", "3 piers", "“pier”", " pier", "ß",
                           "中国", "بندر", "\xff", "\xc3", "ǆ\xff"}) {
    const std::string raised = RaiseFirstLetter(text);
    EXPECT_EQ(raised.size(), std::string(text).size()) << text;
    if (std::string(text) != "ǆ\xff") EXPECT_EQ(raised, text);
  }
  // A capital of another length would move what stands behind it.
  EXPECT_EQ(RaiseFirstLetter("ɐ pier"), "ɐ pier");
}

}  // namespace
}  // namespace byline::text
