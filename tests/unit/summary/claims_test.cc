// What the check of points reads off a text: words, quotations, numbers, names,
// speakers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/summary/core/body_document.h"
#include "services/summary/core/claims/article_evidence.h"
#include "services/summary/core/claims/attributions.h"
#include "services/summary/core/claims/claim_text.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/names.h"
#include "services/summary/core/claims/quantities.h"

namespace byline::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "value unit" of each number.
std::vector<std::string> Quantities(const std::string& text,
                                    const std::string& language = "en") {
  std::vector<std::string> found;
  for (const Quantity& quantity :
       FindQuantities(text, ReadClaim(text, language), language)) {
    std::string value = std::to_string(quantity.value);
    value.erase(value.find_last_not_of('0') + 1);
    if (value.back() == '.') value.pop_back();
    found.push_back(quantity.unit.empty()
                        ? value
                        : value + " " + std::string(quantity.unit));
  }
  return found;
}

std::vector<std::string> Quoted(const std::string& text) {
  std::vector<std::string> found;
  for (const Quotation& quotation : FindQuotedRanges(text))
    found.push_back(
        text.substr(quotation.begin, quotation.end - quotation.begin));
  return found;
}

// "speaker words" of each attribution.
std::vector<std::string> Speakers(const std::string& text) {
  const std::vector<ClaimWord> words = ReadClaim(text, "en");
  std::vector<std::string> found;
  for (const Attribution& attribution : FindAttributions(text, words)) {
    std::string speaker;
    for (size_t i : attribution.speaker)
      speaker += (speaker.empty() ? "" : " ") + words[i].form;
    found.push_back(speaker);
  }
  return found;
}

TEST(ClaimTextTest, FormsDropPossessivesAndDots) {
  const std::vector<ClaimWord> words = ReadClaim("Rell's U.S. ferry, us", "en");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[0].form, "rell");
  EXPECT_EQ(words[1].form, "u.s");
  EXPECT_TRUE(words[1].all_capitals);
  EXPECT_EQ(words[3].form, "us");
  EXPECT_NE(words[2].clause, words[3].clause);
}

TEST(ClaimTextTest, InflectionsShareAStem) {
  const std::vector<ClaimWord> words =
      ReadClaim("announced announces announcement inspect inspection", "en");
  EXPECT_EQ(words[0].stem, words[1].stem);
  EXPECT_EQ(words[0].stem, words[2].stem);
  EXPECT_EQ(words[3].stem, words[4].stem);
  EXPECT_NE(words[0].stem, words[3].stem);
}

TEST(ClaimTextTest, QuotationsOfAllStylesAreFoundAndApostrophesAreNot) {
  EXPECT_THAT(Quoted("He \"left\" the “old pier” and «ran»."),
              ElementsAre("left", "old pier", "ran"));
  EXPECT_THAT(Quoted("Sie sagte „gut“."), ElementsAre("gut"));
  EXPECT_THAT(Quoted("The 'old pier' isn't the fishermen's."),
              ElementsAre("old pier"));
  EXPECT_THAT(Quoted("‘It’s gone,’ she said"), ElementsAre("It’s gone,"));
  EXPECT_THAT(Quoted("an open \"quote"), IsEmpty());
}

TEST(QuantitiesTest, AllSpellingsOfANumberHaveOneValue) {
  EXPECT_THAT(Quantities("1,000 and 1000 and a thousand"),
              ElementsAre("1000", "1000", "1000"));
  EXPECT_THAT(Quantities("twenty-five, 25, 25th"),
              ElementsAre("25", "25", "25"));
  EXPECT_THAT(Quantities("2.5 million, 2.5m, 2,500,000"),
              ElementsAre("2500000", "2500000", "2500000"));
  EXPECT_THAT(Quantities("three hundred thousand"), ElementsAre("300000"));
  EXPECT_THAT(Quantities("no one had a second"), IsEmpty());
}

TEST(QuantitiesTest, MarksOfThousandsAreThoseOfTheLanguage) {
  EXPECT_THAT(Quantities("1.000,5", "de"), ElementsAre("1000.5"));
  EXPECT_THAT(Quantities("1,000.5", "en"), ElementsAre("1000.5"));
  EXPECT_THAT(Quantities("۱۲۰", "fa"), ElementsAre("120"));
}

