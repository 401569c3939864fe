// Days that are told by the day of writing: on a card that is read a week later
// they are wrong. Pure, thread-safe, total on any bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_RELATIVE_DAY_H_
#define BYLINE_SERVICES_SUMMARY_CORE_RELATIVE_DAY_H_

#include <absl/strings/string_view.h>

namespace byline::summary {

// Whether a sentence has "today", "yesterday" or the like, or a day of the week
// without a date. Knows English, French, German and Spanish; for an unknown
// language (empty) the words of English.
bool TellsRelativeDay(absl::string_view sentence, absl::string_view language);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_RELATIVE_DAY_H_
