#include "common/text/language_tag.h"

#include <absl/strings/ascii.h>

namespace byline::text {

bool IsLanguageTag(absl::string_view tag) {
  if (tag.size() > 35) return false;
  size_t subtag = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (subtag < (first ? 2u : 1u)) return false;
      subtag = 0;
      first = false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (!(first ? absl::ascii_isalpha(byte) : absl::ascii_isalnum(byte))) {
      return false;
    }
    if (++subtag > 8) return false;
  }
  return subtag >= (first ? 2u : 1u);
}

}  // namespace byline::text
