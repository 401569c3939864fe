// PrepareArticle's quick way against the plain one, on texts of many kinds.
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/prepared_article.h"
#include "tests/unit/recommendation/plain_prepared.h"

namespace byline::recommendation {
namespace {

std::string Described(const PreparedArticle& article) {
  std::string described;
  for (const PreparedTerm& term : article.terms) {
    absl::StrAppend(&described, article.Spelling(term), " ", term.term, " ",
                    term.spelling_begin, "+", term.spelling_size, " ",
                    term.weight, term.in_headline ? " headline" : "",
                    term.in_lead ? " lead" : "", term.is_name ? " name" : "",
                    "\n");
  }
  for (const uint16_t word : article.copy_words) {
    absl::StrAppend(&described, word, " ");
  }
  absl::StrAppend(&described, "\n");
  for (const uint8_t bin : article.sketch.bins) {
    absl::StrAppend(&described, static_cast<int>(bin), " ");
  }
  return absl::StrCat(article.facts.language, "\n", described);
}

// That both ways say the same of an article; what they say.
std::string ExpectSame(const article::v1::Article& article) {
  const PreparedArticle prepared = PrepareArticle(article);
  const PreparedArticle plain = PlainPrepared(article);
  EXPECT_EQ(Described(prepared), Described(plain)) << article.DebugString();
  // The description rounds.
  for (size_t i = 0; i < prepared.terms.size() && i < plain.terms.size(); ++i) {
    EXPECT_EQ(prepared.terms[i].weight, plain.terms[i].weight);
  }
  return Described(prepared);
}

article::v1::Article WithParagraphs(const std::string& language,
                                    const std::string& headline,
                                    const std::vector<std::string>& texts) {
  article::v1::Article article;
  article.set_language_code(language);
  article.set_headline(headline);
  for (const std::string& text : texts) {
    article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
  }
  return article;
}

struct SampleText {
  const char* language;
  const char* headline;
  const char* text;
};

const std::vector<SampleText>& Samples() {
  static const auto* const samples = new std::vector<SampleText>{
      {"en", "Ferry Crews Walk Out in Osterby, Quill's Guild Says",
       "Ferry crews in Osterby walked out on Monday, Mara Quill's Seafarers "
       "Guild said. Mr. Vex of the Halvard Line didn't answer; Dr. J. Arno, "
       "who leads the NVO, did. \"It's 3.5 knots, 1,200 crowns!\" Then? Mara "
       "Quill left... The Halvard Line Ferry Guild House of Osterby e.g. "
       "shut at 7 p.m. Later A.B. Cole Inc. lost co-workers and Mara-Jo Quill. "
       "Sunday. Sir Ottar Lund-Vex Of The Isles, ferry ferry ferry."},
      {"en", "Night shifts \u2014 the Guild\u2019s word",
       "\u201cNight shifts cost \u20ac1,200,\u201d said Mara Quill\u2019s "
       "\u2018sister\u2019 \u2013 na\u00efve \u00c5land sailors\u2026 Then "
       "\u0141\u00f3d\u017a Na\u00efve Quill\u2019s. \u00c9lan \u00c9lan Vex "
       "\u00a9 caf\u00e9s caf\u00e9s'. \u00e9 x\u00e9y abc\u00e9 "
       "\u00e9abcdefghij abcdefg\u00e9 abcdefgh\u00e9 abcdefghi\u00e9jkl"},
      {"fr", "L\u2019\u00eele d\u2019Osterby",
       "L'\u00eele d'Osterby n'a pas vot\u00e9. Aujourd'hui Mme. Quill et "
       "l\u2019homme d'\u00c9tat sont l\u00e0; c'est l'\u00e9t\u00e9 \u00e0 "
       "Saint-Varn. M. Vex? Qu'il parte d'abord. l' d' ''"},
      {"de", "Die Stra\u00dfe nach Osterby",
       "Gestern sprach Mara Quill mit dem Kapit\u00e4n \u00fcber die "
       "Stra\u00dfe. Die Gr\u00f6\u00dfe z.B. der F\u00e4hre bzw. Dr. Vex "
       "st\u00f6rt Ottar Lund nicht. Am 3. Mai GEHT ES LOS."},
      {"ru",
       "\u041f\u0430\u0440\u043e\u043c\u044b \u0441\u0442\u043e\u044f\u0442",
       "\u041c\u0430\u0440\u0430 \u041a\u0432\u0438\u043b\u043b "
       "\u0443\u0448\u043b\u0430 "
       "\u0438\u0437 \u041e\u0441\u0442\u0435\u0440\u0431\u0438. \u0414\u0430, "
       "\u0441\u043a\u0430\u0437\u0430\u043b\u0430 \u041c\u0430\u0440\u0430 "
       "\u041a\u0432\u0438\u043b\u043b \u0432 2031 \u0433. "
       "\u041e\u0441\u0442\u0435\u0440\u0431\u0438."},
      {"el", "\u03a4\u03bf \u03bb\u03b9\u03bc\u03ac\u03bd\u03b9",
       "\u039f \u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 "
       "\u03ba\u03b1\u03b9 "
       "\u03bf \u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2. \u03a4\u03bf "
       "\u03bb\u03b9\u03bc\u03ac\u03bd\u03b9!"},
      {"ar", "\u0627\u0644\u0645\u064a\u0646\u0627\u0621",
       "\u0642\u0627\u0644\u062a \u0645\u064e\u0631\u064e\u0627 \u0625\u0646 "
       "\u0627\u0644\u0645\u064a\u0646\u0640\u0640\u0627\u0621 "
       "\u0645\u063a\u0644\u0642 "
       "\u0661\u0662\u0663. \u0647\u0644 \u0639\u0627\u062f\u062a\u061f"},
      {"fa", "\u0628\u0646\u062f\u0631",
       "\u0645\u0627\u0631\u0627 \u0645\u06cc\u200c\u0631\u0648\u062f \u0648 "
       "\u06a9\u0634\u062a\u06cc\u200c\u0647\u0627 \u06f1\u06f2 \u062a\u0627 "
       "\u0645\u06cc\u0631\u0648\u062f."},
      {"he", "\u05d4\u05e0\u05de\u05dc",
       "\u05de\u05e8\u05d4 \u05d0\u05de\u05e8\u05d4 "
       "\u05e9\u05d4\u05e0\u05de\u05dc "
       "\u05e1\u05d2\u05d5\u05e8. \u05e6\u05d4\"\u05dc \u05d2'"},
      {"zh", "\u6e2f\u53e3\u5f00\u653e",
       "\u6e2f\u53e3\u5f00\u653e\u3002Mara Quill\u8bf4\uff1a\u201c\u6e2f\u3002"
       "\u201d port 3.5 \u6e2f\nMara Quill left.\n\u53e3 Osterby"},
      {"ja", "\u6e2f\u306e\u30d5\u30a7\u30ea\u30fc",
       "\u30d5\u30a7\u30ea\u30fc\u306f\u6b62\u307e\u3063\u305f\u3002\uff76"
       "\uff85 "
       "\u30a2\u30fb\u30a4 \u4e00\u4eba\uff01 Quill \u3005"},
      {"ko", "\ud56d\uad6c",
       "\ud56d\uad6c\ub294 \ub2eb\ud614\ub2e4. \ub9c8\ub77c \ud018"},
      {"th", "\u0e17\u0e48\u0e32\u0e40\u0e23\u0e37\u0e2d",
       "\u0e17\u0e48\u0e32\u0e40\u0e23\u0e37\u0e2d\u0e1b\u0e34\u0e14\u0e41"
       "\u0e25\u0e49\u0e27 "
       "\u0e21\u0e32\u0e23\u0e32"},
      {"hi", "\u092c\u0902\u0926\u0930\u0917\u093e\u0939",
       "\u092e\u093e\u0930\u093e \u0928\u0947 \u0915\u0939\u093e \u0915\u093f "
       "\u092c\u0902\u0926\u0930\u0917\u093e\u0939 \u092c\u0902\u0926 "
       "\u0939\u0948\u0964 \u0967\u0968"},
      {"tr", "\u0130skele \u0130stanbul",
       "\u0130skele a\u0130b I\u0131 ISPARTA \u0131s. \u0130"},
      {"", "Combining marks",
       "Cafe\u0301 nai\u0308ve A\u030a \u0301x e\u0301\u0301 Quill\u0301s"},
      {"und", "Letters of all kinds",
       "\ufb01rst \u01c5ar \u017fun \u1e9ePITZ \u2160\u2161 \u00bd x\u00b2 "
       "\U0001D400bc \U0001F600 \uff21\uff22 a\u00adb \u200bc \u00b5g "
       "\u0149x \u013fa \u00a0\u3000gap \u2028 line \u0085 next"},
      {"en", "a.b.c U.S.A. 1.2.3",
       "x.y'z 7'8 a;b 1;2,3 1,a 3.b no_one _a_ _ __ 5_6 "
       "a_ 's 's' '' x's's It's' A's. A's B's. A-B A--B A - B A\tB A  B"},
      {"en", "!?...", ".. , ; ' - _ \" ( ) [ ] \u2026 \u2014"},
      {"en", "", ""},
      {"", "", "the"},
      {"en", "Ends in a word", "one two three Four\n\nFive\n.Six\n\n\nSeven\n"},
      {"en", "Ill-formed",
       "broken \xc3 a\xff\xfe z\xe2\x80 Quill\xf0\x9f\x98 \xed\xa0\x80 "
       "Vex\xc3"},
      {"en", "\xff", "\xc3"},
      {"it", "Sull'isola",
       "L'isola e' dell'Arno: un'ora, cent'anni. Sig. Vex. Dell'"}};
  return *samples;
}

TEST(PreparedTextTest, TextsOfAllScriptsAreReadAsThePlainWayReadsThem) {
  for (const SampleText& sample : Samples()) {
    ExpectSame(WithParagraphs(sample.language, sample.headline,
                              {sample.text, sample.headline, sample.text}));
    for (const char* language : {"", "en", "de", "fr"}) {
      ExpectSame(WithParagraphs(language, sample.headline, {sample.text}));
    }
  }
}

TEST(PreparedTextTest, AllKindsOfBlocksAreRead) {
  article::v1::Article article = WithParagraphs(
      "en", "Oyster Row Shut", {"Oyster Row shut. One. Two. Three. Four."});
  article.set_standfirst("Edda Callowhill Mourns.");
  article.add_tags("Oyster Row");
  article.add_tags("tides");
  article.add_blocks()->mutable_heading()->mutable_text()->set_text(
      "A heading");
  auto* quote = article.add_blocks()->mutable_quote();
  quote->mutable_text()->set_text("We wept, Edda Callowhill and I");
  quote->set_speaker("Not Read");
  auto* list = article.add_blocks()->mutable_list();
  list->add_items()->set_text("first item");
  list->add_items();
  list->add_items()->set_text("third item");
  auto* table = article.add_blocks()->mutable_table();
  table->set_caption("Oysters by year");
  auto* row = table->add_rows();
  row->add_cells()->set_text("year");
  row->add_cells()->set_text("2031");
  article.add_blocks()->mutable_image()->set_caption("The Row at dawn");
  article.add_blocks()->mutable_divider();
  auto* repeated = article.add_blocks();
  repeated->set_repeats_headline(true);
  repeated->mutable_paragraph()->mutable_text()->set_text("Not read either");
  ExpectSame(article);
}

TEST(PreparedTextTest, WordsOfAllLengthsAreRead) {
  std::string text;
  std::string word;
  for (int i = 0; i < 300; ++i) {
    word.push_back(static_cast<char>((i % 7 == 0 ? 'A' : 'a') + i % 26));
    for (const char* end : {" ", ". ", "'s ", ", ", "\u00e9 ", "'t ", "\n"}) {
      if (i < 80 || i % 37 == 0) absl::StrAppend(&text, word, end);
    }
  }
  ExpectSame(WithParagraphs("en", word, {text}));
  ExpectSame(WithParagraphs("fr", text.substr(0, 77), {text}));
  // Each length at the very end of a text.
  for (size_t size = 0; size < 90; ++size) {
    ExpectSame(WithParagraphs("en", text.substr(size, size),
                              {text.substr(0, size), word.substr(0, size)}));
  }
}

TEST(PreparedTextTest, ManyTermsAreAllCounted) {
  std::mt19937 random(5);
  std::vector<std::string> paragraphs(40);
  for (std::string& paragraph : paragraphs) {
    for (int i = 0; i < 200; ++i) {
      absl::StrAppend(&paragraph, i % 9 == 0 ? "Word" : "word", random() % 6000,
                      i % 14 == 13 ? ". " : " ");
    }
  }
  ExpectSame(WithParagraphs("en", paragraphs[3].substr(0, 90), paragraphs));
  // Nothing is left of a long article when a short one follows.
  ExpectSame(WithParagraphs("en", "Short", {"A short one."}));
}

TEST(PreparedTextTest, RandomTextsAreReadAsThePlainWayReadsThem) {
  const std::vector<std::string> pieces = {
      "a",      "B",      "Quill",  "the",    "The",    "harbour",  "Osterbyan",
      "7",      "0",      "'",      "\u2019", ".",      ",",        ";",
      " ",      " ",      " ",      "-",      "s",      "'s",       "\u00e9",
      "\u00d8", "\u2014", "\n",     "\u201c", "!",      "\u0142",   "a_b",
      ". ",     "Dr",     "NVO",    "Monday", "\u6e2f", "\u0416",   "\u0301",
      "\u0130", "\u03a3", "\u0645", "\xc3",   "\xff",   "abcdefgh", "\t"};
  const std::vector<std::string> languages = {"en", "de", "fr", "", "zh"};
  std::mt19937 random(17);
  for (int i = 0; i < 10'000 && !::testing::Test::HasFailure(); ++i) {
    // Some of few pieces, so that long stretches are Latin.
    const size_t kinds = i % 3 == 0 ? pieces.size() : i % 3 == 1 ? 18 : 32;
    const auto text = [&](uint32_t longest) {
      std::string made;
      for (uint32_t j = random() % longest; j > 0; --j) {
        made += pieces[random() % kinds];
      }
      return made;
    };
    ExpectSame(WithParagraphs(languages[random() % languages.size()], text(12),
                              {text(60), text(20), text(30)}));
  }
}

// Fingerprints and sketches are kept: they must never change.
TEST(PreparedTextTest, WhatIsKeptStaysTheSame) {
  std::string all;
  for (const SampleText& sample : Samples()) {
    all += Described(PrepareArticle(
        WithParagraphs(sample.language, sample.headline, {sample.text})));
  }
  EXPECT_EQ(text::TermFingerprint(all), 9197900766398609446u);
  EXPECT_EQ(text::TermFingerprint("ferry"), 1199020884852104055u);
}

}  // namespace
}  // namespace byline::recommendation
