// The sentences of one text as vectors of terms: how alike two are, how central
// each is, what it shares with the headline. Weights are tf * idf with idf of
// news at large (common/text). Sentences beyond the first 120 are compared with
// the centroid and the headline but not with one another, so that time stays
// linear in long texts. A value of one text; const calls are thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_TERM_SPACE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_TERM_SPACE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/summary/core/sentence.h"

namespace byline::summary {

class TermSpace {
 public:
  static constexpr size_t kMostCompared = 120;
  static constexpr size_t kTopTerms = 10;

  TermSpace(absl::string_view headline, const std::string& language,
            const std::vector<Sentence>& sentences);

  // Cosine of two sentences, in [0, 1].
  double Similarity(size_t a, size_t b) const;
  // Cosine with the mean of all sound sentences.
  double Centrality(size_t sentence) const { return centrality_[sentence]; }
  // PageRank over similarities, 1 on average (LexRank with continuous weights);
  // 0 beyond the compared ones.
  double Rank(size_t sentence) const { return rank_[sentence]; }
  // Cosine with the headline.
  double HeadlineSimilarity(size_t sentence) const {
    return headline_[sentence];
  }
  // Mean of log(1 + times in the text) over the sentence's terms.
  double MeanLogFrequency(size_t sentence) const {
    return mean_log_frequency_[sentence];
  }
  // Which of the text's ten weightiest terms the sentence holds: one bit each.
  uint32_t TopTerms(size_t sentence) const { return top_terms_[sentence]; }
  // The sentence's runs of three terms, as sorted keys.
  const std::vector<uint64_t>& Trigrams(size_t sentence) const {
    return trigrams_[sentence];
  }
  // Whether the headline holds at least 80% of the sentence's terms.
  bool IsCoveredByHeadline(size_t sentence) const {
    return covered_by_headline_[sentence];
  }

 private:
  struct Weight {
    int term;
    double value;
  };
  // Sorted by term, of length 1 (or empty).
  using Vector = std::vector<Weight>;

  static double Dot(const Vector& a, const Vector& b);
  void ComputeRank();

  std::vector<Vector> vectors_;
  std::vector<double>
      similarity_;  // of the first `compared_` sentences, row by row
  size_t compared_ = 0;
  std::vector<double> centrality_;
  std::vector<double> rank_;
  std::vector<double> headline_;
  std::vector<double> mean_log_frequency_;
  std::vector<uint32_t> top_terms_;
  std::vector<std::vector<uint64_t>> trigrams_;
  std::vector<bool> covered_by_headline_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_TERM_SPACE_H_
