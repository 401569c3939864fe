#include "services/summary/core/protected_words.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <string>

#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

const WordSet& ProtectedWords() {
  static const auto* const kWords = new WordSet{
      // negations
      "not", "no", "never", "none", "nobody", "nothing", "neither", "nor",
      "without", "cannot", "hardly", "barely", "scarcely", "denied", "denies",
      "refused", "failed", "except", "but", "despite", "although", "though",
      "however", "only", "least", "most", "up",
      // hedges
      "allegedly", "alleged", "reportedly", "reported", "may", "might", "could",
      "would", "perhaps", "possibly", "probably", "likely", "unlikely",
      "apparently", "suspected", "accused", "believed", "thought", "estimated",
      "about", "around", "nearly", "almost", "roughly", "approximately",
      "seemingly", "purported", "purportedly", "claimed", "so-called",
      "unconfirmed", "expected", "potentially", "presumably",
      // conditions
      "if", "unless", "until", "whether", "provided", "should", "when", "once",
      "while", "because", "since",
      // numbers
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
      "ten", "eleven", "twelve", "dozen", "dozens", "hundred", "hundreds",
      "thousand", "thousands", "million", "millions", "billion", "billions",
      "half", "third", "quarter", "first", "second", "last", "several", "all",
      "both", "many", "few", "some", "every", "each", "more", "less", "fewer",
      // units
      "percent", "per", "cent", "dollars", "pounds", "euros", "miles",
      "kilometres", "kilometers", "metres", "meters", "feet", "inches", "tons",
      "tonnes", "kilograms", "litres", "hours", "minutes", "seconds", "days",
      "weeks", "months", "years"};
  return *kWords;
}

// Whether a word fits, in small letters; "n't" always does.
template <typename Fits>
bool AnyWord(absl::string_view text, Fits fits) {
  const std::string lower = absl::AsciiStrToLower(text);
  for (absl::string_view word : absl::StrSplit(
           lower, absl::ByAnyChar(" ,.;:!?()[]'/\n\t-"), absl::SkipEmpty())) {
    if (fits(word)) return true;
  }
  return absl::StrContains(lower, "n't") || absl::StrContains(lower, "n’t");
}

}  // namespace

bool HoldsProtectedWord(absl::string_view text) {
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) return true;
  }
  for (absl::string_view mark :
       {"\"", "“", "”", "„", "«", "»", "‘", "%", "$", "£", "€", "¥"}) {
    if (absl::StrContains(text, mark)) return true;
  }
  return AnyWord(text, [](absl::string_view word) {
    return ProtectedWords().contains(word) || ReportingWords().contains(word);
  });
}

bool HoldsNegation(absl::string_view text) {
  static const auto* const kNegations = new WordSet{
      "not", "no",      "never",  "none",   "nobody", "nothing",  "neither",
      "nor", "without", "cannot", "hardly", "barely", "scarcely", "only"};
  return AnyWord(
      text, [](absl::string_view word) { return kNegations->contains(word); });
}

}  // namespace byline::summary
