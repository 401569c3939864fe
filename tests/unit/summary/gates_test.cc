#include "services/summary/core/gates.h"

#include <gtest/gtest.h>

namespace byline::summary {
namespace {

Sentence FitSentence() {
  Sentence sentence;
  sentence.text = "The council voted to rebuild the old pier.";
  sentence.words = 8;
  sentence.spaced_words = 8;
  return sentence;
}

Gate GateAmongSixty(const Sentence& sentence) {
  return GateOf(sentence, TermProfile(), kMostPointWords);
}

TEST(GatesTest, NothingSpeaksAgainstAFitSentence) {
  EXPECT_EQ(GateAmongSixty(FitSentence()), Gate::kOpen);
  EXPECT_EQ(GateName(Gate::kOpen), "");
}

TEST(GatesTest, EachFaultShutsItsGateByItsName) {
  struct Case {
    bool Sentence::*flag;
    bool value;
    Gate gate;
    const char* name;
  };
  const Case cases[] = {
      {&Sentence::boilerplate, true, Gate::kBoilerplate, "boilerplate"},
      {&Sentence::own_summary, true, Gate::kOwnSummary, "own_summary"},
      {&Sentence::list_item, true, Gate::kListItem, "list_item"},
      {&Sentence::question, true, Gate::kQuestion, "question"},
      {&Sentence::ends_with_colon, true, Gate::kUnfinished, "unfinished"},
      {&Sentence::repeats_headline, true, Gate::kHeadline, "headline"},
      {&Sentence::balanced, false, Gate::kUnbalanced, "unbalanced"},
      {&Sentence::lone_quote, true, Gate::kLoneQuote, "lone_quote"},
      {&Sentence::dangling, true, Gate::kNeedsNeighbour, "needs_neighbour"},
  };
  for (const Case& test : cases) {
    Sentence sentence = FitSentence();
    sentence.*test.flag = test.value;
    EXPECT_EQ(GateAmongSixty(sentence), test.gate) << test.name;
    EXPECT_EQ(GateName(test.gate), test.name);
  }
}

TEST(GatesTest, WhatTheHeadlineHasIsNoPoint) {
  TermProfile profile;
  profile.covered_by_headline = true;
  EXPECT_EQ(GateOf(FitSentence(), profile, kMostPointWords), Gate::kHeadline);
}

TEST(GatesTest, LengthHasItsLimitsByEitherCount) {
  Sentence sentence = FitSentence();
  sentence.words = kLeastPointWords - 1;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kTooShort);
  EXPECT_EQ(GateName(Gate::kTooShort), "too_short");
  sentence.words = kLeastPointWords;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kOpen);
  sentence.words = kMostPointWords;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kOpen);
  sentence.words = kMostPointWords + 1;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kTooLong);
  EXPECT_EQ(GateName(Gate::kTooLong), "too_long");
  sentence = FitSentence();
  sentence.spaced_words = 12;
  EXPECT_EQ(GateOf(sentence, TermProfile(), 12), Gate::kOpen);
  EXPECT_EQ(GateOf(sentence, TermProfile(), 11), Gate::kTooLong);
}

TEST(GatesTest, TheFirstShutGateIsNamed) {
  Sentence sentence = FitSentence();
  sentence.dangling = true;
  sentence.words = 3;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kTooShort);
  sentence.question = true;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kQuestion);
  sentence.boilerplate = true;
  EXPECT_EQ(GateAmongSixty(sentence), Gate::kBoilerplate);
}

}  // namespace
}  // namespace byline::summary
