#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "services/summary/core/abstract.h"
#include "services/summary/core/abstract_search.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

// Sentences of 8 to 17 words, of which some need the one before.
std::string RandomBody(std::mt19937& random, int sentences) {
  std::string body;
  for (int i = 0; i < sentences; ++i) {
    absl::StrAppend(&body, random() % 3 == 0 ? "However, " : "",
                    RandomSentence(random, 8 + static_cast<int>(random() % 9)),
                    random() % 4 == 0 ? "\n\n" : " ");
  }
  return body;
}

TEST(AbstractChoiceTest, NothingPointsAtWhatIsNotThere) {
  std::mt19937 random(71);
  size_t dangling = 0;
  for (int round = 0; round < 40; ++round) {
    InventedText text(RandomBody(random, 25));
    const std::vector<AbstractPiece> pieces = ChooseAbstract(text.scored(), {});
    ASSERT_FALSE(pieces.empty());
    EXPECT_FALSE(text.scored().sentences[pieces[0].sentence].dangling);
    for (size_t i = 1; i < pieces.size(); ++i) {
      ASSERT_LT(pieces[i - 1].sentence, pieces[i].sentence);
      if (!text.scored().sentences[pieces[i].sentence].dangling) continue;
      ++dangling;
      EXPECT_EQ(pieces[i - 1].sentence + 1, pieces[i].sentence);
    }
  }
  // Some came with their neighbour.
  EXPECT_GT(dangling, 0U);
}

TEST(AbstractChoiceTest, KeepsItsLimits) {
  std::mt19937 random(73);
  for (int most : {30, 60, 100, 200, 300}) {
    const AbstractLimits limits{most * 6 / 10, most};
    for (int round = 0; round < 5; ++round) {
      InventedText text(RandomBody(random, 45));
      int words = 0;
      for (const AbstractPiece& piece : ChooseAbstract(text.scored(), limits)) {
        const Sentence& sentence = text.scored().sentences[piece.sentence];
        words += text::CountWords(sentence.text.substr(0, piece.cut_begin));
      }
      EXPECT_GE(words, limits.least) << most;
      EXPECT_LE(words, limits.most) << most;
    }
  }
}

TEST(AbstractChoiceTest, AvoidsDaysThatGoStaleWherePossible) {
  std::string body;
  for (int i = 0; i < 24; ++i) {
    std::string sentence = InventedSentence(i, 14);
    if (i % 2 == 0) sentence.replace(sentence.size() - 1, 1, " today.");
    absl::StrAppend(&body, sentence, " ");
  }
  InventedText text(body);
  for (Sentence& sentence : text.scored().sentences)
    sentence.score = sentence.relative_day ? 9 : 0;
  const std::vector<AbstractPiece> pieces = ChooseAbstract(text.scored(), {});
  ASSERT_FALSE(pieces.empty());
  for (const AbstractPiece& piece : pieces)
    EXPECT_FALSE(text.scored().sentences[piece.sentence].relative_day);
  // Where all tell one there is an abstract all the same.
  for (Sentence& sentence : text.scored().sentences)
    sentence.relative_day = true;
  EXPECT_FALSE(ChooseAbstract(text.scored(), {}).empty());
}

TEST(AbstractChoiceTest, TakesWhatScoresBest) {
  std::string body;
  for (int i = 0; i < 24; ++i)
    absl::StrAppend(&body, InventedSentence(i, 14), " ");
  InventedText text(body);
  for (Sentence& sentence : text.scored().sentences) sentence.score = 0;
  for (size_t i : {7, 9, 13, 17, 21}) text.scored().sentences[i].score = 5;
  std::vector<size_t> chosen;
  for (const AbstractPiece& piece : ChooseAbstract(text.scored(), {}))
    chosen.push_back(piece.sentence);
  EXPECT_EQ(chosen, (std::vector<size_t>{7, 9, 13, 17, 21}));
}

TEST(AbstractChoiceTest, DoesNotSayTheSameTwice) {
  std::string body;
  for (int i : {0, 1, 2, 3, 4, 2, 5, 6})
    absl::StrAppend(&body, InventedSentence(i, 14), " ");
  InventedText text(body);
  for (Sentence& sentence : text.scored().sentences) sentence.score = 0;
  for (size_t i : {2, 5}) text.scored().sentences[i].score = 5;
  text.scored().sentences[7].score = 4.9;
  const std::vector<AbstractPiece> pieces =
      ChooseAbstract(text.scored(), {20, 30});
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[1].sentence, 7U);
}

TEST(AbstractChoiceTest, BeginsWithNoQuotationButMayHoldOne) {
  std::string body;
  for (int i = 0; i < 10; ++i)
    absl::StrAppend(&body, InventedSentence(i, 14), " ");
  InventedText text(body);
  for (Sentence& sentence : text.scored().sentences) sentence.score = 0;
  for (size_t i : {1, 3, 5, 7, 9}) text.scored().sentences[i].score = 5;
  for (size_t i : {1, 3}) text.scored().sentences[i].quote_led = true;
  std::vector<AbstractPiece> pieces = ChooseAbstract(text.scored(), {});
  ASSERT_FALSE(pieces.empty());
  EXPECT_FALSE(text.scored().sentences[pieces[0].sentence].quote_led);
  text.scored().sentences[1].quote_led = false;
  pieces = ChooseAbstract(text.scored(), {});
  ASSERT_GT(pieces.size(), 1U);
  EXPECT_EQ(pieces[0].sentence, 1U);
  EXPECT_EQ(pieces[1].sentence, 3U);
}

TEST(AbstractChoiceTest, TheFirstSentenceOfATextPointsAtNothing) {
  InventedText text("He left the harbour. He left the pier.");
  EXPECT_FALSE(text.scored().sentences[0].dangling);
  EXPECT_TRUE(text.scored().sentences[1].dangling);
}

TEST(AbstractChoiceTest, LengthIsToldByBothCountsWhereWordsHaveSpaces) {
  EXPECT_EQ(LengthOf(60, 58).least, 58);
  EXPECT_EQ(LengthOf(60, 58).most, 60);
  EXPECT_EQ(LengthOf(58, 60).least, 58);
  EXPECT_EQ(LengthOf(58, 60).most, 60);
  // Chinese has next to none.
  EXPECT_EQ(LengthOf(60, 3).least, 60);
  EXPECT_EQ(LengthOf(60, 3).most, 60);
  EXPECT_TRUE(LengthOf(60, 100).IsWithin({}));
  EXPECT_FALSE(LengthOf(59, 100).IsWithin({}));
  EXPECT_FALSE(LengthOf(60, 101).IsWithin({}));
}

TEST(AbstractChoiceTest, WhatNeedsTheSentenceBeforeIsSearchedWithItAlone) {
  InventedText text(absl::StrCat(InventedSentence(0, 10), " ",
                                 InventedSentence(1, 10), " However, ",
                                 InventedSentence(2, 9)));
  for (Sentence& sentence : text.scored().sentences) sentence.score = 0;
  text.scored().sentences[2].score = 50;
  const AbstractLimits two{15, 25};
  EXPECT_EQ(AbstractSearch(text.scored(), two, {0, 1, 2}).Run(),
            (std::vector<size_t>{1, 2}));
  EXPECT_EQ(AbstractSearch(text.scored(), two, {0, 2}).Run(),
            std::vector<size_t>());
}

}  // namespace
}  // namespace byline::summary
