#include "services/summary/core/surface.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <bitset>

#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

enum class WordKind { kPronoun, kPersonal, kDate, kReporting };

const absl::flat_hash_map<absl::string_view, WordKind>& KnownWords() {
  static const auto* const kWords = [] {
    auto* words = new absl::flat_hash_map<absl::string_view, WordKind>;
    for (absl::string_view word :
         {"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its",
          "their", "theirs", "himself", "herself", "itself", "themselves"})
      words->try_emplace(word, WordKind::kPronoun);
    for (absl::string_view word :
         {"i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your",
          "yours", "i'm", "we're", "you're", "i've", "we've", "i'll", "we'll"})
      words->try_emplace(word, WordKind::kPersonal);
    for (absl::string_view word :
         {"monday",   "tuesday",  "wednesday", "thursday",  "friday",
          "saturday", "sunday",   "january",   "february",  "march",
          "april",    "june",     "july",      "august",    "september",
          "october",  "november", "december",  "yesterday", "today",
          "tomorrow", "tonight"})
      words->try_emplace(word, WordKind::kDate);
    for (absl::string_view word : ReportingWords())
      words->try_emplace(word, WordKind::kReporting);
    return words;
  }();
  return *kWords;
}

// Words of 1 to 13 bytes by their first, their last and their length, as a
// small number.
constexpr size_t kLongestKnown = 13;
constexpr size_t kPrints = 4096;
size_t PrintOf(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  const auto last = static_cast<unsigned char>(word.back());
  return (first * 61U + last * 7U + word.size() * 401U) % kPrints;
}

// Few words of a text share the print of a known one.
bool MayBeKnown(absl::string_view word) {
  static const auto* const prints = [] {
    auto* known = new std::bitset<kPrints>;
    for (const auto& [word, kind] : KnownWords()) {
      if (word.size() <= kLongestKnown) known->set(PrintOf(word));
    }
    return known;
  }();
  return prints->test(PrintOf(word));
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Quotations in straight or curly double marks, or guillemets.
size_t QuotedBytes(absl::string_view text) {
  size_t quoted = 0;
  for (size_t at = 0; at < text.size();) {
    absl::string_view closer;
    const absl::string_view rest = text.substr(at);
    if (static_cast<unsigned char>(rest[0]) < 0x80 && rest[0] != '"') {
      ++at;  // nearly all
      continue;
    }
    if (rest[0] == '"') {
      closer = "\"";
    } else if (absl::StartsWith(rest, "“")) {
      closer = "”";
    } else if (absl::StartsWith(rest, "„")) {
      closer = "“";
    } else if (absl::StartsWith(rest, "«")) {
      closer = "»";
    } else if (absl::StartsWith(rest, "「")) {
      closer = "」";
    } else {
      ++at;
      continue;
    }
    const size_t close = text.find(closer, at + 1);
    if (close == absl::string_view::npos) break;
    quoted += close - at;
    at = close + closer.size();
  }
  return quoted;
}

bool IsEdge(char c) {
  switch (c) {
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '"':
    case '\'':
    case '(':
    case ')':
    case '[':
    case ']':
      return true;
    default:
      return false;
  }
}

// The word without marks at its edges.
absl::string_view Bare(absl::string_view word) {
  while (!word.empty() && IsEdge(word.front())) word.remove_prefix(1);
  while (!word.empty() && IsEdge(word.back())) word.remove_suffix(1);
  if (absl::EndsWith(word, "'s")) word.remove_suffix(2);
  return word;
}

// What of a word decides which tests it needs.
struct WordBytes {
  bool digit = false;
  bool hyphen = false;
  bool high = false;  // not ASCII
};

// A colon or semicolon behind the word, or a dash in it or instead of it.
bool HasColonOrDash(absl::string_view word, const WordBytes& bytes) {
  if (word.back() == ':' || word.back() == ';') return true;
  if (bytes.hyphen && (word == "-" || absl::StrContains(word, "--")))
    return true;
  return bytes.high && (absl::StrContains(word, "—") || word == "–");
}

void TakeWord(absl::string_view word, const WordBytes& bytes, bool& in_name,
              Surface& surface) {
  const bool is_first = surface.words == 0;
  ++surface.words;
  if (word.back() == ',') ++surface.commas;
  surface.colon_or_dash = surface.colon_or_dash || HasColonOrDash(word, bytes);
  const absl::string_view bare = Bare(word);
  if (bare.empty()) return;
  if (bytes.digit) {
    ++surface.numbers;
    if (bare.back() == '%' || absl::StrContains(bare, "$") ||
        absl::StrContains(bare, "£") || absl::StrContains(bare, "€"))
      ++surface.amounts;
  }
  const bool is_capital =
      !is_first && absl::ascii_isupper(static_cast<unsigned char>(bare[0])) &&
      bare != "I";
  if (is_capital) {
    ++surface.capitalised;
    if (!in_name) ++surface.names;
  }
  // A comma or stop behind the word ends the name.
  in_name =
      is_capital && word.data() + word.size() == bare.data() + bare.size();
  if (bare.size() > kLongestKnown) return;
  char folded[kLongestKnown];
  std::transform(bare.begin(), bare.end(), folded, [](char c) {
    return absl::ascii_tolower(static_cast<unsigned char>(c));
  });
  const absl::string_view key(folded, bare.size());
  if (!MayBeKnown(key)) return;
  const auto known = KnownWords().find(key);
  if (known == KnownWords().end()) return;
  switch (known->second) {
    case WordKind::kPronoun:
      ++surface.pronouns;
      break;
    case WordKind::kPersonal:
      ++surface.personal;
      break;
    case WordKind::kDate:
      ++surface.dates;
      break;
    case WordKind::kReporting:
      if (!is_capital) ++surface.reporting;
      break;
  }
}

}  // namespace

Surface SurfaceOf(absl::string_view sentence) {
  Surface surface;
  bool in_name = false;
  for (size_t at = 0; at < sentence.size();) {
    if (IsSpace(sentence[at])) {
      ++at;
      continue;
    }
    WordBytes bytes;
    size_t end = at;
    for (; end < sentence.size() && !IsSpace(sentence[end]); ++end) {
      const char c = sentence[end];
      bytes.digit = bytes.digit || (c >= '0' && c <= '9');
      bytes.hyphen = bytes.hyphen || c == '-';
      bytes.high = bytes.high || static_cast<unsigned char>(c) >= 0x80;
      surface.parenthesis = surface.parenthesis || c == '(';
    }
    TakeWord(sentence.substr(at, end - at), bytes, in_name, surface);
    at = end;
  }
  surface.quoted_bytes = QuotedBytes(sentence);
  return surface;
}

}  // namespace byline::summary
