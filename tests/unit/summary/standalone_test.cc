#include "services/summary/core/standalone.h"

#include <gtest/gtest.h>

namespace byline::summary {
namespace {

TEST(StandaloneTest, APrepositionBeforeAPronounDangles) {
  EXPECT_TRUE(OpensDangling("Without them the mill stands still.", "en"));
  EXPECT_TRUE(OpensDangling("For this reason the mill stands still.", "en"));
  EXPECT_FALSE(OpensDangling("In that year the mill stood still.", "en"));
  EXPECT_FALSE(OpensDangling("Without water the mill stands still.", "en"));
}

TEST(StandaloneTest, PronounsAndConnectivesOpenDangling) {
  for (const char* text : {"He left the harbour.", "However, the mayor stayed.",
                           "In addition, two ferries sank.",
                           "“It was cold,” said the pilot Ana Rell.",
                           "It's over, the council said.", "The latter won."}) {
    EXPECT_TRUE(OpensDangling(text, "en")) << text;
  }
}

TEST(StandaloneTest, NamesNounsAndTimesDoNotOpenDangling) {
  for (const char* text :
       {"Mayor Ana Rell left the harbour.", "This week the ferries run again.",
        "Italy won.", "Herons nest here.", "The latterly rebuilt pier opened.",
        "", "...", "\xff\xfe"}) {
    EXPECT_FALSE(OpensDangling(text, "en")) << text;
  }
}

TEST(StandaloneTest, OpeningsAreThoseOfTheLanguage) {
  EXPECT_TRUE(OpensDangling("Cependant, le port reste fermé.", "fr-CA"));
  EXPECT_TRUE(OpensDangling("Außerdem bleibt der Hafen zu.", "de"));
  EXPECT_FALSE(OpensDangling("Also bleibt der Hafen zu.", "fr"));
  EXPECT_TRUE(OpensDangling("این بندر بسته است.", "fa"));
  EXPECT_TRUE(OpensDangling("但港口仍然关闭。", "zh-Hans"));
  EXPECT_FALSE(OpensDangling("He ara tēnei.", "mi"));
}

TEST(StandaloneTest, QuestionsAreKnownBehindClosingMarks) {
  EXPECT_TRUE(IsQuestion("Who pays?"));
  EXPECT_TRUE(IsQuestion("“Who pays?”"));
  EXPECT_TRUE(IsQuestion("من يدفع؟"));
  EXPECT_FALSE(IsQuestion("“Who pays?” asked the mayor."));
}

TEST(StandaloneTest, MarksMustPair) {
  EXPECT_TRUE(MarksBalance("The “old” (and \"new\") pier isn’t here."));
  EXPECT_TRUE(MarksBalance("Der „alte“ Hafen."));
  EXPECT_FALSE(MarksBalance("“The pier is gone."));
  EXPECT_FALSE(MarksBalance("The pier\" is gone."));
  EXPECT_FALSE(MarksBalance("The pier (built in 1901 is gone."));
}

TEST(StandaloneTest, AQuotationWithoutItsSpeakerIsKnown) {
  EXPECT_TRUE(QuoteLacksSpeaker(
      "“We shall rebuild the pier before the winter comes.”", "en"));
  EXPECT_TRUE(QuoteLacksSpeaker(
      "\"We shall rebuild the pier before the winter comes.\" Indeed.", "en"));
  EXPECT_FALSE(QuoteLacksSpeaker(
      "“We shall rebuild the pier before the winter comes,” Ana Rell said.",
      "en"));
  EXPECT_FALSE(QuoteLacksSpeaker(
      "„Wir bauen den Hafen wieder auf“, sagte Ana Rell.", "de"));
  EXPECT_FALSE(QuoteLacksSpeaker(
      "The “old pier” was closed by the council of the town on Monday.", "en"));
  EXPECT_FALSE(QuoteLacksSpeaker("No quotation here.", "en"));
}

}  // namespace
}  // namespace byline::summary
