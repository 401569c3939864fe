#include "services/summary/core/vocabulary.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/text/background_terms.h"

namespace byline::summary {
namespace {

using ::testing::ElementsAre;

TEST(VocabularyTest, WordsOfOneKinShareANumber) {
  Vocabulary english("en-GB");
  EXPECT_THAT(english.Number("Voted voting votes vote"),
              ElementsAre(0, 0, 0, 0));
  EXPECT_EQ(english.size(), 1U);
  Vocabulary german("de");
  EXPECT_THAT(german.Number("Brücken Brücke"), ElementsAre(0, 0));
}

TEST(VocabularyTest, LanguagesWithoutAStemmerTellWordsApart) {
  for (const char* language : {"mi", ""}) {
    Vocabulary other(language);
    EXPECT_THAT(other.Number("voted voting voted"), ElementsAre(0, 1, 0))
        << language;
  }
}

TEST(VocabularyTest, NumbersCountUpAsTermsAreMet) {
  Vocabulary vocabulary("en");
  EXPECT_THAT(vocabulary.Number("The pier and the ferry, the pier and a gull"),
              ElementsAre(0, 1, 0, 2));
  EXPECT_THAT(vocabulary.Number("lantern pier"), ElementsAre(3, 0));
  // However many there are.
  Vocabulary large("en");
  std::string text;
  std::vector<int> counted;
  for (int i = 0; i < 2'000; ++i) {
    absl::StrAppend(&text, " qx", i);
    counted.push_back(i);
  }
  EXPECT_EQ(large.Number(text), counted);
  EXPECT_EQ(large.Number(text), counted);
}

TEST(VocabularyTest, FindTakesInNothing) {
  Vocabulary vocabulary("en");
  vocabulary.Number("pier ferries");
  EXPECT_THAT(vocabulary.Find("ferry gull the piers"), ElementsAre(1, -1, 0));
  EXPECT_EQ(vocabulary.size(), 2U);
}

TEST(VocabularyTest, RarityIsThatOfTheFirstWordOfEachKin) {
  Vocabulary vocabulary("en");
  vocabulary.Number("years year zyxomma");
  EXPECT_EQ(vocabulary.Idf(0), text::BackgroundIdf("years", "en"));
  EXPECT_EQ(vocabulary.Idf(1), text::kUnknownBackgroundIdf);
  ASSERT_NE(text::BackgroundIdf("years", "en"),
            text::BackgroundIdf("year", "en"));
}

TEST(VocabularyTest, ThreadsHaveTheSameNumbersAtOnce) {
  const std::string languages[] = {"en", "fr", "de", "es"};
  std::string text;
  for (int i = 0; i < 400; ++i)
    absl::StrAppend(&text, " vot", i, "ing vot", i, "ed häuser", i, "n");
  const auto number_all = [&](std::vector<std::vector<int>>& numbers) {
    for (int round = 0; round < 20; ++round) {
      Vocabulary vocabulary(languages[round % 4]);
      numbers.push_back(vocabulary.Number(text));
    }
  };
  std::vector<std::vector<int>> alone;
  number_all(alone);
  std::vector<std::vector<int>> one;
  std::vector<std::vector<int>> other;
  std::thread first([&] { number_all(one); });
  std::thread second([&] { number_all(other); });
  first.join();
  second.join();
  EXPECT_EQ(one, alone);
  EXPECT_EQ(other, alone);
}

}  // namespace
}  // namespace byline::summary
