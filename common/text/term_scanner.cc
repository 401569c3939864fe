#include "common/text/term_scanner.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "common/text/abbreviations.h"
#include "common/text/fold.h"
#include "common/text/latin_characters.h"
#include "common/text/stop_words.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

using FingerprintSet = absl::flat_hash_set<uint64_t, FingerprintHash>;

constexpr size_t kLongestScannedTerm = 64;

bool HoldsCjk(absl::string_view line) {
  for (size_t pos = 0; pos < line.size();) {
    if (IsCjk(NextCodePoint(line, &pos))) return true;
  }
  return false;
}

bool BeginsWithCapital(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  if (first < 0x80) return IsAsciiUpper(first);
  size_t pos = 0;
  const char32_t c = NextCodePoint(word, &pos);
  return c != kIllFormed && u_isUUppercase(static_cast<UChar32>(c));
}

bool IsAcronym(absl::string_view word) {
  if (word.size() < 2) return false;
  for (const char c : word) {
    if (!IsAsciiUpper(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

// Whether what stands between two words may end a sentence.
bool HoldsStop(absl::string_view gap) {
  for (size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == '.' || c == '!' || c == '?' || c == '\n') return true;
    // Ellipsis, and the full stops of other scripts, are three bytes long.
    if (static_cast<unsigned char>(c) >= 0xE2 && i + 2 < gap.size()) {
      const absl::string_view three = gap.substr(i, 3);
      if (three == "\u2026" || three == "\u3002" || three == "\uFF01" ||
          three == "\uFF1F") {
        return true;
      }
    }
  }
  return false;
}

// Fingerprints of a language's stop words; null where none are known.
const FingerprintSet* StopFingerprints(absl::string_view language) {
  static const auto* const sets = [] {
    auto* made = new absl::flat_hash_map<std::string, FingerprintSet>;
    for (const auto& [primary, words] : StopWordLists()) {
      FingerprintSet& set = (*made)[std::string(primary)];
      for (const absl::string_view word : words) {
        set.insert(TermFingerprint(word));
      }
    }
    return made;
  }();
  const auto found = sets->find(language);
  return found == sets->end() ? nullptr : &found->second;
}

uint64_t Mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// The first `size` bytes, at most 8, as a number.
uint64_t Load(const char* bytes, size_t size) {
  uint64_t word = 0;
  if (size == 8) {
    std::memcpy(&word, bytes, 8);
    return word;
  }
  for (size_t i = 0; i < size; ++i) {
    word |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i]))
            << (8 * i);
  }
  return word;
}

// Eight bytes at a time, folded by a 128-bit product as in wyhash (Wang Yi,
// 2019); the length is part of it. The bits of `set` are set in every byte.
inline uint64_t Fingerprint(const char* bytes, size_t size, uint64_t set) {
  constexpr uint64_t kFirst = 0xA0761D6478BD642F;
  constexpr uint64_t kSecond = 0xE7037ED1A0B428DB;
  uint64_t hash = kFirst ^ size;
  for (; size > 8; size -= 8, bytes += 8) {
    hash = Mix(hash ^ (Load(bytes, 8) | set), kSecond);
  }
  const uint64_t last =
      Load(bytes, size) | (size == 8 ? set : set & ((1ULL << (8 * size)) - 1));
  return Mix(Mix(hash ^ last, kSecond), kFirst ^ hash);
}

// Of a word of ASCII letters and digits, folded: a small letter is a capital
// one with this bit set, and digits have it.
uint64_t AsciiFingerprint(const char* bytes, size_t size) {
  return Fingerprint(bytes, size, 0x2020202020202020);
}

}  // namespace

uint64_t TermFingerprint(absl::string_view term) {
  return Fingerprint(term.data(), term.size(), 0);
}

TermScanner::TermScanner(absl::string_view language)
    : language_(language),
      elides_(language == "fr" || language == "it" || language == "ca"),
      stop_words_(StopFingerprints(language)) {}

void TermScanner::Scan(absl::string_view text) {
  terms_.clear();
  pairs_.clear();
  for (size_t begin = 0; begin < text.size();) {
    const size_t newline = text.find('\n', begin);
    const size_t end =
        newline == absl::string_view::npos ? text.size() : newline;
    if (IsLatinLine(text.substr(begin, end - begin))) {
      ScanLatinLine(text, begin, end);
    } else {
      ScanAnyLine(text, begin, end);
    }
    begin = end + 1;
  }
}

absl::string_view TermScanner::Pair(size_t i) const {
  const auto found = std::lower_bound(
      pairs_.begin(), pairs_.end(), i,
      [](const auto& pair, size_t place) { return pair.first < place; });
  if (found == pairs_.end() || found->first != i) return "";
  return found->second;
}

