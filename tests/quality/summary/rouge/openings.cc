#include "tests/quality/summary/rouge/openings.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <iterator>

namespace byline::quality {
namespace {

constexpr absl::string_view kDangling[] = {
    // pronouns
    "he", "she", "it", "they", "this", "that", "these", "those", "his", "her",
    "hers", "their", "theirs", "its", "him", "them", "such",
    // connectives
    "but", "however", "and", "so", "also", "moreover", "meanwhile", "still",
    "yet", "then", "instead", "nor", "or", "therefore", "thus", "besides",
    "nevertheless", "nonetheless", "additionally", "furthermore", "indeed",
    "otherwise", "similarly", "likewise", "consequently", "hence",
    "accordingly"};

constexpr absl::string_view kDanglingPhrases[] = {
    "for example", "for instance", "in addition",       "as a result",
    "in contrast", "by contrast",  "on the other hand", "in fact",
    "that said",   "as such",      "at the same time",  "after that",
    "the latter"};

// "This week" points at the day, not at the sentence before.
constexpr absl::string_view kPointing[] = {"this", "that", "these", "those"};
constexpr absl::string_view kTimes[] = {
    "week",    "weekend", "month",  "year",    "morning", "afternoon",
    "evening", "season",  "summer", "winter",  "spring",  "autumn",
    "fall",    "time",    "day",    "century", "decade"};

template <size_t kSize>
bool Has(const absl::string_view (&list)[kSize], absl::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

absl::string_view WithoutContraction(absl::string_view word) {
  for (const absl::string_view tail : {"'s", "'re", "'ll", "'d", "'ve"}) {
    if (absl::ConsumeSuffix(&word, tail)) break;
  }
  return word;
}

}  // namespace

bool IsDanglingOpening(const std::vector<std::string>& words) {
  if (words.empty()) return false;
  const std::string opening = absl::StrJoin(words, " ");
  for (const absl::string_view phrase : kDanglingPhrases) {
    if (absl::StartsWith(opening, absl::StrCat(std::string(phrase), " ")))
      return true;
  }
  if (words.size() > 1 && Has(kPointing, words[0]) && Has(kTimes, words[1]))
    return false;
  return Has(kDangling, WithoutContraction(words[0]));
}

}  // namespace byline::quality
