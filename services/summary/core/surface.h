// What can be seen of a sentence without understanding it: capitals, numbers,
// quotations, pronouns, marks. Pure, thread-safe, total on any bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SURFACE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SURFACE_H_

#include <absl/strings/string_view.h>

#include <cstddef>

namespace byline::summary {

struct Surface {
  int words = 0;  // apart by white space
  // Words with a capital, the first word aside; and runs of them.
  int capitalised = 0;
  int names = 0;
  // Words with a digit; of those, money and percentages.
  int numbers = 0;
  int amounts = 0;
  // Bytes inside of double quote marks.
  size_t quoted_bytes = 0;
  // English pronouns: third person; first and second person.
  int pronouns = 0;
  int personal = 0;
  // Verbs of saying, of the languages that ReportingWords knows.
  int reporting = 0;
  // Names of weekdays and months, and the like of "yesterday" (English).
  int dates = 0;
  int commas = 0;
  bool parenthesis = false;
  // Behind a word a colon or semicolon, or a dash.
  bool colon_or_dash = false;
};

Surface SurfaceOf(absl::string_view sentence);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SURFACE_H_
