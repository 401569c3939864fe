#include "services/summary/core/surface.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <utility>

#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

TEST(SurfaceTest, WordsAreCountedBetweenWhiteSpace) {
  EXPECT_EQ(SurfaceOf("").words, 0);
  EXPECT_EQ(SurfaceOf("  The old\tpier\nfell. ").words, 4);
}

TEST(SurfaceTest, NamesAreRunsOfCapitalsBehindTheFirstWord) {
  const Surface surface =
      SurfaceOf("Mayor Ana Rell met Jo Mir in Port Ann, and I left.");
  EXPECT_EQ(surface.capitalised, 6);
  EXPECT_EQ(surface.names, 3);
  // A comma ends a name.
  EXPECT_EQ(SurfaceOf("They met Ana, Jo and Mir.").names, 3);
  EXPECT_EQ(SurfaceOf("Pier falls.").capitalised, 0);
  EXPECT_EQ(SurfaceOf("the \"Pier\" and (Ana) left").capitalised, 2);
}

TEST(SurfaceTest, NumbersAndAmountsAreCounted) {
  const Surface surface =
      SurfaceOf("The 2nd pier cost $14, 3% of 1,200 crowns, £7 or €5.");
  EXPECT_EQ(surface.numbers, 6);
  EXPECT_EQ(surface.amounts, 4);
  EXPECT_EQ(SurfaceOf("fourteen crowns").numbers, 0);
}

TEST(SurfaceTest, QuotedBytesAreThoseOfAllStylesOfMarks) {
  const std::string said = "we shall rebuild";
  for (const auto& [open, close] : {std::pair("\"", "\""),
                                    {"“", "”"},
                                    {"„", "“"},
                                    {"«", "»"},
                                    {"「", "」"}}) {
    const size_t quoted =
        SurfaceOf(absl::StrCat("Ana: ", open, said, close, " at once"))
            .quoted_bytes;
    // The opening mark may count.
    EXPECT_GE(quoted, said.size()) << open;
    EXPECT_LE(quoted, said.size() + 3) << open;
    const size_t twice =
        SurfaceOf(absl::StrCat(open, said, close, " and ", open, said, close))
            .quoted_bytes;
    EXPECT_EQ(twice, 2 * quoted) << open;
  }
  EXPECT_EQ(SurfaceOf("Ana's 'old' pier").quoted_bytes, 0U);
  EXPECT_EQ(SurfaceOf("Ana said “we shall").quoted_bytes, 0U);
}

TEST(SurfaceTest, PronounsAreToldByPerson) {
  const Surface surface =
      SurfaceOf("He told her: \"I'm sure we like it (themselves), you.\"");
  EXPECT_EQ(surface.pronouns, 4);
  EXPECT_EQ(surface.personal, 3);
  EXPECT_EQ(SurfaceOf("I'm glad you're mine.").personal, 3);
  EXPECT_EQ(SurfaceOf("The hero heaved.").pronouns, 0);
}

TEST(SurfaceTest, AllVerbsOfSayingAreKnown) {
  for (absl::string_view word : ReportingWords()) {
    EXPECT_EQ(SurfaceOf(absl::StrCat("Ana ", word, ", pier")).reporting, 1)
        << word;
  }
  EXPECT_EQ(SurfaceOf("Ana sailed the sad saga").reporting, 0);
  // A name.
  EXPECT_EQ(SurfaceOf("Mayor Said left").reporting, 0);
}

TEST(SurfaceTest, DatesAreCounted) {
  EXPECT_EQ(
      SurfaceOf("On Monday, March 3, and yesterday; Tuesday's tonight.").dates,
      5);
  EXPECT_EQ(SurfaceOf("The day of the monthly market").dates, 0);
}

TEST(SurfaceTest, MarksAreSeen) {
  EXPECT_EQ(SurfaceOf("Gulls, terns, and 1,200 herons").commas, 2);
  EXPECT_TRUE(SurfaceOf("the pier (old) fell").parenthesis);
  EXPECT_FALSE(SurfaceOf("the pier [old] fell").parenthesis);
  for (const char* text :
       {"the pier: it fell", "it fell; it rose", "the pier - it fell",
        "the pier--it fell", "the pier—it fell", "the pier – it fell"})
    EXPECT_TRUE(SurfaceOf(text).colon_or_dash) << text;
  for (const char* text :
       {"a well-known pier", "at 10:30 the pier", "the 1901–1907 pier"})
    EXPECT_FALSE(SurfaceOf(text).colon_or_dash) << text;
}

TEST(SurfaceTest, AnyBytesHaveASurface) {
  const char* const pieces[] = {"“", "\"", "„", "«", "\xff", "\xe2", " ",
                                ",", "'s", "A", "$", "1",    "—",    "("};
  std::mt19937 random(37);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes;
    for (size_t i = random() % 30; i > 0; --i)
      bytes += pieces[random() % std::size(pieces)];
    const Surface surface = SurfaceOf(bytes);
    ASSERT_LE(surface.quoted_bytes, bytes.size());
    ASSERT_LE(surface.names, surface.capitalised);
    ASSERT_LE(surface.amounts, surface.numbers);
    ASSERT_LE(surface.capitalised + surface.numbers, 2 * surface.words);
  }
}

}  // namespace
}  // namespace byline::summary