TEST(QuantitiesTest, UnitsAreTheNumbersOwnNeighbours) {
  EXPECT_THAT(Quantities("5 km or 3 miles"), ElementsAre("5 km", "3 mile"));
  EXPECT_THAT(Quantities("$5, 5 dollars, €5, 5%, 5 per cent"),
              ElementsAre("5 usd", "5 usd", "5 eur", "5 percent", "5 percent"));
  EXPECT_THAT(Quantities("3 to 5 miles"), ElementsAre("3 mile", "5 mile"));
  EXPECT_THAT(Quantities("a 30-year-old"), ElementsAre("30 year"));
  EXPECT_THAT(Quantities("5 boats, miles away"), ElementsAre("5"));
}

TEST(QuantitiesTest, ARoundedNumberHasFewerDigits) {
  Quantity point;
  Quantity source;
  source.value = 896;
  point.value = 900;
  EXPECT_FALSE(SameValue(point, source));
  point.rounded = true;
  EXPECT_TRUE(SameValue(point, source));
  point.value = 897;
  EXPECT_FALSE(SameValue(point, source));
  point.value = 1200;
  EXPECT_FALSE(SameValue(point, source));
}

TEST(AttributionsTest, SpeakersStandAheadOfTheVerbOrBehindIt) {
  EXPECT_THAT(Speakers("Ana Rell said the pier is safe."),
              ElementsAre("ana rell"));
  EXPECT_THAT(Speakers("The pier is safe, Ana Rell said."),
              ElementsAre("ana rell"));
  EXPECT_THAT(Speakers("\"It is safe,\" said the engineer Tomas Vik."),
              ElementsAre("engineer tomas vik"));
  EXPECT_THAT(Speakers("It is safe, according to Ana Rell."),
              ElementsAre("ana rell"));
  EXPECT_THAT(Speakers("Ana Rell: The pier is safe."), ElementsAre("ana rell"));
  EXPECT_THAT(Speakers("Rell, 41, later said it was safe."),
              ElementsAre("rell 41"));
}

TEST(AttributionsTest, APronounIsNoSpeaker) {
  EXPECT_THAT(Speakers("The pier is safe, she said."), ElementsAre(""));
  EXPECT_THAT(Speakers("Ana Rell came and said it is safe."), ElementsAre(""));
}

TEST(NamesTest, FormsOfOneNameAreTheSame) {
  EXPECT_TRUE(SameName("iran", "iranian"));
  EXPECT_TRUE(SameName("britain", "british"));
  EXPECT_TRUE(SameName("u.s", "american"));
  EXPECT_FALSE(SameName("martin", "martinez"));
  EXPECT_FALSE(SameName("ana", "anabel"));
}

TEST(NamesTest, ACapitalAtTheFrontIsANameByWhatTheArticleDoesWithIt) {
  const SourceDocument document = DocumentOfBody(
      "", "The ferry of Lunde met Rell. Fishermen waved; fishermen sang.",
      "en");
  const ArticleEvidence evidence(document);
  const auto names = [&](const std::string& text) {
    const std::vector<ClaimWord> words = ReadClaim(text, "en");
    std::vector<std::string> found;
    for (const NameRun& run : FindNameRuns(text, words, evidence))
      found.push_back(
          text.substr(words[run.first].begin,
                      words[run.last].end - words[run.first].begin));
    return found;
  };
  EXPECT_THAT(names("Lunde met Ana Rell on Friday."),
              ElementsAre("Lunde", "Ana Rell"));
  EXPECT_THAT(names("Fishermen met Mayor Rell."), ElementsAre("Rell"));
  EXPECT_THAT(names("Lunde's Rell, Vik"),
              ElementsAre("Lunde's", "Rell", "Vik"));
}

TEST(ClaimWordsTest, NegatorsAreThoseOfTheLanguage) {
  EXPECT_TRUE(IsNegator("doesn't", "en"));
  EXPECT_TRUE(IsNegator("n'est", "fr"));
  EXPECT_TRUE(IsNegator("keine", "de"));
  EXPECT_FALSE(IsNegator("no", "de"));
  EXPECT_TRUE(IsNegator("نیست", "fa"));
  EXPECT_TRUE(IsNegator("不", "zh"));
}

TEST(ClaimWordsTest, DaysAndMonthsHaveOneNumberInAllLanguages) {
  EXPECT_EQ(CalendarWord("friday", "en"), CalendarWord("freitag", "de"));
  EXPECT_EQ(CalendarWord("march", ""), CalendarWord("mars", "fr"));
  EXPECT_NE(CalendarWord("monday", "en"), CalendarWord("january", "en"));
  EXPECT_EQ(CalendarWord("mars", "en"), 0);
  EXPECT_EQ(CalendarWord("pier", "en"), 0);
}

}  // namespace
}  // namespace byline::summary
