#include "services/summary/core/shortening.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace byline::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ShortenedCase {
  DeletionKind kind;
  std::string sentence;
  std::string deleted;
  std::string left;
};

TEST(ShorteningTest, EachKindOfDeletionIsFoundWithItsBytes) {
  const ShortenedCase cases[] = {
      {DeletionKind::kDateline,
       "PORT ANN (AP) - The council voted to rebuild the pier.",
       "PORT ANN (AP) - ", "The council voted to rebuild the pier."},
      {DeletionKind::kAdverbial,
       "In addition, two ferries sank at their moorings.", "In addition, ",
       "Two ferries sank at their moorings."},
      {DeletionKind::kAdverbial, "And the council voted to rebuild the pier.",
       "And ", "The council voted to rebuild the pier."},
      {DeletionKind::kAdverbial, "And, the council voted to rebuild the pier.",
       "And, ", "The council voted to rebuild the pier."},
      {DeletionKind::kWeekday,
       "On Monday, the council voted to rebuild the pier.", "On Monday, ",
       "The council voted to rebuild the pier."},
      {DeletionKind::kWeekday,
       "On Monday night, the council voted to rebuild the pier.",
       "On Monday night, ", "The council voted to rebuild the pier."},
      {DeletionKind::kWeekday,
       "Ana Rell said on Monday that the pier would be rebuilt.", " on Monday",
       "Ana Rell said that the pier would be rebuilt."},
      {DeletionKind::kWeekday, "The council met on Sunday to vote on the pier.",
       " on Sunday", "The council met to vote on the pier."},
      {DeletionKind::kWeekday,
       "The mayor left on Friday after the talks with the anglers.",
       " on Friday", "The mayor left after the talks with the anglers."},
      {DeletionKind::kParenthesis,
       "Mayor Ana Rell (pictured) opened the old pier.", " (pictured)",
       "Mayor Ana Rell opened the old pier."},
      {DeletionKind::kAppositive,
       "Ana Rell, the mayor of Port Ann, said the pier would be rebuilt.",
       ", the mayor of Port Ann,", "Ana Rell said the pier would be rebuilt."},
      {DeletionKind::kAppositive,
       "Captain Jo Mir, a teacher, was on the ferry.", ", a teacher,",
       "Captain Jo Mir was on the ferry."},
  };
  for (const ShortenedCase& test : cases) {
    const std::vector<Deletion> deletions =
        SafeDeletions(test.sentence, "en", /*opens_block=*/true);
    const size_t begin = test.sentence.find(test.deleted);
    EXPECT_THAT(deletions, ElementsAre(Deletion{test.kind, begin,
                                                begin + test.deleted.size()}))
        << test.sentence;
    EXPECT_EQ(Without(test.sentence, deletions), test.left);
  }
}

TEST(ShorteningTest, SeveralDeletionsStandInOrder) {
  const std::string sentence =
      "PORT ANN (AP) - On Monday, Mayor Ana Rell (pictured) told anglers on "
      "Monday after the storm to stay.";
  const std::vector<Deletion> deletions = SafeDeletions(sentence, "en", true);
  EXPECT_THAT(deletions,
              ElementsAre(Deletion{DeletionKind::kDateline, 0, 16},
                          Deletion{DeletionKind::kWeekday, 16, 27},
                          Deletion{DeletionKind::kParenthesis, 41, 52},
                          Deletion{DeletionKind::kWeekday, 65, 75}));
  EXPECT_EQ(Without(sentence, deletions),
            "Mayor Ana Rell told anglers after the storm to stay.");
}

TEST(ShorteningTest, ADatelineStandsOnlyInFrontOfAParagraph) {
  EXPECT_THAT(
      SafeDeletions("PORT ANN (AP) - The council voted to rebuild the pier.",
                    "en", /*opens_block=*/false),
      IsEmpty());
}

// Nothing is deleted of these.
struct RefusedCase {
  const char* why;
  const char* sentence;
};

void ExpectRefused(const std::vector<RefusedCase>& cases) {
  for (const RefusedCase& test : cases) {
    EXPECT_THAT(SafeDeletions(test.sentence, "en", true), IsEmpty())
        << test.why << ": " << test.sentence;
  }
}

TEST(ShorteningTest, AnOpeningStaysWhereWhatFollowsCannotStandAlone) {
  ExpectRefused({
      {"pronoun", "In addition, he voted to rebuild the old pier."},
      {"pronoun", "And they voted to rebuild the old pier."},
      {"pronoun", "On Monday, she voted to rebuild the old pier."},
      {"connective", "And yet the council voted to rebuild the pier."},
      {"few words", "In addition, the old pier fell down."},
      {"few words", "On Monday, the old pier fell down."},
      {"no letter", "In addition, “the pier” fell into the cold sea."},
      {"number", "Also, 14 anglers fell into the cold sea."},
      {"part of a word", "Andreas Mir fell into the cold sea."},
      {"part of a word", "On Mondays, the council of the town meets."},
      {"date", "On Monday, March 3, the council voted to rebuild the pier."},
      {"date", "On Monday, Sept. 3, the council voted to rebuild the pier."},
  });
}

