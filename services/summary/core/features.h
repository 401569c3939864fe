// Features of the sentences of one text, which the weights of model.h turn into
// scores: position, length, centrality, expected terms, headline
// overlap and surface. Training
// reads them from this same code. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_FEATURES_H_
#define BYLINE_SERVICES_SUMMARY_CORE_FEATURES_H_

#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <array>
#include <cstddef>
#include <vector>

#include "services/summary/core/salience.h"
#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

inline constexpr size_t kFeatureCount = 58;

using Features = std::array<double, kFeatureCount>;

// Their names, in the order of Features: lower case and underscores.
absl::Span<const absl::string_view> FeatureNames();

// One row a sentence. Places count sound sentences only, so that a byline on
// top does not make the lead second. Flags are 0 or 1; lengths are words of
// common/text; shares and cosines are in [0, 1].
std::vector<Features> ComputeFeatures(const std::vector<Sentence>& sentences,
                                      const TermSpace& space,
                                      const Salience& salience);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_FEATURES_H_
