// The shape of language tags. Pure and thread-safe.
#ifndef BYLINE_COMMON_TEXT_LANGUAGE_TAG_H_
#define BYLINE_COMMON_TEXT_LANGUAGE_TAG_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// Whether it has BCP 47's shape: subtags of 1 to 8 letters or digits, the first
// one of 2 letters or more, at most 35 bytes. False when empty.
bool IsLanguageTag(absl::string_view tag);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_LANGUAGE_TAG_H_