TEST(ShorteningTest, ADayStaysWhereItTellsMore) {
  ExpectRefused({
      {"at the end", "The council will vote to rebuild the pier on Monday."},
      {"before a stop", "The council voted on Monday, Ana Rell wrote."},
      {"another day",
       "The pier is closed from noon on Monday to Friday for repairs."},
      {"another day", "The council met on Monday after talks on Sunday."},
      {"hedge", "The council is expected on Monday to vote on the pier."},
      {"restriction", "The museum opens only on Monday for schools."},
      {"denial", "The ferries will not run on Monday after the storm."},
      {"denial", "The ferries won't run on Monday after the storm."},
      {"denial", "Nobody fished on Monday in the old harbour."},
      {"denial", "Ana Rell never said on Monday that the pier must go."},
      {"denial", "On Monday, no ferry left the harbour of Port Ann."},
      {"denial", "On Monday, the council did not vote on the pier."},
      {"restriction", "On Monday, only two ferries left the old harbour."},
      {"no adjunct", "The council met on Monday beside the old pier."},
      {"a name", "The council met on Mondayland to vote on the pier."},
  });
}

TEST(ShorteningTest, AParenthesisStaysWhereItSaysMore) {
  ExpectRefused({
      {"negation", "Mayor Ana Rell (not pictured) opened the pier."},
      {"negation", "Mayor Ana Rell (who didn’t speak) opened the pier."},
      {"hedge", "Mayor Ana Rell (allegedly the owner) opened the pier."},
      {"condition", "Mayor Ana Rell (if elected) opens the old pier."},
      {"number", "Mayor Ana Rell (47) opened the old pier."},
      {"number", "Two ferries (twelve anglers aboard) left the old pier."},
      {"unit", "The pier (in miles) is longer than the quay."},
      {"money", "The pier (paid in €) is longer than the quay."},
      {"quote", "The ferry (the “Heron”) left the old pier."},
      {"attribution", "The ferry (according to Jo Mir) left the pier."},
      {"acronym", "The Port Ann Anglers (PAA) opened the old pier."},
      {"letter behind", "The angler (pictured)s boat left the old pier."},
      {"nothing in it", "The angler () left the old pier of the town."},
      {"too long",
       "The pier (beside the quay of the market hall of the town of Port Ann "
       "in the far north) fell."},
  });
}

TEST(ShorteningTest, AnAppositiveStaysWhereItIsNotPlainlyOne) {
  ExpectRefused({
      {"not in front",
       "In the old town Ana Rell, the mayor, said the pier would go."},
      {"no verb", "Ana Rell, the mayor, Jo Mir and a gull left the pier."},
      {"list", "Ana Rell, the mayor and the pilot, said the pier would go."},
      {"one name", "Rell, the mayor, said the pier would be rebuilt."},
      {"clause", "Ana Rell, the mayor who left, said the pier would go."},
      {"no article", "Ana Rell, mayor of Port Ann, said the pier would go."},
      {"hedge", "Ana Rell, the alleged owner, said the pier would go."},
      {"number", "Ana Rell, the second mayor, said the pier would go."},
      {"negation", "Ana Rell, the mayor without a chain, said it would go."},
      {"too long",
       "Ana Rell, the mayor of the old town of Port Ann Bay, said so."},
  });
}

TEST(ShorteningTest, QuotationsStayAsTheyWereSaid) {
  const std::pair<const char*, const char*> styles[] = {
      {"\"", "\""}, {"“", "”"}, {"„", "“"}, {"„", "”"},
      {"«", "»"},   {"‘", "’"}, {"'", "'"}, {"「", "」"}};
  for (const auto& [open, close] : styles) {
    for (const std::string said :
         {"The mayor said on Monday that the pier must go",
          "The mayor left on Monday after the storm",
          "Our mayor (pictured) loves the pier"}) {
      const std::string sentence =
          std::string("Pilot Jo Mir wrote: ") + open + said + "." + close;
      EXPECT_THAT(SafeDeletions(sentence, "en", true), IsEmpty()) << sentence;
      // Behind the quotation deletions are found again.
      if (*open == '\'' || std::string(open) == "‘") continue;
      EXPECT_EQ(SafeDeletions(sentence + " The anglers left (pictured) late.",
                              "en", true)
                    .size(),
                1U)
          << sentence;
    }
  }
}

