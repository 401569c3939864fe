// Words and signs of numbers and units, in the form of ClaimWord. Pure,
// thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITY_WORDS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITY_WORDS_H_

#include <absl/strings/string_view.h>

namespace byline::summary {

// The value of "three", "drei", "三"; below 0 for other words. Of English,
// French, German, Spanish, Arabic, Persian and Chinese (single characters).
double NumberWord(absl::string_view form, absl::string_view primary_language);

// What "million", "Mrd", "bn", "万" multiplies by; 0 for other words.
double ScaleWord(absl::string_view form);

// "km" for "kilometres", "usd" for "dollars"; empty for other words.
absl::string_view UnitWord(absl::string_view form);

// The unit of a currency sign or percent sign at the end or front of `text`;
// empty where there is none.
absl::string_view UnitSignAtEnd(absl::string_view text);
absl::string_view UnitSignAtFront(absl::string_view text);

// "about", "nearly", "over": the number that follows is rounded.
bool IsRoundingWord(absl::string_view form);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITY_WORDS_H_
