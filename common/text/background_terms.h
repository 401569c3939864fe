// How rare terms are in news at large, for archives too small to tell. Pure and
// thread-safe.
//
// A table of document frequencies, compiled in from background_terms_en.inc;
// that file says how and from what it was made
// (tests/quality/make_background.cc makes it again). Common lower-case words
// only: no names, no text.
#ifndef BYLINE_COMMON_TEXT_BACKGROUND_TERMS_H_
#define BYLINE_COMMON_TEXT_BACKGROUND_TERMS_H_

#include <absl/strings/string_view.h>

#include <cstdint>

namespace byline::text {

// The idf of a term that the table does not hold (it stands in fewer than 0.5%
// of documents), and of every term of a language without a table.
inline constexpr double kUnknownBackgroundIdf = 6.0;

// ln(1 / share of documents that hold the term), in [0, kUnknownBackgroundIdf].
// `term` as Terms gives it; `language` is BCP 47.
double BackgroundIdf(absl::string_view term, absl::string_view language);
// The same of a term's TermFingerprint.
double BackgroundIdf(uint64_t fingerprint, absl::string_view language);

// Whether the table holds it: it is written small as a rule, for the table has
// only such words.
inline bool IsCommonTerm(uint64_t fingerprint, absl::string_view language) {
  return BackgroundIdf(fingerprint, language) < kUnknownBackgroundIdf;
}

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_BACKGROUND_TERMS_H_
