// The one line of an article that an alert shows. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_ONE_LINE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_ONE_LINE_H_

#include <absl/types/optional.h>

#include <cstddef>

#include "services/summary/core/model.h"
#include "services/summary/core/scored_text.h"

namespace byline::summary {

// Characters (code points): what a telephone shows of an alert.
inline constexpr size_t kMostLineCharacters = 140;

// Index of the sentence that would be the first choice for a key point among
// those that are short enough, stand alone and tell no day by the day of
// writing, if another does. Nothing where no sentence is short enough and fit
// to be a key point.
absl::optional<size_t> ChooseOneLine(const ScoredText& text,
                                     const ChoiceWeights& weights);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_ONE_LINE_H_
