// Folding for comparison, and UTF-8 checks. Pure and thread-safe; every
// function gives a result for any bytes.
#ifndef BYLINE_COMMON_TEXT_FOLD_H_
#define BYLINE_COMMON_TEXT_FOLD_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <optional>
#include <string>

namespace byline::text {

// The form in which texts that a reader takes for the same are equal: NFKC case
// fold, single and double quote marks of all languages as ' and ", dashes as -,
// invisible characters removed, runs of white space one space, trimmed.
// Ill-formed UTF-8 is repaired first.
std::string Fold(absl::string_view text);

// Whether `bytes` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong
// forms, at most U+10FFFF). NUL is allowed.
bool IsValidUtf8(absl::string_view bytes);

// Byte offset of the first control character (C0, DEL, C1), if there is one;
// line feeds do not count where they are allowed.
std::optional<size_t> FindControl(absl::string_view text,
                                  bool allow_line_feeds = false);

// `bytes` with each maximal ill-formed part replaced by U+FFFD (as the Unicode
// standard recommends, section 3.9).
std::string RepairUtf8(absl::string_view bytes);

// The longest prefix of at most `max_bytes` that does not end inside a
// character. A view into `text`.
absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes);

// How many characters (code points) there are; a maximal ill-formed part counts
// as one.
size_t CountCharacters(absl::string_view text);

// The text with its first character as a capital, where it is a small letter
// whose capital takes as many bytes.
std::string RaiseFirstLetter(std::string text);

// Whether a paragraph says nothing but the headline: equal after Fold but for
// punctuation at the ends and around words, also when it is given twice. False
// when either is empty.
bool RepeatsHeadline(absl::string_view paragraph, absl::string_view headline);

// The same for many paragraphs and one headline.
class HeadlineMatcher {
 public:
  // Copies what it needs.
  explicit HeadlineMatcher(absl::string_view headline);

  bool Matches(absl::string_view paragraph) const;

 private:
  const std::string headline_;
  // Letters and digits of the headline, and of the headline given twice.
  const std::string key_;
  const std::string twice_;
};

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_FOLD_H_
