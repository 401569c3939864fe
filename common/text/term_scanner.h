// TermScanner: the terms of a text in one pass, each with its place and a
// 64-bit fingerprint, for indexes that read millions of texts. Gives the same
// terms as Terms (words.h) without a language, several times as fast where the
// text is Latin with typographic punctuation; other lines go through Terms.
//
// Not thread-safe: one a thread. Total on any bytes.
//
//   TermScanner scanner("en");
//   scanner.Scan(paragraph);
//   for (const ScannedTerm& term : scanner.terms()) Count(term.fingerprint);
#ifndef BYLINE_COMMON_TEXT_TERM_SCANNER_H_
#define BYLINE_COMMON_TEXT_TERM_SCANNER_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/text/term_fingerprint.h"

namespace byline::text {

class FingerprintSet;

// Bytes of a term, at most: what is longer is cut off.
inline constexpr size_t kLongestScannedTerm = 64;

// A term of a text.
struct ScannedTerm {
  uint64_t fingerprint = 0;
  // The word it was made from, as byte range of the text; empty in scripts
  // where terms are no words (Chinese, Japanese): see TermScanner::Pair.
  uint32_t begin = 0;
  uint32_t end = 0;
  // The word is a whole run of ASCII letters and digits, and what stands on
  // either side of it is neither letter nor digit of any script.
  bool plain = false;
  bool capital = false;    // the word begins with a capital letter
  bool acronym = false;    // it is two ASCII capitals or more, nothing else
  bool stop_word = false;  // of the language
  // Only one space or hyphen stands between the word before it and this one.
  bool joined = false;
  // A sentence may end between the word before it and this one.
  bool after_stop = false;
};

class TermScanner {
 public:
  // `language`: primary subtag, or empty: no stop words are known then.
  explicit TermScanner(absl::string_view language);

  // Forgets the text before and scans this one.
  void Scan(absl::string_view text);
  // Of the text that was scanned last, in its order.
  const std::vector<ScannedTerm>& terms() const { return terms_; }
  // The i-th term's own text, where it has no place in the scanned one. Valid
  // until the next Scan.
  absl::string_view Pair(size_t i) const;

 private:
  // False where a character is not for the quick way: some of the line's terms
  // may have been added then.
  bool ScanLatinLine(absl::string_view text, size_t begin, size_t end);
  // Scans the word at `begin`, if one is there; returns where to go on.
  size_t ScanWord(absl::string_view text, size_t begin, size_t end);
  void ScanAnyLine(absl::string_view text, size_t begin, size_t end);
  void Take(absl::string_view text, size_t begin, size_t end);
  void Add(absl::string_view text, absl::string_view term, size_t begin,
           size_t end);
  // Adds a term; how the word is written is left to the caller.
  ScannedTerm& Append(absl::string_view text, uint64_t fingerprint,
                      size_t begin, size_t end);
  // Whether a sentence may end in the gap behind a term.
  bool EndsSentence(absl::string_view text, const ScannedTerm& term,
                    absl::string_view gap) const;

  const std::string language_;
  const bool elides_;
  const FingerprintSet* const stop_words_;  // null: none known
  std::vector<ScannedTerm> terms_;
  std::string folded_;  // the word that is being read, as a term
  // Texts of terms without a place, and where in `terms_` they stand.
  std::vector<std::pair<size_t, std::string>> pairs_;
};

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_TERM_SCANNER_H_
