#include "services/summary/core/standalone.h"

#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

// Enough of a sentence to hold its first words in any script.
constexpr size_t kOpeningBytes = 96;

// The folded words at the front, marks at their edges left out.
std::vector<std::string> OpeningWords(absl::string_view folded, size_t most) {
  std::vector<std::string> words;
  words.reserve(std::min<size_t>(most, 8));
  for (absl::string_view word :
       absl::StrSplit(folded, ' ', absl::SkipEmpty())) {
    constexpr absl::string_view kEdges = ".,;:!?\"'()[]{}`-*";
    while (!word.empty() && absl::StrContains(kEdges, word.substr(0, 1)))
      word.remove_prefix(1);
    while (!word.empty() &&
           absl::StrContains(kEdges, word.substr(word.size() - 1)))
      word.remove_suffix(1);
    // The ellipsis, the bullet and Arabic or Chinese commas are of several
    // bytes.
    for (absl::string_view mark : {"…", "•", "،", "，", "؛"}) {
      if (absl::StartsWith(word, mark)) word.remove_prefix(mark.size());
      if (absl::EndsWith(word, mark)) word.remove_suffix(mark.size());
    }
    if (word.empty()) continue;
    words.emplace_back(word);
    if (words.size() == most) break;
  }
  return words;
}

// Without "'s", "'re", "'ll", "'d", "'ve".
absl::string_view WithoutContraction(absl::string_view word) {
  for (absl::string_view tail : {"'s", "'re", "'ll", "'d", "'ve"}) {
    if (absl::EndsWith(word, tail))
      return word.substr(0, word.size() - tail.size());
  }
  return word;
}

bool OpensWithPhrase(const std::vector<std::string>& words) {
  // The first words of the phrases: few sentences begin with one.
  static const auto* const first_words = [] {
    auto* firsts = new WordSet;
    for (absl::string_view phrase : EnglishOpenings())
      firsts->insert(phrase.substr(0, phrase.find(' ')));
    return firsts;
  }();
  if (!first_words->contains(words[0])) return false;
  std::string opening;
  for (const std::string& word : words) opening += word + " ";
  const auto phrases = EnglishOpenings();
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](absl::string_view phrase) {
                       return absl::StartsWith(opening, phrase);
                     });
}

// "Without them", "For this reason"; not "In that year".
bool OpensWithPointer(const std::vector<std::string>& words) {
  static const auto* const prepositions = new WordSet{
      "about",  "after", "against", "among", "at",     "before", "behind",
      "beyond", "by",    "for",     "from",  "in",     "of",     "on",
      "since",  "to",    "until",   "with",  "without"};
  static const auto* const pronouns =
      new WordSet{"them", "him", "it", "this", "that", "these"};
  if (words.size() < 2 || !prepositions->contains(words[0]) ||
      !pronouns->contains(words[1]))
    return false;
  return words.size() < 3 || !WordsOfTime().contains(words[2]);
}

constexpr absl::string_view kClosers[] = {"\"", "'", "”",  "’", "»",
                                          ")",  "]", "」", "）"};

size_t Count(absl::string_view text, absl::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != absl::string_view::npos;
       at = text.find(mark, at + mark.size()))
    ++count;
  return count;
}

struct Quotation {
  size_t begin;
  size_t end;
};

// Quotations in double marks, in order.
std::vector<Quotation> FindQuotations(absl::string_view text) {
  static constexpr std::pair<absl::string_view, absl::string_view> kPairs[] = {
      {"“", "”"}, {"„", "“"},   {"„", "”"},
      {"«", "»"}, {"「", "」"}, {"\"", "\""}};
  std::vector<Quotation> found;
  // Of each pair, whether a closing mark is still to come: so that marks that
  // never close cost no more than one look.
  bool closes[std::size(kPairs)];
  std::fill(std::begin(closes), std::end(closes), true);
  for (size_t at = 0; at < text.size();) {
    // Nearly all.
    if (static_cast<unsigned char>(text[at]) < 0x80 && text[at] != '"') {
      ++at;
      continue;
    }
    size_t end = absl::string_view::npos;
    for (size_t i = 0; i < std::size(kPairs); ++i) {
      const auto& [open, close] = kPairs[i];
      if (!closes[i] || !absl::StartsWith(text.substr(at), open)) continue;
      const size_t found_at = text.find(close, at + open.size());
      if (found_at == absl::string_view::npos) {
        closes[i] = false;
      } else {
        end = std::min(end, found_at + close.size());
      }
    }
    if (end == absl::string_view::npos) {
      ++at;
    } else {
      found.push_back({at, end});
      at = end;
    }
  }
  return found;
}

}  // namespace

