#include "common/text/words.h"

#include <absl/strings/ascii.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include <memory>
#include <random>
#include <string>

namespace byline::text {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  for (const ByteRange range : SplitWords(text))
    words.push_back(text.substr(range.begin, range.end - range.begin));
  return words;
}

// What ICU itself says, for comparison with the fast path.
std::vector<std::string> IcuWords(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  breaks->setText(icu::UnicodeString::fromUTF8(text));
  std::vector<std::string> words;
  for (int begin = 0, end = breaks->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaks->next()) {
    const std::string word = text.substr(begin, end - begin);
    if (std::any_of(word.begin(), word.end(), absl::ascii_isalnum))
      words.push_back(word);
  }
  return words;
}

TEST(WordsTest, LettersAndDigitsMakeWordsAndPunctuationDoesNot) {
  EXPECT_THAT(Words("Don't pay $3.50, - ever (they say)!"),
              ElementsAre("Don't", "pay", "3.50", "ever", "they", "say"));
  EXPECT_THAT(Words("L’été, déjà fini."), ElementsAre("L’été", "déjà", "fini"));
  EXPECT_THAT(Words("ما هذا؟ كتاب."), ElementsAre("ما", "هذا", "كتاب"));
}

TEST(WordsTest, TheFastPathAgreesWithIcuOnAnyAsciiText) {
  std::mt19937 random(11);
  const std::string alphabet = "ab1 .'_,;:-\"\n/$%&AZ09\t()";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 24); i > 0; --i)
      text.push_back(alphabet[random() % alphabet.size()]);
    ASSERT_EQ(Words(text), IcuWords(text)) << testing::PrintToString(text);
  }
}

TEST(WordsTest, TwoChineseOrJapaneseCharactersCountAsOneWord) {
  EXPECT_EQ(CountWords("渡轮昨天离开了"), 4);  // 7 characters
  EXPECT_EQ(CountWords("船が出た。"), 2);
  EXPECT_EQ(CountWords("渡轮 Orla 昨天"), 3);
  EXPECT_EQ(CountWords("The ferry left at 5.30."), 5);
  EXPECT_EQ(CountWords(""), 0);
}

TEST(WordsTest, TermsAreFoldedWithoutStopWords) {
  EXPECT_THAT(
      Terms("The Ferry’s captain didn't sail to Ｏslo in 2026.", "en-GB"),
      ElementsAre("ferry", "captain", "sail", "oslo", "2026"));
  EXPECT_THAT(Terms("L'île d’Yeu n'est pas la plus grande", "fr"),
              ElementsAre("île", "yeu", "grande"));
  EXPECT_THAT(Terms("Die STRAẞE und der Fluß", "de"),
              ElementsAre("strasse", "fluss"));
  EXPECT_THAT(Terms("the ferry", ""), ElementsAre("the", "ferry"));
}

TEST(WordsTest, ChineseAndJapaneseTermsArePairs) {
  EXPECT_THAT(Terms("渡轮离开。好", "zh"),
              ElementsAre("渡轮", "轮离", "离开", "好"));
}

TEST(WordsTest, ArabicAndPersianSpellingsMeet) {
  // Arabic and Persian yeh and kaf, half-space, vowel signs, digits.
  EXPECT_EQ(Terms("كتابي", ""), Terms("کتابی", ""));
  EXPECT_EQ(Terms("می‌رود", ""), Terms("میرود", ""));
  EXPECT_EQ(Terms("كِتابٌ", ""), Terms("كتاب", ""));
  EXPECT_EQ(Terms("مدرسة ٢٠٢٦", ""), Terms("مدرسه 2026", ""));
  EXPECT_EQ(Terms("أحمد", ""), Terms("احمد", ""));
  EXPECT_THAT(Terms("او به خانه رفت", "fa"), ElementsAre("خانه", "رفت"));
}

TEST(WordsTest, StopWordsBelongToTheirLanguage) {
  EXPECT_TRUE(IsStopWord("the", "en-US"));
  EXPECT_FALSE(IsStopWord("the", "fr"));
  EXPECT_TRUE(IsStopWord("und", "de"));
  EXPECT_FALSE(IsStopWord("the", "xx"));
}

TEST(WordsTest, AnyBytesGiveSoundRangesAndTerms) {
  std::mt19937 random(13);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 60); i > 0; --i)
      text.push_back(static_cast<char>(
          random() % 3 == 0 ? random() : 'a' + random() % 26));
    size_t last = 0;
    for (const ByteRange range : SplitWords(text)) {
      ASSERT_LE(last, range.begin);
      ASSERT_LT(range.begin, range.end);
      last = range.end;
    }
    ASSERT_LE(last, text.size());
    ASSERT_GE(CountWords(text), 0);
    for (const std::string& term : Terms(text, "en"))
      ASSERT_FALSE(term.empty());
  }
}

}  // namespace
}  // namespace byline::text
