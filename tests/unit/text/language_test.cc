#include "common/text/language.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "common/text/language_tag.h"

namespace byline::text {
namespace {

TEST(LanguageTest, AFewSentencesAreEnough) {
  const std::vector<std::pair<absl::string_view, absl::string_view>> texts = {
      {"en",
       "The ferry left the harbour in the morning, but it did not return "
       "before night fell over the bay."},
      {"fr",
       "Le ferry a quitté le port dans la matinée, mais il n’est pas revenu "
       "avant la nuit."},
      {"de",
       "Die Fähre verließ am Morgen den Hafen und kehrte vor der Nacht nicht "
       "mehr zurück."},
      {"es",
       "El transbordador salió del puerto por la mañana, pero no volvió antes "
       "de la noche."},
      {"it",
       "Il traghetto ha lasciato il porto al mattino, ma non è tornato prima "
       "della notte."},
      {"pt",
       "A balsa deixou o porto pela manhã, mas não voltou antes da noite, "
       "segundo os moradores."},
      {"nl",
       "De veerboot verliet de haven in de ochtend, maar keerde niet terug "
       "voor het donker werd."},
      {"ru",
       "Паром вышел из порта утром, но до ночи так и не вернулся, и его искали "
       "все жители."},
      {"uk",
       "Пором вийшов із порту вранці, але до ночі так і не повернувся, і його "
       "шукали всі."},
      {"ar", "غادرت العبارة الميناء في الصباح لكنها لم تعد قبل حلول الليل."},
      {"fa",
       "کشتی صبح از بندر بیرون رفت اما تا شب به آنجا بازنگشت و مردم را نگران "
       "کرد."},
      {"zh", "渡轮早上离开了港口，但直到夜里也没有回来。"},
      {"ja", "フェリーは朝に港を出たが、夜になっても戻らなかった。"},
      {"ko", "여객선은 아침에 항구를 떠났지만 밤까지 돌아오지 않았다."},
      {"he", "המעבורת עזבה את הנמל בבוקר אך לא חזרה לפני הלילה."},
      {"el",
       "Το πλοίο έφυγε από το λιμάνι το πρωί, αλλά δεν γύρισε πριν από τη "
       "νύχτα."},
  };
  for (const auto& [language, text] : texts)
    EXPECT_EQ(RecognizeLanguage(text), language) << text;
}

TEST(LanguageTest, NamesInAnotherScriptDoNotMatter) {
  EXPECT_EQ(
      RecognizeLanguage(
          "The word “渡轮” means a ferry in the language of the harbour."),
      "en");
  EXPECT_EQ(RecognizeLanguage("渡轮 Orla Venn 早上离开了港口"), "zh");
}

TEST(LanguageTest, TwoLanguagesInEqualPartsAreUnsure) {
  EXPECT_EQ(RecognizeLanguage("The ferry left at dawn, and they waited. "
                              "Le ferry est parti avec le courrier."),
            "");
}

TEST(LanguageTest, UnsureIsEmpty) {
  for (const absl::string_view unsure :
       {"", "12345 67", "!!!", "Orla Venn",
        "Quillon Tarn Marlow Finch Hale Pike", "😀😀😀", "\xFF\xFE",
        "Kapal itik kraz brum vlak stroj pivo"}) {
    EXPECT_EQ(RecognizeLanguage(unsure), "") << unsure;
  }
}

TEST(LanguageTest, RightToLeftFollowsLanguageOrScript) {
  for (const absl::string_view language :
       {"ar", "ar-EG", "FA", "he", "ur_PK", "az-Arab", "yi", "ckb",
        "pa-Arab-PK"})
    EXPECT_TRUE(IsRightToLeft(language)) << language;
  for (const absl::string_view language :
       {"", "en", "zh-Hant", "ar-Latn", "ks-Deva", "az", "arn", "en-x-arab"})
    EXPECT_FALSE(IsRightToLeft(language)) << language;
}

TEST(LanguageTest, PrimaryLanguageIsTheFirstSubtagInLowerCase) {
  EXPECT_EQ(PrimaryLanguage("en-GB"), "en");
  EXPECT_EQ(PrimaryLanguage("PT_br"), "pt");
  EXPECT_EQ(PrimaryLanguage("zh"), "zh");
  EXPECT_EQ(PrimaryLanguage(""), "");
}

TEST(LanguageTest, ATagIsKnownByItsShape) {
  for (const char* tag :
       {"en", "zh-Hans", "de-AT-1996", "az-Arab", "x-klingon"})
    EXPECT_EQ(IsLanguageTag(tag), std::string(tag) != "x-klingon") << tag;
  for (const char* tag : {"", "e", "e1", "english-", "-en", "en--US", "en_US",
                          "en US", "en-abcdefghi", "en\n"})
    EXPECT_FALSE(IsLanguageTag(tag)) << tag;
  EXPECT_FALSE(IsLanguageTag("en-aaaaaaaa-bbbbbbbb-cccccccc-ddddddddd"));
}

// An English lesson in Chinese, as it were.
TEST(LanguageTest, OfALongTextTheEndCountsAsTheBeginning) {
  std::string english;
  std::string chinese;
  for (int i = 0; i < 40; ++i) {
    english += "The ferry left at dawn, and they waited for it on the quay. ";
    chinese += "\u6e21\u8f6e\u65e9\u4e0a\u79bb\u5f00\u4e86\u6e2f\u53e3\u3002";
  }
  EXPECT_EQ(RecognizeLanguage(english), "en");
  EXPECT_EQ(RecognizeLanguage(chinese), "zh");
  EXPECT_EQ(RecognizeLanguage(english + chinese), "zh");
  EXPECT_EQ(RecognizeLanguage(chinese + english), "zh");
  // Wherever a character is cut.
  for (const char* before : {"a", "ab", "abc"}) {
    EXPECT_EQ(RecognizeLanguage(before + chinese + chinese), "zh");
  }
}

}  // namespace
}  // namespace byline::text
