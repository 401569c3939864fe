// Slugs: the last part of an address, from text in any script.
//
// ICU's "Any-Latin; Latin-ASCII; Lower", less the signs for sounds that Latin
// lacks; what is left outside [a-z0-9] becomes "-". Thread-safe: ASCII needs no
// transliterator, other text shares one under a mutex. Reads at most 1,000
// bytes.
#ifndef BYLINE_COMMON_TEXT_SLUG_H_
#define BYLINE_COMMON_TEXT_SLUG_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>

namespace byline::text {

inline constexpr size_t kMaxSlugLength = 80;

// A slug that matches [a-z0-9]+(-[a-z0-9]+)* of at most 80 characters, cut at a
// word where it is longer; "" if no letter or digit is left ("!!!", emoji).
// "Gaza’s café reopens" -> "gaza-s-cafe-reopens".
std::string MakeSlug(absl::string_view headline);

// As MakeSlug, but never empty: where nothing is left, "x-" and 12 hexadecimal
// digits of the text's SHA-256. Also the id of a section, tag or author in
// collections and addresses: equal names (after Fold) give equal slugs.
std::string SlugOrHash(absl::string_view text);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_SLUG_H_
