#include "services/summary/core/surface.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>

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

bool IsSpace(char c) {
  return absl::ascii_isspace(static_cast<unsigned char>(c));
}
bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

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

// The word without marks at its edges.
absl::string_view Bare(absl::string_view word) {
  constexpr absl::string_view kEdges = ".,;:!?\"'()[]";
  while (!word.empty() && absl::StrContains(kEdges, word.substr(0, 1)))
    word.remove_prefix(1);
  while (!word.empty() &&
         absl::StrContains(kEdges, word.substr(word.size() - 1)))
    word.remove_suffix(1);
  if (absl::EndsWith(word, "'s")) word.remove_suffix(2);
  return word;
}

void TakeWord(absl::string_view word, bool& in_name, Surface& surface) {
  const bool is_first = surface.words == 0;
  ++surface.words;
  if (word.back() == ',') ++surface.commas;
  const absl::string_view bare = Bare(word);
  if (bare.empty()) return;
  if (std::any_of(bare.begin(), bare.end(), IsDigit)) {
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
  constexpr size_t kLongest = 13;
  if (bare.size() > kLongest) return;
  char folded[kLongest];
  std::transform(bare.begin(), bare.end(), folded, [](char c) {
    return absl::ascii_tolower(static_cast<unsigned char>(c));
  });
  const absl::string_view key(folded, bare.size());
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
    size_t end = at;
    while (end < sentence.size() && !IsSpace(sentence[end])) ++end;
    TakeWord(sentence.substr(at, end - at), in_name, surface);
    at = end;
  }
  surface.quoted_bytes = QuotedBytes(sentence);
  surface.parenthesis = absl::StrContains(sentence, "(");
  surface.colon_or_dash =
      absl::StrContains(sentence, ": ") || absl::StrContains(sentence, "; ") ||
      absl::StrContains(sentence, " - ") || absl::StrContains(sentence, "--") ||
      absl::StrContains(sentence, "—") || absl::StrContains(sentence, " – ");
  return surface;
}

}  // namespace byline::summary
