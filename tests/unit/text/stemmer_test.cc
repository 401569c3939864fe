#include "common/text/stemmer.h"

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

namespace byline::text {
namespace {

std::string StemOf(absl::string_view language, absl::string_view term) {
  return std::string(Stemmer(language).Stem(term));
}

TEST(StemmerTest, WordsOfOneKinHaveOneStem) {
  EXPECT_EQ(StemOf("en", "voted"), StemOf("en", "voting"));
  EXPECT_EQ(StemOf("en-GB", "ferries"), StemOf("en", "ferry"));
  EXPECT_EQ(StemOf("fr", "votée"), StemOf("fr-CA", "voter"));
  EXPECT_EQ(StemOf("de", "häuser"), StemOf("de", "hauses"));
  EXPECT_EQ(StemOf("es", "barcos"), StemOf("es", "barco"));
  EXPECT_NE(StemOf("en", "pier"), StemOf("en", "ferry"));
}

TEST(StemmerTest, TheStemIsThatOfTheLanguage) {
  EXPECT_EQ(StemOf("en", "voting"), "vote");
  EXPECT_NE(StemOf("de", "voting"), "vote");
}

TEST(StemmerTest, LanguagesWithoutAStemmerLeaveWordsAsTheyAre) {
  for (const char* language : {"", "mi", "zh-Hans", "xx", "no such language"})
    EXPECT_EQ(StemOf(language, "voting"), "voting") << language;
}

TEST(StemmerTest, AWordKeepsItsStemHoweverManyCameBefore) {
  // On a thread of its own, since what is remembered is the thread's.
  std::thread([] {
    const Stemmer stemmer("en");
    const std::string first(stemmer.Stem("voted"));
    for (int i = 0; i < 20'000; ++i) {
      const std::string term = absl::StrCat("q", i, "ferries");
      ASSERT_EQ(std::string(stemmer.Stem(term)), absl::StrCat("q", i, "ferri"))
          << term;
    }
    EXPECT_EQ(std::string(stemmer.Stem("voted")), first);
    EXPECT_EQ(std::string(stemmer.Stem("walked")), "walk");
    EXPECT_EQ(std::string(stemmer.Stem("walking")), "walk");
  }).join();
}

TEST(StemmerTest, ManyLanguagesOnOneThreadDoNoHarm) {
  std::thread([] {
    const Stemmer english("en");
    for (char a = 'a'; a <= 'z'; ++a) {
      const std::string language = absl::StrCat("x", std::string(1, a));
      EXPECT_EQ(StemOf(language, "voting"), "voting");
      EXPECT_EQ(StemOf("q" + language, "voting"), "voting");
    }
    EXPECT_EQ(std::string(english.Stem("voting")), "vote");
    EXPECT_EQ(StemOf("en", "ferries"), "ferri");
  }).join();
}

TEST(StemmerTest, ThreadsDoNotDisturbOneAnother) {
  const auto stem_all = [](std::vector<std::string>& stems) {
    for (int i = 0; i < 5'000; ++i) {
      const char* const language = i % 2 == 0 ? "en" : "de";
      stems.push_back(StemOf(language, absl::StrCat("vot", i % 700, "ings")));
    }
  };
  std::vector<std::string> alone;
  stem_all(alone);
  std::vector<std::string> one;
  std::vector<std::string> other;
  std::thread first([&] { stem_all(one); });
  std::thread second([&] { stem_all(other); });
  first.join();
  second.join();
  EXPECT_EQ(one, alone);
  EXPECT_EQ(other, alone);
}

TEST(StemmerTest, AnyBytesHaveAStem) {
  std::mt19937 random(67);
  for (const char* language : {"en", "fr", "de", "es", "ru", "ar", ""}) {
    const Stemmer stemmer(language);
    EXPECT_EQ(stemmer.Stem(""), "");
    for (int round = 0; round < 500; ++round) {
      std::string bytes;
      for (size_t i = random() % 20; i > 0; --i)
        bytes.push_back(static_cast<char>(random()));
      const std::string stem(stemmer.Stem(bytes));
      ASSERT_EQ(std::string(stemmer.Stem(bytes)), stem);
    }
  }
}

}  // namespace
}  // namespace byline::text
