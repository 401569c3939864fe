// ScriptCounts: how much of a text is written in which script. Pure and
// thread-safe.
#ifndef BYLINE_COMMON_TEXT_SCRIPT_COUNTS_H_
#define BYLINE_COMMON_TEXT_SCRIPT_COUNTS_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// How many letters of each script a text has.
struct ScriptCounts {
  int latin = 0;
  int cyrillic = 0;
  int greek = 0;
  int arabic = 0;
  int hebrew = 0;
  int devanagari = 0;
  int thai = 0;
  int hangul = 0;
  int han = 0;
  int kana = 0;
  int other = 0;

  int Total() const {
    return latin + cyrillic + greek + arabic + hebrew + devanagari + thai +
           2 * hangul + 3 * (han + kana) + other;
  }
};

// Of a text in UTF-8; what is ill-formed counts for nothing.
ScriptCounts CountScripts(absl::string_view text);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_SCRIPT_COUNTS_H_
