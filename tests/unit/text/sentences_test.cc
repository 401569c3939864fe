#include "common/text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/text/fold.h"
#include "tests/quality/json_lines.h"

namespace byline::text {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Sentences(const std::string& text,
                                   const std::string& language = "en") {
  std::vector<std::string> sentences;
  for (const ByteRange range : SplitSentences(text, language))
    sentences.push_back(text.substr(range.begin, range.end - range.begin));
  return sentences;
}

TEST(SentencesTest, FullStopQuestionAndExclamationMarkEndASentence) {
  EXPECT_THAT(Sentences("The ferry left. Was it full? It was! Nobody stayed."),
              ElementsAre("The ferry left.", "Was it full?", "It was!",
                          "Nobody stayed."));
}

TEST(SentencesTest, OffsetsAreBytesAndTrimmed) {
  const auto ranges = SplitSentences("  Él llegó.  Ella no. ", "es");
  EXPECT_THAT(ranges, ElementsAre(ByteRange{2, 13}, ByteRange{15, 23}));
}

TEST(SentencesTest, TitlesNeverEndASentence) {
  EXPECT_THAT(
      Sentences("Dr. Orla Venn met Gov. Hale and Mr. Pike. They left."),
      ElementsAre("Dr. Orla Venn met Gov. Hale and Mr. Pike.", "They left."));
}

TEST(SentencesTest, InitialsJoinButAPronounEnds) {
  EXPECT_THAT(
      Sentences("A book by J. K. Marlow and T.S. Finch sold out. It won."),
      ElementsAre("A book by J. K. Marlow and T.S. Finch sold out.",
                  "It won."));
  EXPECT_THAT(Sentences("It was between her and I. Did anyone ask?"),
              ElementsAre("It was between her and I.", "Did anyone ask?"));
}

TEST(SentencesTest, AnAcronymEndsASentenceOnlyAheadOfACommonOpener) {
  EXPECT_THAT(Sentences("Aid came from the U.S. State Department. It helped "
                        "the U.N. The rest did not."),
              ElementsAre("Aid came from the U.S. State Department.",
                          "It helped the U.N.", "The rest did not."));
}

TEST(SentencesTest, CompaniesAndMonthsMayEndASentence) {
  EXPECT_THAT(
      Sentences("Shares of Quillon Inc. rose on Jan. 5 after a deal with Tarn "
                "Corp. The price was not named."),
      ElementsAre(
          "Shares of Quillon Inc. rose on Jan. 5 after a deal with Tarn Corp.",
          "The price was not named."));
}

TEST(SentencesTest, TimesOfDayEndASentenceThatHasBegunToSayMore) {
  EXPECT_THAT(
      Sentences("The vote closed at 9 p.m. Officials counted all night. At 6 "
                "a.m. Mayor Lund spoke. Doors open at 10 a.m. Monday."),
      ElementsAre("The vote closed at 9 p.m.", "Officials counted all night.",
                  "At 6 a.m. Mayor Lund spoke.",
                  "Doors open at 10 a.m. Monday."));
}

TEST(SentencesTest, NumbersKeepTheirPoints) {
  EXPECT_THAT(
      Sentences("It costs $3.50. No. 7 is sold out. Rates fell by 0.5 percent "
                "in 2024. Banks cheered."),
      ElementsAre("It costs $3.50.", "No. 7 is sold out.",
                  "Rates fell by 0.5 percent in 2024.", "Banks cheered."));
}

TEST(SentencesTest, AQuoteOfSeveralSentencesStaysWithItsSentence) {
  EXPECT_THAT(
      Sentences("She said: “We lost. We will rebuild. Nobody leaves.” The hall "
                "was silent."),
      ElementsAre("She said: “We lost. We will rebuild. Nobody leaves.”",
                  "The hall was silent."));
  EXPECT_THAT(
      Sentences("\"We lost. We will rebuild,\" she said. \"Nobody leaves.\""),
      ElementsAre("\"We lost. We will rebuild,\" she said.",
                  "\"Nobody leaves.\""));
  EXPECT_THAT(
      Sentences("„Wir warten. Es dauert“, sagte er. Dann ging er.", "de"),
      ElementsAre("„Wir warten. Es dauert“, sagte er.", "Dann ging er."));
  EXPECT_THAT(
      Sentences(
          "« On attend. C’est long », dit-il. Il part. « Quoi ? » Elle rit.",
          "fr"),
      ElementsAre("« On attend. C’est long », dit-il.", "Il part.",
                  "« Quoi ? »", "Elle rit."));
}

TEST(SentencesTest, ABracketOfSeveralSentencesStaysWithItsSentence) {
  EXPECT_THAT(
      Sentences("The plan (It is old. It is long.) passed. So it goes."),
      ElementsAre("The plan (It is old. It is long.) passed.", "So it goes."));
}

TEST(SentencesTest, AReportingVerbKeepsAQuoteAndItsSpeakerTogether) {
  EXPECT_THAT(
      Sentences(
          "“Is it over?” Hale asked. “Never!” said Pike. “Yes.” He left."),
      ElementsAre("“Is it over?” Hale asked.", "“Never!” said Pike.", "“Yes.”",
                  "He left."));
}

TEST(SentencesTest, AnUnclosedQuoteOrBracketSwallowsNothing) {
  EXPECT_THAT(Sentences("“We lost. We will rebuild. Nobody leaves."),
              ElementsAre("“We lost.", "We will rebuild.", "Nobody leaves."));
  EXPECT_THAT(Sentences("The plan (old as it is. It passed. So."),
              ElementsAre("The plan (old as it is.", "It passed.", "So."));
}

TEST(SentencesTest, ApostrophesAreNoQuotes) {
  EXPECT_THAT(Sentences("'Tis late. The workers' demands stand. The '90s "
                        "ended. The drivers' too."),
              ElementsAre("'Tis late.", "The workers' demands stand.",
                          "The '90s ended.", "The drivers' too."));
}

TEST(SentencesTest, AnElisionOpensNoQuote) {
  EXPECT_THAT(
      Sentences("'Tis late. The fault was the drivers', nobody else's."),
      ElementsAre("'Tis late.", "The fault was the drivers', nobody else's."));
}

TEST(SentencesTest, EllipsesEndASentenceOnlyAheadOfACapital) {
  EXPECT_THAT(
      Sentences("He waited ... and waited... Then he left. I … well."),
      ElementsAre("He waited ... and waited...", "Then he left.", "I … well."));
}

TEST(SentencesTest, LineBreaksEndASentence) {
  EXPECT_THAT(
      Sentences("A heading\nThe text begins\r\nand goes on\xE2\x80\xA8"
                "here"),
      ElementsAre("A heading", "The text begins", "and goes on", "here"));
}

TEST(SentencesTest, ListItemsInOneLineAreSentences) {
  EXPECT_THAT(Sentences("1) Open the lid 2) Take the key 3) Run"),
              ElementsAre("1) Open the lid", "2) Take the key", "3) Run"));
  EXPECT_THAT(Sentences("• Milk • Bread and 2 eggs"),
              ElementsAre("• Milk", "• Bread and 2 eggs"));
}

TEST(SentencesTest, GermanAbbreviationsAndOrdinalsJoin) {
  EXPECT_THAT(
      Sentences("Am 3. Mai, d. h. heute, kamen z. B. Frau Dr. Lenz und ca. 40 "
                "Gäste. Der 2. Spieltag endete 1999. Das war gut.",
                "de"),
      ElementsAre(
          "Am 3. Mai, d. h. heute, kamen z. B. Frau Dr. Lenz und ca. 40 Gäste.",
          "Der 2. Spieltag endete 1999.", "Das war gut."));
}

TEST(SentencesTest, FrenchAndSpanishTitlesJoin) {
  EXPECT_THAT(Sentences("M. Dorel et Mme. Vian sont là. Ils attendent.", "fr"),
              ElementsAre("M. Dorel et Mme. Vian sont là.", "Ils attendent."));
  EXPECT_THAT(
      Sentences("El Sr. Pardo vive en EE. UU. desde 2001. ¿Vuelve? No.", "es"),
      ElementsAre("El Sr. Pardo vive en EE. UU. desde 2001.", "¿Vuelve?",
                  "No."));
}

TEST(SentencesTest, ChineseAndJapaneseNeedNoSpace) {
  EXPECT_THAT(
      Sentences("渡轮昨天离开了。船上有三百人！“快走。不要等。”他说。天黑了。",
                "zh"),
      ElementsAre("渡轮昨天离开了。", "船上有三百人！",
                  "“快走。不要等。”他说。", "天黑了。"));
  EXPECT_THAT(
      Sentences("船が出た。「急げ。待つな。」と彼は言った。夜になった。", "ja"),
      ElementsAre("船が出た。", "「急げ。待つな。」と彼は言った。",
                  "夜になった。"));
}

TEST(SentencesTest, ArabicAndPersianEndAtTheirMarks) {
  EXPECT_THAT(Sentences("غادرت العبارة أمس. هل كانت ممتلئة؟ نعم.", "ar"),
              ElementsAre("غادرت العبارة أمس.", "هل كانت ممتلئة؟", "نعم."));
  EXPECT_THAT(
      Sentences("کشتی رفت. آیا پر بود؟ «بله. پر بود.» او ماند.", "fa"),
      ElementsAre("کشتی رفت.", "آیا پر بود؟", "«بله. پر بود.»", "او ماند."));
}

TEST(SentencesTest, CyrillicFollowsTheSameRules) {
  EXPECT_THAT(
      Sentences("В 2015 г. паром ушёл. А. П. Громов остался. Почему?", "ru"),
      ElementsAre("В 2015 г. паром ушёл.", "А. П. Громов остался.", "Почему?"));
}

TEST(SentencesTest, AddressesAndFileNamesAreNotCut) {
  EXPECT_THAT(
      Sentences("See https://news.example.com/a.b/c.html. Write to "
                "a.b@example.org. Version 2.0.1 is out."),
      ElementsAre("See https://news.example.com/a.b/c.html.",
                  "Write to a.b@example.org.", "Version 2.0.1 is out."));
}

TEST(SentencesTest, NothingComesOfNothing) {
  EXPECT_TRUE(SplitSentences("", "en").empty());
  EXPECT_TRUE(SplitSentences(" \n\t ", "").empty());
  EXPECT_THAT(Sentences("..."), ElementsAre("..."));
}

// Whatever the bytes: in order, trimmed, not empty, and only white space is
// left out.
void ExpectSound(const std::string& text, const std::string& language) {
  size_t last = 0;
  const bool valid = IsValidUtf8(text);
  const auto blank = [&](size_t begin, size_t end) {
    return Fold(absl::string_view(text).substr(begin, end - begin)).empty();
  };
  for (const ByteRange range : SplitSentences(text, language)) {
    ASSERT_LE(last, range.begin) << testing::PrintToString(text);
    ASSERT_LT(range.begin, range.end);
    ASSERT_LE(range.end, text.size());
    ASSERT_TRUE(blank(last, range.begin)) << testing::PrintToString(text);
    if (valid) {
      ASSERT_TRUE(
          IsValidUtf8(text.substr(range.begin, range.end - range.begin)));
    }
    last = range.end;
  }
  ASSERT_TRUE(blank(last, text.size()));
}

TEST(SentencesTest, AnyBytesGiveSoundRanges) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {"A",
                                          "b",
                                          " ",
                                          ".",
                                          "!",
                                          "?",
                                          "\"",
                                          "'",
                                          "(",
                                          ")",
                                          "“",
                                          "”",
                                          "«",
                                          "»",
                                          "„",
                                          "。",
                                          "」",
                                          "「",
                                          "\n",
                                          "1",
                                          "2.",
                                          "a) ",
                                          "• ",
                                          " . . .",
                                          "…",
                                          "U.S.",
                                          "Dr.",
                                          "\xFF",
                                          "\xE2\x80",
                                          "\xF0\x9F",
                                          "é",
                                          "ب",
                                          "中",
                                          "\xE2\x80\x8B",
                                          std::string(1, '\0'),
                                          "\xC2\xA0"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 40); i > 0; --i) {
      if (random() % 8 == 0) {
        text.push_back(static_cast<char>(random()));
      } else {
        text += parts[random() % parts.size()];
      }
    }
    ExpectSound(text, round % 3 == 0 ? "de" : round % 3 == 1 ? "en" : "");
  }
}

