#include "services/summary/core/salience.h"

#include <utility>

namespace byline::summary {
namespace {

std::vector<double> SumBySentence(
    const std::vector<std::vector<int>>& of_sentence,
    const std::vector<double>& probabilities) {
  std::vector<double> sums;
  sums.reserve(of_sentence.size());
  for (const std::vector<int>& grams : of_sentence) {
    double sum = 0;
    for (int gram : grams) sum += probabilities[gram];
    sums.push_back(sum);
  }
  return sums;
}

}  // namespace

Salience::Salience(GramsOfText grams, GramProbabilities probabilities)
    : grams_(std::move(grams)),
      probabilities_(std::move(probabilities)),
      terms_(SumBySentence(grams_.terms.of_sentence, probabilities_.terms)),
      pairs_(SumBySentence(grams_.pairs.of_sentence, probabilities_.pairs)) {}

double Salience::SharedTerms(size_t a, size_t b) const {
  const std::vector<int>& one = grams_.terms.of_sentence[a];
  const std::vector<int>& other = grams_.terms.of_sentence[b];
  double shared = 0;
  for (size_t i = 0, j = 0; i < one.size() && j < other.size();) {
    if (one[i] == other[j]) {
      shared += probabilities_.terms[one[i]];
      ++i;
      ++j;
    } else {
      one[i] < other[j] ? ++i : ++j;
    }
  }
  return shared;
}

}  // namespace byline::summary
