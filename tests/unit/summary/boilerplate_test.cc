#include "services/summary/core/boilerplate.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace byline::summary {
namespace {

SourceBlock Paragraph(absl::string_view text) {
  return {0, 0, text, BlockKind::kParagraph, {}};
}
SourceBlock Item(absl::string_view text) {
  return {0, 0, text, BlockKind::kListItem, {}};
}

TEST(BoilerplateTest, PointersBylinesAndCaptionsAreNoProse) {
  for (const char* text :
       {"Read more: the pier in pictures.", "READ MORE about it.",
        "Image caption The pier in 1901", "By Ana Rell",
        "By Ana Rell, Harbour Correspondent",
        "Editor’s note: this text was changed.", "Friday, July 21, 2017",
        "Jo Mir contributed to this report.", "Lire aussi : le port rouvre.",
        "بیشتر بخوانید: بندر"}) {
    EXPECT_TRUE(IsBoilerplate(text, 5)) << text;
  }
}

TEST(BoilerplateTest, SentencesAreProse) {
  EXPECT_FALSE(
      IsBoilerplate("The council reads more books than it writes.", 8));
  EXPECT_FALSE(IsBoilerplate("By Friday the pier had gone.", 6));
  EXPECT_FALSE(IsBoilerplate("It rained.", 2));
  EXPECT_FALSE(IsBoilerplate("港口星期一重新开放。", 5));
  EXPECT_FALSE(IsBoilerplate(
      "A long line of prose whose writer forgot the full stop at its end", 13));
}

TEST(BoilerplateTest, AClosingListIsTheArticlesOwnSummaryWithWhatFollowsIt) {
  const std::string text(400, 'x');
  const std::vector<SourceBlock> blocks = {
      Paragraph(text),
      Paragraph(text),
      Paragraph("In summary, the meeting brought several key points:"),
      Item("The pier."),
      Item("The ferry."),
      Paragraph("All of this shows how much the town loves its pier.")};
  EXPECT_EQ(FindOwnSummary(blocks),
            (std::vector<bool>{false, false, true, true, true, true}));
}

TEST(BoilerplateTest, AListOfKeyPointsOnTopLeavesTheArticleAlone) {
  const std::string text(400, 'x');
  const std::vector<SourceBlock> blocks = {
      {0, 0, "Key points", BlockKind::kHeading, {}},
      Item("The pier."),
      Item("The ferry."),
      Paragraph(text),
      Paragraph(text)};
  EXPECT_EQ(FindOwnSummary(blocks),
            (std::vector<bool>{true, true, true, false, false}));
}

TEST(BoilerplateTest, AnOrdinaryListIsNoSummary) {
  const std::vector<SourceBlock> blocks = {
      Paragraph("The council bought three ferries:"), Item("Gull."),
      Item("Tern."), Paragraph("They sail on Monday.")};
  EXPECT_EQ(FindOwnSummary(blocks), std::vector<bool>(4, false));
}

TEST(BoilerplateTest, DatelinesOfAgenciesAreMeasured) {
  EXPECT_EQ(DatelineLength("(CNN)The old pier fell into the sea."), 5U);
  EXPECT_EQ(
      DatelineLength("LONDON (Reuters) - The old pier fell into the sea."),
      19U);
  EXPECT_EQ(DatelineLength(
                "Port Ann, Gullmark (AP) -- The old pier fell into the sea."),
            27U);
}

TEST(BoilerplateTest, WhatOnlyLooksLikeADatelineStays) {
  EXPECT_EQ(
      DatelineLength(
          "The reporter of the wire (Reuters) - Ana Rell - fell into the sea."),
      0U);
  EXPECT_EQ(DatelineLength("Ferries (not piers) are what the town wants."), 0U);
  EXPECT_EQ(DatelineLength("LONDON (Reuters) - Markets."), 0U);
  EXPECT_EQ(DatelineLength("LONDON (Reuters)"), 0U);
  EXPECT_EQ(DatelineLength("("), 0U);
}

}  // namespace
}  // namespace byline::summary
