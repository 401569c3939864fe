// The weights of the summary: how likely a term stands in one, what a sentence
// is worth, and what a set of sentences loses by repetition. The shipped ones
// are compiled in from weights.txt, which says how, when and from what they
// were made. A value; const calls are thread-safe.
//
// The text form, a line each, # for comments:
//   term NAME MEAN SCALE WEIGHT       of a GramFeature of single terms
//   pair NAME MEAN SCALE WEIGHT       of a GramFeature of pairs of terms
//   sentence NAME MEAN SCALE WEIGHT   of a Feature
//   choice NAME WEIGHT                one of ChoiceWeights
// Each of the first three adds WEIGHT * (value - MEAN) / SCALE; the NAME
// "constant" has the value 1. What is not named weighs nothing.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_MODEL_H_
#define BYLINE_SERVICES_SUMMARY_CORE_MODEL_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/summary/core/features.h"
#include "services/summary/core/grams.h"
#include "services/summary/core/salience.h"

namespace byline::summary {

// A weighted sum of N features.
template <size_t N>
struct LinearWeights {
  std::array<double, N> weights{};
  double constant = 0;

  double Of(const std::array<double, N>& features) const {
    double sum = constant;
    for (size_t i = 0; i < N; ++i) sum += weights[i] * features[i];
    return sum;
  }
};

// What is added to the sum of scores of a set of sentences.
struct ChoiceWeights {
  // For each pair of sentences: times the expected number of a summary's terms
  // that both hold, and times their similarity.
  double shared_terms = 0;
  double similarity = 0;
  // For each sentence that follows a chosen one.
  double neighbour = 0;
  // For each sentence that opens with a quotation, or has fewer than 8 words.
  double quote_led = 0;
  double below_8_words = 0;
  // For each sentence that needs the one before, which is not chosen. At -10
  // and below it is never taken.
  double dangling = 0;
};

class SummaryModel {
 public:
  // Errors: INVALID_ARGUMENT, which names the line.
  static absl::StatusOr<SummaryModel> Parse(absl::string_view text);
  // The weights that are compiled in.
  static const SummaryModel& Shipped();
  // A number that changes with their text (FNV-1a, 32 bits).
  static uint32_t ShippedPrint();

  // Of standing in a summary, for each gram of the text.
  GramProbabilities Probabilities(const GramsOfText& grams,
                                  const TermSpace& space) const;
  // What a sentence is worth; comparable between sentences of one text.
  double Score(const Features& features) const;
  // The part of the score that comes of one feature.
  double Contribution(size_t feature, const Features& features) const;
  const ChoiceWeights& choice() const { return choice_; }

 private:
  absl::Status ParseLine(const std::vector<absl::string_view>& fields);

  LinearWeights<kGramFeatureCount> term_;
  LinearWeights<kGramFeatureCount> pair_;
  LinearWeights<kFeatureCount> sentence_;
  // Of the training data: contributions are told as the distance from it.
  std::array<double, kFeatureCount> means_{};
  ChoiceWeights choice_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_MODEL_H_
