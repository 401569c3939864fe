#include "common/text/fold.h"

#include <gtest/gtest.h>

#include <random>

namespace byline::text {
namespace {

TEST(FoldTest, CaseQuotesSpacesAndInvisibleCharactersDoNotMatter) {
  EXPECT_EQ(Fold("  The\xC2\xA0“Old”\n Ferry’s\t‘last’ trip — so\xC2\xAD"
                 "on "),
            "the \"old\" ferry's 'last' trip - soon");
  EXPECT_EQ(Fold("«Ｆull» Ⅳ ﬁne"), "\"full\" iv fine");
  EXPECT_EQ(Fold("STRASSE"), Fold("straße"));
  EXPECT_EQ(Fold("é"), Fold("e\xCC\x81"));
  EXPECT_EQ(Fold(""), "");
}

TEST(FoldTest, WellFormedUtf8IsTold) {
  for (const absl::string_view good :
       {"", "a", "é", "中", "😀", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(IsValidUtf8(good));
  for (const absl::string_view bad :
       {"\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80",
        "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "a\xFF"}) {
    EXPECT_FALSE(IsValidUtf8(bad)) << testing::PrintToString(bad);
  }
  EXPECT_TRUE(IsValidUtf8(absl::string_view("\0", 1)));
}

TEST(FoldTest, EachIllFormedPartBecomesOneReplacement) {
  EXPECT_EQ(RepairUtf8("a\xC3"
                       "b\xE2\x82"
                       "c\xFF\xFE"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c\xEF\xBF\xBD\xEF\xBF\xBD");
  // Table 3-8 of the Unicode standard.
  EXPECT_EQ(RepairUtf8("\xF1\x80\x80\xE1\x80\xC2"
                       "a"),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
            "a");
  EXPECT_EQ(RepairUtf8("fine"), "fine");
}

TEST(FoldTest, TruncationNeverCutsACharacter) {
  EXPECT_EQ(TruncateUtf8("aé中", 6), "aé中");
  EXPECT_EQ(TruncateUtf8("aé中", 5), "aé");
  EXPECT_EQ(TruncateUtf8("aé中", 2), "a");
  EXPECT_EQ(TruncateUtf8("😀", 3), "");
  EXPECT_EQ(TruncateUtf8("\x80\x80\x80\x80\x80\x80", 5).size(),
            5u);  // no characters at all
}

TEST(FoldTest, TheHeadlineIsKnownAgainInOtherClothes) {
  const std::string headline = "Mayor’s “Last” Ferry: 300 Aboard";
  for (const absl::string_view same :
       {"Mayor’s “Last” Ferry: 300 Aboard",
        "MAYOR'S \"LAST\" FERRY: 300 ABOARD.",
        "  Mayor's  'Last' ferry:  300 aboard ",
        "Mayor’s «Last» Ferry:\xC2\xA0"
        "300 Aboard!",
        "Mayor’s “Last” Ferry – 300 Aboard",
        "Mayor’s “Last” Ferry: 300 Aboard\nMayor’s “Last” Ferry: 300 Aboard"}) {
    EXPECT_TRUE(RepeatsHeadline(same, headline)) << same;
  }
  for (const absl::string_view other :
       {"", "Mayor’s “Last” Ferry: 30 0 Aboard", "Mayor’s Last Ferry",
        "The mayor’s last ferry: 300 aboard",
        "Mayor’s “Last” Ferry: 300 Aboard, 2 Missing"}) {
    EXPECT_FALSE(RepeatsHeadline(other, headline)) << other;
  }
}

TEST(FoldTest, ADoubledHeadlineIsARepetitionEitherWay) {
  EXPECT_TRUE(RepeatsHeadline("Ferry sinks Ferry sinks", "Ferry sinks"));
  EXPECT_TRUE(RepeatsHeadline("Ferry sinks", "Ferry sinks | Ferry sinks") ||
              RepeatsHeadline("Ferry sinks", "Ferry sinks. Ferry sinks."));
  EXPECT_FALSE(
      RepeatsHeadline("Ferry sinks Ferry sinks Ferry sinks", "Ferry sinks"));
}

TEST(FoldTest, NumbersAreNotGluedTogether) {
  EXPECT_FALSE(RepeatsHeadline("Prices up 15%", "Prices up 1.5%"));
  EXPECT_TRUE(RepeatsHeadline("中国 经济", "中国经济"));
  EXPECT_FALSE(RepeatsHeadline("Anything", ""));
  EXPECT_FALSE(RepeatsHeadline("!!!", "???"));
}

TEST(FoldTest, AnyBytesAreFoldedToWellFormedText) {
  std::mt19937 random(17);
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 30); i > 0; --i)
      text.push_back(static_cast<char>(random()));
    const std::string folded = Fold(text);
    ASSERT_TRUE(IsValidUtf8(folded));
    ASSERT_TRUE(IsValidUtf8(RepairUtf8(text)));
    ASSERT_EQ(Fold(folded), folded) << testing::PrintToString(text);
    RepeatsHeadline(text, folded);
  }
}

TEST(FoldTest, CharactersAreCountedNotBytes) {
  EXPECT_EQ(CountCharacters(""), 0u);
  EXPECT_EQ(CountCharacters("pier"), 4u);
  EXPECT_EQ(CountCharacters("\xc3\xa9t\xc3\xa9"), 3u);
  EXPECT_EQ(CountCharacters("\xf0\x9f\x90\x9f\xff"), 2u);
}

}  // namespace
}  // namespace byline::text
