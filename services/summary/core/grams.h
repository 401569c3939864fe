// The terms of a text, and its pairs of neighbouring terms, each with the
// features by which model.h judges how likely it is to stand in a summary
// (after "Improving the estimation of word importance", Hong & Nenkova 2014).
// Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_GRAMS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_GRAMS_H_

#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

inline constexpr size_t kGramFeatureCount = 22;

using GramFeatures = std::array<double, kGramFeatureCount>;

// Their names, in the order of GramFeatures.
absl::Span<const absl::string_view> GramFeatureNames();

// All single terms of a text, or all pairs.
struct Grams {
  // The numbers of its terms, in the order in which grams are first met; of a
  // single term twice the same.
  std::vector<std::pair<int, int>> grams;
  // A row for each.
  std::vector<GramFeatures> features;
  // For each sentence the grams that it holds: indexes of `features`,
  // ascending, each once.
  std::vector<std::vector<int>> of_sentence;
};

// Sentences that are boilerplate or the article's own summary hold none.
struct GramsOfText {
  Grams terms;
  Grams pairs;
};

GramsOfText CollectGrams(const std::vector<Sentence>& sentences,
                         const TermSpace& space);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_GRAMS_H_
