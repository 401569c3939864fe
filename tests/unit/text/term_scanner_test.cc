#include "common/text/term_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/text/words.h"

namespace byline::text {
namespace {

std::vector<uint64_t> Fingerprints(const std::vector<std::string>& terms) {
  std::vector<uint64_t> fingerprints;
  for (const std::string& term : terms) {
    fingerprints.push_back(TermFingerprint(term));
  }
  return fingerprints;
}

std::vector<uint64_t> Scanned(absl::string_view text,
                              absl::string_view language = "") {
  TermScanner scanner(language);
  scanner.Scan(text);
  std::vector<uint64_t> fingerprints;
  for (const ScannedTerm& term : scanner.terms()) {
    fingerprints.push_back(term.fingerprint);
  }
  return fingerprints;
}

TEST(TermScannerTest, GivesTheTermsOfTermsInAnyScript) {
  for (const char* text :
       {"The ferry's crew won't sail at 3.5 knots, said O'Quill; no_one did.",
        "\u201cNight shifts\u201d \u2014 the Guild\u2019s word \u2013 "
        "cost \u20ac1,200 a year\u2026",
        "\u00c9t\u00e9 \u00e0 Z\u00fcrich, na\u00efve \u00c5land "
        "\u0141\u00f3d\u017a",
        "Stra\u00dfe und Gr\u00f6\u00dfe", "\ufb01rst \u01c5 \u017fun",
        "\u6e2f\u53e3\u5f00\u653e\u3002 port",
        "\u0645\u06cc\u200c\u0631\u0648\u062f",
        "\u0410\u0431\u0432 \u0413\u0434\u0435", "a.b.c U.S.A. 1.2.3 x.y'z 7'8",
        "_a_ _ __ 5_6 a_", "line one\nline \u00df two\n\nthree",
        "\xff\xfe broken \xc3", "", "'s 's' ''",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c"}) {
    EXPECT_EQ(Scanned(text), Fingerprints(Terms(text, ""))) << text;
  }
}

TEST(TermScannerTest, AgreesWithTermsOnRandomLatinText) {
  const std::vector<std::string> pieces = {
      "a",      "B",      "z",  "7",      "0", "'",     "\u2019",
      ".",      ",",      ";",  " ",      "-", "s",     "\u00e9",
      "\u00d8", "\u2014", "\n", "\u201c", "!", "\u0142"};
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (uint32_t j = random() % 14; j > 0; --j) {
      text += pieces[random() % pieces.size()];
    }
    ASSERT_EQ(Scanned(text), Fingerprints(Terms(text, ""))) << text;
  }
}

TEST(TermScannerTest, ElidesArticlesOfFrench) {
  EXPECT_EQ(Scanned("l\u2019homme d'\u00e9tat", "fr"),
            Fingerprints({"homme", "\u00e9tat"}));
}

TEST(TermScannerTest, SaysWhereATermStandsAndHowItIsWritten) {
  const std::string text = "NVO crews left. Mara-Jo Quill's boat sank in the";
  TermScanner scanner("en");
  scanner.Scan(text);
  const auto& terms = scanner.terms();
  ASSERT_EQ(terms.size(), 10u);
  EXPECT_TRUE(terms[0].acronym);
  EXPECT_FALSE(terms[1].capital);
  EXPECT_TRUE(terms[1].joined);
  EXPECT_FALSE(terms[3].joined);
  EXPECT_TRUE(terms[3].after_stop);
  EXPECT_TRUE(terms[4].joined);
  EXPECT_FALSE(terms[4].after_stop);
  EXPECT_EQ(text.substr(terms[5].begin, terms[5].end - terms[5].begin),
            "Quill's");
  EXPECT_TRUE(terms[5].capital);
  EXPECT_FALSE(terms[5].acronym);
  EXPECT_TRUE(terms[9].stop_word);
  EXPECT_TRUE(terms[3].plain);
  EXPECT_FALSE(terms[5].plain);
}

TEST(TermScannerTest, PlainWordsAreWholeRunsOfAsciiLettersAndDigits) {
  const std::string text =
      "one 2wo. don't caf\u00e9 a_b 3.5 Six\u2014seven,\n\u6e2f no\n8x";
  TermScanner scanner("en");
  scanner.Scan(text);
  std::vector<std::string> plain;
  for (const ScannedTerm& term : scanner.terms()) {
    if (!term.plain) continue;
    plain.push_back(text.substr(term.begin, term.end - term.begin));
  }
  EXPECT_THAT(plain, ::testing::ElementsAre("one", "2wo", "seven", "8x"));
}

TEST(TermScannerTest, ALineHasTheSameTermsWhateverStandsInTheNext) {
  const std::string latin = "Mara Quill's crew, 3.5 knots \u2014 Vex.";
  const std::string other = "Mara Quill \u6e2f\u53e3 crew";
  auto both = Scanned(latin);
  const auto more = Scanned(other);
  both.insert(both.end(), more.begin(), more.end());
  EXPECT_EQ(Scanned(latin + "\n" + other), both);
}

TEST(TermScannerTest, AnAbbreviationEndsNoSentence) {
  TermScanner scanner("en");
  scanner.Scan("Dr. Vex met J. Arno. Then");
  EXPECT_FALSE(scanner.terms()[1].after_stop);
  EXPECT_FALSE(scanner.terms()[4].after_stop);
  EXPECT_TRUE(scanner.terms()[5].after_stop);
}

TEST(TermScannerTest, PairsOfCharactersHaveTextsOfTheirOwn) {
  TermScanner scanner("zh");
  scanner.Scan("ab \u6e2f\u53e3\u5f00");
  ASSERT_EQ(scanner.terms().size(), 3u);
  EXPECT_EQ(scanner.Pair(1), "\u6e2f\u53e3");
  EXPECT_EQ(scanner.Pair(2), "\u53e3\u5f00");
  EXPECT_EQ(scanner.Pair(7), "");
  EXPECT_EQ(scanner.terms()[1].begin, scanner.terms()[1].end);
}

}  // namespace
}  // namespace byline::text
