// The numbers of a text with their units: "1,000" and "a thousand" are one
// number, "$2.5m" and "2.5 million dollars" too. Pure, total on any bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITIES_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITIES_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/claims/claim_text.h"

namespace byline::summary {

struct Quantity {
  // Its words, [first, last], without the unit.
  size_t first = 0;
  size_t last = 0;
  // Its bytes, with a sign ahead of it or a word of scale behind it.
  size_t begin = 0;
  size_t end = 0;
  double value = 0;
  // Without the word of scale: 2.5 of 2.5 million.
  double mantissa = 0;
  // "km", "usd", "percent", ...; empty where there is none that is known.
  absl::string_view unit;
  // Stands for what is near it: "about", "nearly", "more than".
  bool rounded = false;
};

// In the order of the text. "one" and "second" are none: they mostly count
// nothing.
std::vector<Quantity> FindQuantities(absl::string_view text,
                                     const std::vector<ClaimWord>& words,
                                     absl::string_view primary_language);

// Whether `point` may say what `source` says: equal, or near to it and said to
// be rounded.
bool SameValue(const Quantity& point, const Quantity& source);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_QUANTITIES_H_
