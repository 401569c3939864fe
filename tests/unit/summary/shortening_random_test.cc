#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/strings/string_view.h>
#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "services/summary/core/shortening.h"

namespace byline::summary {
namespace {

// What a sentence must never lose, in words of this test.
bool MustStay(const std::string& word) {
  static const std::map<std::string, int> kKept = {
      {"not", 1},    {"never", 1},      {"allegedly", 1}, {"if", 1},
      {"unless", 1}, {"may", 1},        {"14", 1},        {"two", 1},
      {"miles", 1},  {"said", 1},       {"told", 1},      {"according", 1},
      {"wrote", 1},  {"reportedly", 1}, {"without", 1},   {"only", 1}};
  return kKept.count(word) > 0;
}

std::map<std::string, int> KeptWords(const std::string& text) {
  std::map<std::string, int> kept;
  for (absl::string_view word :
       absl::StrSplit(absl::AsciiStrToLower(text), absl::ByAnyChar(" ,.()“”\""),
                      absl::SkipEmpty())) {
    if (MustStay(std::string(word))) ++kept[std::string(word)];
  }
  return kept;
}

// In order, apart, inside of the sentence; and what is left is the rest.
void ExpectRestOf(const std::string& sentence,
                  const std::vector<Deletion>& deletions) {
  std::string rest;
  size_t at = 0;
  for (const Deletion& deletion : deletions) {
    ASSERT_LE(at, deletion.begin) << sentence;
    ASSERT_LT(deletion.begin, deletion.end) << sentence;
    ASSERT_LE(deletion.end, sentence.size()) << sentence;
    rest += sentence.substr(at, deletion.begin - at);
    at = deletion.end;
  }
  rest += sentence.substr(at);
  const std::string left = Without(sentence, deletions);
  ASSERT_TRUE(left == rest || left == text::RaiseFirstLetter(rest))
      << sentence << "\n"
      << left;
}

TEST(ShorteningRandomTest, NoSentenceLosesWhatItsClaimRestsOn) {
  const std::vector<std::vector<std::string>> slots = {
      {"", "PORT ANN (AP) - "},
      {"", "In addition, ", "And ", "On Monday, ", "On Friday night, ",
       "Meanwhile, "},
      {"Ana Rell", "Mayor Ana Rell", "Two anglers", "the council", "He",
       "“We,” Ana Rell"},
      {"", " (pictured)", " (not pictured)", " (allegedly the owner)",
       ", the mayor,", ", the mayor if elected,", " (14 miles away)",
       ", a teacher without work,"},
      {" said", " told anglers", " left", " may leave", " wrote", " never met"},
      {"", " on Monday", " only on Monday", " on Monday (reportedly)"},
      {"", " that", " to say that", " after talks, according to Jo Mir, that",
       " unless"},
      {" the old pier must go", " “he said on Monday that it may go”",
       " two miles of quay were sold on Sunday for 14 crowns"},
      {".", " on Tuesday.", " (if at all)."}};
  std::mt19937 random(23);
  size_t deleted = 0;
  for (int round = 0; round < 4'000; ++round) {
    std::string sentence;
    for (const std::vector<std::string>& pieces : slots)
      sentence += pieces[random() % pieces.size()];
    const std::vector<Deletion> deletions =
        SafeDeletions(sentence, "en", round % 2 == 0);
    deleted += deletions.size();
    ExpectRestOf(sentence, deletions);
    ASSERT_EQ(KeptWords(Without(sentence, deletions)), KeptWords(sentence))
        << sentence;
  }
  EXPECT_GT(deleted, 2'000U);
}

TEST(ShorteningRandomTest, AnyBytesAreShortenedWithinTheirBounds) {
  const char* const pieces[] = {
      "“",    "”",       "\"",       "(",    ")",        ", ",
      ". ",   "On ",     "Monday",   " on ", "said",     " that",
      "AP",   "(AP) - ", "And ",     "the ", "a ",       "Ana ",
      "Rell", "\xff",    "\xe2\x80", "é",    "\n",       "„",
      "«",    "»",       "‘",        " (",   "pictured", "In addition, "};
  std::mt19937 random(29);
  for (int round = 0; round < 4'000; ++round) {
    std::string bytes;
    for (size_t i = random() % 40; i > 0; --i) {
      if (random() % 8 == 0)
        bytes.push_back(static_cast<char>(random()));
      else
        bytes += pieces[random() % std::size(pieces)];
    }
    for (const char* language : {"en", "fr", "es", "de", ""})
      ExpectRestOf(bytes, SafeDeletions(bytes, language, round % 2 == 0));
  }
}

TEST(ShorteningRandomTest, LongSentencesAreLeftAsTheyAre) {
  std::string sentence = "Mayor Ana Rell (pictured) opened the old pier";
  while (sentence.size() < 2'100) sentence += " (pictured) of the town";
  EXPECT_TRUE(SafeDeletions(sentence + ".", "en", true).empty());
}

}  // namespace
}  // namespace byline::summary
