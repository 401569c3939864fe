#include "common/text/term_scanner.h"

#include <absl/container/flat_hash_map.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "common/text/abbreviations.h"
#include "common/text/ascii_words.h"
#include "common/text/fingerprint_set.h"
#include "common/text/fold.h"
#include "common/text/latin_characters.h"
#include "common/text/stop_words.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

constexpr size_t kUsualTerms = 256;

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
      std::vector<uint64_t> fingerprints;
      for (const absl::string_view word : words) {
        fingerprints.push_back(TermFingerprint(word));
      }
      made->emplace(primary, fingerprints);
    }
    return made;
  }();
  const auto found = sets->find(language);
  return found == sets->end() ? nullptr : &found->second;
}

// A word of ASCII letters and digits.
struct AsciiWord {
  absl::string_view word;
  uint64_t eight = 0;  // its first bytes, and what stands behind them
};

inline uint64_t FingerprintOf(const AsciiWord& ascii) {
  const size_t size = ascii.word.size();
  if (size >= 8) {
    return AsciiFingerprint(ascii.word.substr(0, kLongestScannedTerm));
  }
  return ShortFingerprint(FirstBytes(ascii.eight | kSmallBits, size), size);
}

inline bool IsAcronym(const AsciiWord& ascii) {
  const size_t size = ascii.word.size();
  if (size >= 8) return IsAcronym(ascii.word);
  return size > 1 && FirstBytes(ascii.eight & kSmallBits, size) == 0;
}

}  // namespace

TermScanner::TermScanner(absl::string_view language)
    : language_(language),
      elides_(language == "fr" || language == "it" || language == "ca"),
      stop_words_(StopFingerprints(language)) {
  terms_.reserve(kUsualTerms);
}

void TermScanner::Scan(absl::string_view text) {
  terms_.clear();
  pairs_.clear();
  for (size_t begin = 0; begin < text.size();) {
    const size_t newline = text.find('\n', begin);
    const size_t end =
        newline == absl::string_view::npos ? text.size() : newline;
    const size_t before = terms_.size();
    if (!ScanLatinLine(text, begin, end)) {
      terms_.resize(before);
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

bool TermScanner::ScanLatinLine(absl::string_view text, size_t begin,
                                size_t end) {
  const char* const bytes = text.data();
  const auto sort_at = [&](size_t at) {
    return at < end ? kByteSorts[static_cast<unsigned char>(bytes[at])]
                    : Sort::kOther;
  };
  const auto ends_word = [&](size_t at) {
    const Sort sort = sort_at(at);
    if (sort == Sort::kOther) return true;
    if (!MayJoin(sort)) return false;
    const Sort after = sort_at(at + 1);
    return after == Sort::kOther || MayJoin(after);
  };
  for (size_t at = begin; at < end;) {
    // Nearly all words are of ASCII letters and digits, and nothing else.
    const uint64_t eight = at + 8 <= text.size()
                               ? EightBytes(bytes + at)
                               : FewBytes(bytes + at, text.size() - at);
    const size_t count = CountAlnum(eight);
    const size_t stop = count < 8 ? at + count : AlnumEnd(text, at);
    if (count > 0 && ends_word(stop)) {
      const AsciiWord word = {{bytes + at, stop - at}, eight};
      ScannedTerm& term = Append(text, FingerprintOf(word), at, stop);
      term.plain = true;
      term.capital = (eight & 0x20) == 0;
      term.acronym = IsAcronym(word);
      at = stop + 1;
      continue;
    }
    const Sort sort = sort_at(at);
    const bool opens_word = count > 0 || sort == Sort::kUnderscore ||
                            (sort == Sort::kForeign &&
                             CharacterAt(text, at).sort != Sort::kForeign);
    if (!opens_word && sort == Sort::kForeign) return false;
    at = opens_word ? ScanWord(text, at, end) : at + 1;
  }
  return true;
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
  ScannedTerm& added = Append(text, TermFingerprint(term), begin, end);
  if (begin == end) {
    pairs_.emplace_back(terms_.size() - 1, term);
    return;
  }
  const absl::string_view word = text.substr(begin, end - begin);
  added.capital = BeginsWithCapital(word);
  added.acronym = IsAcronym(word);
}

ScannedTerm& TermScanner::Append(absl::string_view text, uint64_t fingerprint,
                                 size_t begin, size_t end) {
  const bool is_first = terms_.empty();
  ScannedTerm& added = terms_.emplace_back();
  added.fingerprint = fingerprint;
  added.begin = static_cast<uint32_t>(begin);
  added.end = static_cast<uint32_t>(end);
  added.stop_word =
      stop_words_ != nullptr && stop_words_->contains(fingerprint);
  if (is_first || begin == end) return added;
  const ScannedTerm& last = (&added)[-1];
  if (last.end > begin) return added;
  const char between = text.data()[last.end];
  added.joined = last.end + 1 == begin && (between == ' ' || between == '-');
  if (!added.joined) {
    added.after_stop =
        EndsSentence(text, last, text.substr(last.end, begin - last.end));
  }
  return added;
}

bool TermScanner::EndsSentence(absl::string_view text,
                               const ScannedTerm& before,
                               absl::string_view gap) const {
  if (!HoldsStop(gap)) return false;
  if (gap.front() != '.') return true;
  const absl::string_view word =
      text.substr(before.begin, before.end - before.begin);
  return !(word.size() == 1 && before.capital) &&
         AbbreviationOf(word, language_) == StopAfter::kOrdinary;
}

}  // namespace byline::text
