#include "common/article/phrases.h"

#include <gtest/gtest.h>

#include "common/text/fold.h"

namespace byline {
namespace {

TEST(PhrasesTest, EveryPhraseIsThereInEveryLanguage) {
  for (const char* const language :
       {"en", "fr", "de", "es", "ar", "fa", "zh"}) {
    for (int i = 0; i < kPhraseCount; ++i) {
      const std::string words =
          PhraseIn(static_cast<Phrase>(i), language, "VALUE");
      EXPECT_FALSE(words.empty());
      EXPECT_TRUE(text::IsValidUtf8(words));
      EXPECT_EQ(words.find("{}"), std::string::npos);
      const bool takes_value =
          PhraseIn(static_cast<Phrase>(i), "en", "VALUE").find("VALUE") !=
          std::string::npos;
      EXPECT_EQ(words.find("VALUE") != std::string::npos, takes_value) << words;
    }
  }
}

TEST(PhrasesTest, TheLanguageIsTakenByItsPrimarySubtagAndElseEnglish) {
  EXPECT_EQ(PhraseIn(Phrase::kKeyPoints, "fr-CA"), "L’essentiel");
  EXPECT_EQ(PhraseIn(Phrase::kKeyPoints, "sw"), "Key points");
  EXPECT_EQ(PhraseIn(Phrase::kKeyPoints, ""), "Key points");
  EXPECT_EQ(PhraseLanguage("de-AT"), "de");
  EXPECT_EQ(PhraseLanguage("sw"), "en");
}

TEST(PhrasesTest, TheValueStandsInItsPlace) {
  EXPECT_EQ(PhraseIn(Phrase::kBothMention, "en", "Gaza"), "Both mention Gaza");
  EXPECT_EQ(PhraseIn(Phrase::kAuthor, "zh", "王"), "王的文章");
  EXPECT_EQ(PhraseIn(Phrase::kBothMention, "en", "{}"), "Both mention {}");
}

TEST(PhrasesTest, DatesAreWrittenInTheLanguage) {
  const absl::Time time = absl::FromCivil(
      absl::CivilSecond(2026, 5, 3, 23, 59, 59), absl::UTCTimeZone());
  EXPECT_EQ(DateIn(time, "en"), "3 May 2026");
  EXPECT_EQ(DateIn(time, "en-US"), "May 3, 2026");
  EXPECT_EQ(DateIn(time, "de"), "3. Mai 2026");
  EXPECT_EQ(DateIn(time, "fr"), "3 mai 2026");
  EXPECT_EQ(DateIn(time, "es"), "3 de mayo de 2026");
  EXPECT_EQ(DateIn(time, "zh"), "2026年5月3日");
  EXPECT_EQ(DateIn(time, "sw"), "3 May 2026");
  EXPECT_NE(DateIn(time, "fa").find("۲۰۲۶"), std::string::npos);
}

TEST(PhrasesTest, NumbersAreInTheDigitsOfTheLanguage) {
  EXPECT_EQ(NumberIn(12, "en"), "12");
  EXPECT_EQ(NumberIn(12, "sw"), "12");
  EXPECT_EQ(NumberIn(12, "fa-IR"), "۱۲");
  EXPECT_EQ(PhraseIn(Phrase::kReadingTime, "zh", NumberIn(4, "zh")),
            "阅读约4分钟");
}

TEST(PhrasesTest, NamesAreJoinedAsALanguageDoes) {
  EXPECT_EQ(ListIn({}, "en"), "");
  EXPECT_EQ(ListIn({"A"}, "en"), "A");
  EXPECT_EQ(ListIn({"A", "B"}, "de"), "A und B");
  EXPECT_EQ(ListIn({"A", "B", "C"}, "fr"), "A, B et C");
  EXPECT_EQ(ListIn({"A", "B", "C"}, "zh"), "A、B和C");
}

}  // namespace
}  // namespace byline
