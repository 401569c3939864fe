#include "services/summary/core/protected_words.h"

#include <gtest/gtest.h>

namespace byline::summary {
namespace {

TEST(ProtectedWordsTest, WhatAClaimRestsOnIsProtected) {
  for (const char* text : {"not pictured",
                           "without a boat",
                           "Never",
                           "the pier didn't",
                           "isn’t",
                           "allegedly the owner",
                           "who may",
                           "so-called",
                           "if elected",
                           "unless",
                           "according to Jo",
                           "she said",
                           "two boats",
                           "dozens",
                           "14",
                           "a1",
                           "5 per cent",
                           "miles",
                           "the “Heron”",
                           "the \"Heron\"",
                           "«Heron»",
                           "„Heron",
                           "‘Heron",
                           "$",
                           "£",
                           "€",
                           "¥",
                           "%",
                           "the third mayor",
                           "NOT",
                           "(not)",
                           "mayor/not",
                           "mayor\tnot"}) {
    EXPECT_TRUE(HoldsProtectedWord(text)) << text;
  }
}

TEST(ProtectedWordsTest, NegationsAreToldFromOtherProtectedWords) {
  for (const char* text : {"will not run", "Nobody", "no-one", "didn't",
                           "isn’t", "only ferries", "NEVER", "nor gulls"})
    EXPECT_TRUE(HoldsNegation(text)) << text;
  for (const char* text : {"said", "14 ferries", "may", "notable", "if", ""})
    EXPECT_FALSE(HoldsNegation(text)) << text;
}

TEST(ProtectedWordsTest, PlainWordsAreNot) {
  for (const char* text :
       {"pictured", "the mayor of Port Ann", "a notable teacher", "Noah",
        "the mayors club", "Tennant", "iffy", "the anglers' boat", "", "\xff"})
    EXPECT_FALSE(HoldsProtectedWord(text)) << text;
}

}  // namespace
}  // namespace byline::summary