TEST(ShorteningTest, AnApostropheOpensNoQuotation) {
  EXPECT_EQ(SafeDeletions("The mayor's aide and the anglers' club said on "
                          "Monday that the pier must go.",
                          "en", true)
                .size(),
            1U);
}

TEST(ShorteningTest, PiecesOfQuotationsAndBracketsStay) {
  ExpectRefused({
      {"opening", "In addition, the pier of the town must go,” Jo Mir said."},
      {"opening", "And the pier of the town must go,\" Jo Mir said."},
      {"day", "On Monday, the pier of the town must go,” Jo Mir said."},
      {"day", "The mayor said on Monday that it must go,” Jo Mir wrote."},
      {"parenthesis", "Mayor Ana Rell (pictured) wrote: “The pier must go."},
      {"bracket", "Mayor Ana Rell (pictured opened the old pier."},
  });
}

TEST(ShorteningTest, OtherLanguagesLoseTheirOpeningAdverbialAtMost) {
  struct Case {
    const char* language;
    const char* sentence;
    const char* left;
  };
  const Case cases[] = {
      {"fr", "De plus, le conseil a voté la reconstruction du port.",
       "Le conseil a voté la reconstruction du port."},
      {"fr-CA", "Par ailleurs, le conseil a voté la fin du vieux port.",
       "Le conseil a voté la fin du vieux port."},
      {"es", "Además, el consejo votó la reconstrucción del puerto.",
       "El consejo votó la reconstrucción del puerto."},
  };
  for (const Case& test : cases) {
    const std::vector<Deletion> deletions =
        SafeDeletions(test.sentence, test.language, false);
    ASSERT_EQ(deletions.size(), 1U) << test.sentence;
    EXPECT_EQ(deletions[0].kind, DeletionKind::kAdverbial);
    EXPECT_EQ(Without(test.sentence, deletions), test.left);
  }
  EXPECT_THAT(SafeDeletions("De plus, il a voté la reconstruction du port.",
                            "fr", false),
              IsEmpty());
  for (const char* sentence :
       {"Außerdem, der Rat hat den Bau des Hafens beschlossen.",
        "In addition, the council voted to rebuild the pier.",
        "Mayor Ana Rell (pictured) said on Monday that the pier must go."})
    EXPECT_THAT(SafeDeletions(sentence, "de", false), IsEmpty()) << sentence;
  EXPECT_THAT(SafeDeletions("De plus, le maire (photo) a ouvert le port neuf.",
                            "fr", false),
              ElementsAre(Deletion{DeletionKind::kAdverbial, 0, 9}));
}

TEST(ShorteningTest, AnUnknownLanguageIsReadAsEnglish) {
  const std::string sentence = "And the council voted to rebuild the pier.";
  EXPECT_EQ(SafeDeletions(sentence, "", true).size(), 1U);
  EXPECT_EQ(SafeDeletions(sentence, "en-GB", true).size(), 1U);
}

TEST(ShorteningTest, TheFirstLetterIsRaisedBehindAnOpeningAlone) {
  const std::vector<Deletion> opening = {{DeletionKind::kAdverbial, 0, 4}};
  EXPECT_EQ(Without("And the pier.", opening), "The pier.");
  EXPECT_EQ(Without("And étude.", opening), "Étude.");
  // A dateline leaves the sentence as it was written.
  const std::vector<Deletion> dateline = {{DeletionKind::kDateline, 0, 7}};
  EXPECT_EQ(Without("(AP) - étude.", dateline), "étude.");
  EXPECT_EQ(Without("(AP) - And étude.",
                    {dateline[0], {DeletionKind::kAdverbial, 7, 11}}),
            "Étude.");
  EXPECT_EQ(
      Without("e-mail (short) went.", {{DeletionKind::kParenthesis, 6, 14}}),
      "e-mail went.");
  EXPECT_EQ(Without("e-mail went.", {}), "e-mail went.");
}

TEST(ShorteningTest, EachKindHasItsName) {
  EXPECT_EQ(DeletionName(DeletionKind::kDateline), "dateline");
  EXPECT_EQ(DeletionName(DeletionKind::kAdverbial), "adverbial");
  EXPECT_EQ(DeletionName(DeletionKind::kWeekday), "weekday");
  EXPECT_EQ(DeletionName(DeletionKind::kParenthesis), "parenthesis");
  EXPECT_EQ(DeletionName(DeletionKind::kAppositive), "appositive");
  EXPECT_EQ(DeletionName(DeletionKind::kClauseCut), "clause_cut");
}

}  // namespace
}  // namespace byline::summary
