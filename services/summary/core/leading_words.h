// What a text begins with, for the rules on deletions. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_LEADING_WORDS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_LEADING_WORDS_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <initializer_list>

namespace byline::summary {

// Whether an ASCII letter stands at `at`.
bool IsLetter(absl::string_view text, size_t at);

// How many bytes at the front are one of `words`, which ends there; 0 for none.
size_t Leading(absl::string_view text,
               std::initializer_list<absl::string_view> words);

// The same for an English day of the week.
size_t LeadingWeekday(absl::string_view text);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_LEADING_WORDS_H_