void TermScanner::ScanLatinLine(absl::string_view text, size_t begin,
                                size_t end) {
  const std::array<Sort, 256>& sorts = ByteSorts();
  const auto sort_at = [&](size_t at) {
    return sorts[static_cast<unsigned char>(text[at])];
  };
  for (size_t at = begin; at < end;) {
    const Sort first = sort_at(at);
    if (first == Sort::kLetter || first == Sort::kDigit) {
      // Nearly all words: ASCII throughout, without anything between letters.
      size_t stop = at + 1;
      while (stop < end && (sort_at(stop) == Sort::kLetter ||
                            sort_at(stop) == Sort::kDigit)) {
        ++stop;
      }
      if (stop == end || sort_at(stop) == Sort::kOther) {
        AddAscii(text, at, stop);
        at = stop;
        continue;
      }
    } else if (first == Sort::kOther || first == Sort::kQuote ||
               first == Sort::kStop || first == Sort::kComma) {
      ++at;
      continue;
    }
    at = ScanWord(text, at, end);
  }
}

size_t TermScanner::ScanWord(absl::string_view text, size_t begin, size_t end) {
  Character c = CharacterAt(text, begin);
  if (c.sort != Sort::kLetter && c.sort != Sort::kDigit &&
      c.sort != Sort::kUnderscore) {
    return begin + c.size;
  }
  size_t at = begin;
  bool counts = false;  // has a letter or digit
  Sort before = Sort::kOther;
  folded_.clear();
  for (;;) {
    if (c.sort == Sort::kLetter) {
      if (c.code < 0x80) {
        folded_.push_back(static_cast<char>(c.code | 0x20));
      } else {
        AppendUtf8(
            static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code))),
            &folded_);
      }
      counts = true;
    } else if (c.sort == Sort::kDigit || c.sort == Sort::kUnderscore) {
      folded_.push_back(static_cast<char>(c.code));
      counts = counts || c.sort == Sort::kDigit;
    } else {
      if (at + c.size >= end) break;
      const Sort after = CharacterAt(text, at + c.size).sort;
      if (!Joins(c.sort, before, after)) break;
      folded_.push_back(c.sort == Sort::kQuote ? '\''
                                               : static_cast<char>(c.code));
    }
    before = c.sort;
    at += c.size;
    if (at >= end) break;
    c = CharacterAt(text, at);
  }
  if (counts) Take(text, begin, at);
  return at;
}

void TermScanner::AddAscii(absl::string_view text, size_t begin, size_t end) {
  const size_t size = std::min(end - begin, kLongestScannedTerm);
  Place(text, AsciiFingerprint(text.data() + begin, size), begin, end);
}

void TermScanner::Take(absl::string_view text, size_t begin, size_t end) {
  absl::string_view term = folded_;
  if (term.size() > 2 && term[term.size() - 2] == '\'' && term.back() == 's') {
    term.remove_suffix(2);
  }
  Add(text, TruncateUtf8(term, kLongestScannedTerm), begin, end);
}

void TermScanner::ScanAnyLine(absl::string_view text, size_t begin,
                              size_t end) {
  const absl::string_view line = text.substr(begin, end - begin);
  const std::vector<ByteRange> words = SplitWords(line);
  // Without a language no stop word is left out: in an alphabet terms and words
  // then stand one to one.
  const std::vector<std::string> terms = Terms(line, "");
  // Among pairs of characters words and terms do not stand one to one.
  const bool has_words = terms.size() == words.size() && !HoldsCjk(line);
  for (size_t i = 0; i < terms.size(); ++i) {
    Add(text, terms[i], has_words ? begin + words[i].begin : begin,
        has_words ? begin + words[i].end : begin);
  }
}

void TermScanner::Add(absl::string_view text, absl::string_view term,
                      size_t begin, size_t end) {
  const size_t apostrophe =
      elides_ ? term.rfind('\'') : absl::string_view::npos;
  if (apostrophe != absl::string_view::npos) {
    term.remove_prefix(apostrophe + 1);
  }
  if (term.empty()) return;
  Place(text, TermFingerprint(term), begin, end);
  if (begin == end) pairs_.emplace_back(terms_.size() - 1, term);
}

void TermScanner::Place(absl::string_view text, uint64_t fingerprint,
                        size_t begin, size_t end) {
  const size_t previous_end = terms_.empty() ? begin : terms_.back().end;
  ScannedTerm& added = terms_.emplace_back();
  added.fingerprint = fingerprint;
  added.begin = static_cast<uint32_t>(begin);
  added.end = static_cast<uint32_t>(end);
  if (stop_words_ != nullptr) {
    added.stop_word = static_cast<const FingerprintSet*>(stop_words_)
                          ->contains(added.fingerprint);
  }
  if (begin == end) return;
  const absl::string_view word = text.substr(begin, end - begin);
  added.capital = BeginsWithCapital(word);
  added.acronym = added.capital && IsAcronym(word);
  if (terms_.size() == 1 || previous_end > begin) return;
  const absl::string_view gap = text.substr(previous_end, begin - previous_end);
  added.joined = gap == " " || gap == "-";
  added.after_stop = !added.joined && HoldsStop(gap);
  if (added.after_stop && gap.front() == '.') {
    const ScannedTerm& last = terms_[terms_.size() - 2];
    const absl::string_view before =
        text.substr(last.begin, last.end - last.begin);
    added.after_stop =
        !(before.size() == 1 && last.capital) &&
        AbbreviationOf(before, language_) == StopAfter::kOrdinary;
  }
}

}  // namespace byline::text
