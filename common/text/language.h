// Which language a text is in, by its script and its function words. Pure and
// thread-safe.
//
// Knows en, fr, de, es, it, pt, nl (Latin), ru, uk, el (their scripts), ar, fa,
// ur (by letters and words), he, hi, th, zh, ja, ko. Reads 2,000 bytes of
// a longer text, half of them at its end.
#ifndef BYLINE_COMMON_TEXT_LANGUAGE_H_
#define BYLINE_COMMON_TEXT_LANGUAGE_H_

#include <absl/strings/string_view.h>

#include <string>

namespace byline::text {

// The language as a BCP 47 primary subtag ("en", "fr", "fa"); "" when unsure:
// too short, mixed, or not known.
std::string RecognizeLanguage(absl::string_view text);

// Whether text in this language runs from right to left, by its primary subtag
// or an explicit script ("az-Arab", "ks-Deva").
bool IsRightToLeft(absl::string_view language);

// The primary subtag in lower case: "en-GB" and "EN_gb" -> "en"; "" -> "".
std::string PrimaryLanguage(absl::string_view bcp47);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_LANGUAGE_H_