// Time grows with the length, not with its square: a hundred times the text
// would take minutes otherwise.
TEST(SentencesTest, LongUglyLinesTakeLinearTime) {
  for (const std::string part :
       {"\"", "(", "( a. ", ". ", "A. ", ". . ", "\" a. B", "' a. ", "5 a.m. ",
        "「。", "“A? B ", "1) ", "• "}) {
    std::string text;
    while (text.size() < 400'000) text += part;
    ExpectSound(text, "en");
  }
}

TEST(SentencesTest, TheGoldenRulesHoldWhereTheDataIsThere) {
  const auto rules = quality::ReadJsonLines(quality::DataFolder() +
                                            "/sentences/golden_en.jsonl");
  if (rules.empty()) GTEST_SKIP() << "no measuring data";
  int right = 0;
  for (const auto& rule : rules) {
    std::vector<std::string> wanted;
    for (const auto& sentence :
         rule.fields().at("sentences").list_value().values())
      wanted.push_back(sentence.string_value());
    const auto found = Sentences(quality::TextField(rule, "text"));
    right += found == wanted;
    if (found != wanted)
      std::cout << quality::TextField(rule, "text") << "\n  gives "
                << testing::PrintToString(found) << "\n";
  }
  std::cout << right << " of " << rules.size() << " golden rules\n";
  EXPECT_GE(right, 47);
}

}  // namespace
}  // namespace byline::text
