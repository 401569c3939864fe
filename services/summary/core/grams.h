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

// How often and where a gram stands in a text.
struct Gram {
  int term = 0;   // the first of a pair
  int other = 0;  // the second; of a single term the same
  int frequency = 0;
  int sentences = 0;
  // Places of the sentences that hold it, from 0.
  int first = 0;
  int last = -1;
};

// All single terms of a text, or all pairs.
struct Grams {
  // In the order in which they are first met.
  std::vector<Gram> grams;
  // For each sentence the grams that it holds: indexes of `grams`, ascending,
  // each once.
  std::vector<std::vector<int>> of_sentence;
};

// Sentences that are boilerplate or the article's own summary hold none.
struct GramsOfText {
  Grams terms;
  Grams pairs;
  // Sentences that were read.
  int count = 0;
};

// Computes features of the grams of one text.
class GramReader {
 public:
  // Both must outlive this.
  GramReader(const GramsOfText& grams, const TermSpace& space);

  GramFeatures FeaturesOf(const Gram& gram) const;

 private:
  const TermSpace& space_;
  const int count_;
  std::vector<const Gram*> by_term_;
  // Of small numbers, which are all that is needed.
  std::vector<double> logarithms_;
};

GramsOfText CollectGrams(const std::vector<Sentence>& sentences,
                         const TermSpace& space);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_GRAMS_H_