bool OpensDangling(absl::string_view sentence, absl::string_view language) {
  const std::string primary = text::PrimaryLanguage(language);
  const std::string folded =
      text::Fold(text::TruncateUtf8(sentence, kOpeningBytes));
  if (primary == "zh") {
    for (absl::string_view opening : ChineseOpenings()) {
      if (absl::StartsWith(folded, opening)) return true;
    }
    return false;
  }
  const std::vector<std::string> words = OpeningWords(folded, 5);
  if (words.empty()) return false;
  if (primary.empty() || primary == "en") {
    if (OpensWithPhrase(words) || OpensWithPointer(words)) return true;
    const bool points = words[0] == "this" || words[0] == "that" ||
                        words[0] == "these" || words[0] == "those";
    if (points && words.size() > 1 && WordsOfTime().contains(words[1]))
      return false;
    return DanglingWords(primary).contains(WithoutContraction(words[0]));
  }
  return DanglingWords(primary).contains(words[0]);
}

bool IsQuestion(absl::string_view sentence) {
  for (bool again = true; again;) {
    again = false;
    for (absl::string_view closer : kClosers) {
      if (absl::EndsWith(sentence, closer)) {
        sentence.remove_suffix(closer.size());
        again = true;
      }
    }
  }
  return absl::EndsWith(sentence, "?") || absl::EndsWith(sentence, "？") ||
         absl::EndsWith(sentence, "؟");
}

bool MarksBalance(absl::string_view sentence) {
  // Nearly all bytes are no mark: one pass over them.
  int straight = 0;
  int round = 0;
  int square = 0;
  size_t high = 0;
  for (const char c : sentence) {
    straight += c == '"' ? 1 : 0;
    round += c == '(' ? 1 : c == ')' ? -1 : 0;
    square += c == '[' ? 1 : c == ']' ? -1 : 0;
    high += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
  }
  if (straight % 2 != 0 || round != 0 || square != 0) return false;
  if (high == 0) return true;
  const size_t low = Count(sentence, "„");
  const size_t left = Count(sentence, "“");
  const size_t right = Count(sentence, "”");
  // German opens low and closes with the mark that opens English.
  if (low > 0 ? low != left + right : left != right) return false;
  return Count(sentence, "«") == Count(sentence, "»") &&
         Count(sentence, "「") == Count(sentence, "」") &&
         Count(sentence, "‘") <= Count(sentence, "’");
}

bool IsQuoteLed(absl::string_view sentence) {
  for (absl::string_view opener : {"\"", "“", "„", "«", "「", "‘", "'"}) {
    if (absl::StartsWith(sentence, opener)) return true;
  }
  return false;
}

bool QuoteLacksSpeaker(absl::string_view sentence, absl::string_view language) {
  std::vector<Quotation> quotations = FindQuotations(sentence);
  if (quotations.empty()) return false;
  std::string outside;
  size_t at = 0;
  size_t quoted = 0;
  for (const Quotation& quotation : quotations) {
    outside.append(sentence.data() + at, quotation.begin - at);
    outside += ' ';
    quoted += quotation.end - quotation.begin;
    at = quotation.end;
  }
  outside.append(sentence.data() + at, sentence.size() - at);
  if (quoted * 2 < sentence.size()) return false;
  const std::string primary = text::PrimaryLanguage(language);
  const std::vector<std::string> words = OpeningWords(text::Fold(outside), 200);
  const bool knows_verbs = primary.empty() || primary == "en" ||
                           primary == "fr" || primary == "de" ||
                           primary == "es";
  if (!knows_verbs) return words.empty();
  if (words.size() < 2) return true;
  for (const std::string& word : words) {
    if (ReportingWords().contains(word)) return false;
  }
  // Words around a quoted term, not around a saying.
  return words.size() < 4;
}

}  // namespace byline::summary
