#include "services/summary/core/leading_words.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

namespace byline::summary {

bool IsLetter(absl::string_view text, size_t at) {
  return at < text.size() &&
         absl::ascii_isalpha(static_cast<unsigned char>(text[at]));
}

size_t Leading(absl::string_view text,
               std::initializer_list<absl::string_view> words) {
  for (absl::string_view word : words) {
    if (absl::StartsWith(text, word) && !IsLetter(text, word.size()))
      return word.size();
  }
  return 0;
}

size_t LeadingWeekday(absl::string_view text) {
  return Leading(text, {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
                        "Saturday", "Sunday"});
}

}  // namespace byline::summary
