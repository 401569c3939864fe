// How long a reader needs for a text. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_READING_TIME_H_
#define BYLINE_SERVICES_SUMMARY_CORE_READING_TIME_H_

#include <absl/strings/string_view.h>

namespace byline::summary {

// Seconds for so many words (of common/text: two Chinese or Japanese characters
// are one) in a language (BCP 47). The speeds are the means of adult readers in
// Trauzettel-Klosinski and Dietz, "Standardized assessment of reading
// performance", 2012; 184 words a minute for languages that it does not have.
int ReadingSeconds(int words, absl::string_view language);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_READING_TIME_H_
