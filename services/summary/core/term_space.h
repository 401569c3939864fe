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
#include "services/summary/core/vocabulary.h"

namespace byline::summary {

// What one sentence is among those of its text.
struct TermProfile {
  // Cosine with the mean of all sound sentences, in [0, 1].
  double centrality = 0;
  // PageRank over similarities, 1 on average (LexRank with continuous weights,
  // Erkan & Radev 2004); 0 beyond the compared sentences.
  double rank = 0;
  // Share of the compared sentences that it is alike (cosine above 0.1).
  double links = 0;
  // Cosine with the headline, with the first sentence, with the one before, and
  // the greatest with any before.
  double headline = 0;
  double with_first = 0;
  double with_previous = 0;
  double most_alike_before = 0;
  // Mean similarity to those before and those behind (after PacSum, Zheng &
  // Lapata 2019).
  double mean_before = 0;
  double mean_behind = 0;
  // Mean over its terms of log(1 + times in the text), and of idf.
  double mean_log_frequency = 0;
  double mean_idf = 0;
  // Share of its terms that no sentence before has.
  double novelty = 0;
  // Which of the text's ten weightiest terms it holds: one bit each.
  uint32_t top_terms = 0;
  // Whether the headline holds at least 80% of its terms.
  bool covered_by_headline = false;
};

class TermSpace {
 public:
  static constexpr size_t kMostCompared = 120;
  static constexpr size_t kTopTerms = 10;

  TermSpace(absl::string_view headline, const std::string& language,
            const std::vector<Sentence>& sentences);

  // The sentence's terms in their order, as numbers below vocabulary_size().
  const std::vector<int>& Terms(size_t sentence) const {
    return terms_[sentence];
  }
  // Those of another text; -1 for terms that no sentence holds.
  std::vector<int> FindTerms(absl::string_view text) const {
    return vocabulary_.Find(text);
  }
  size_t vocabulary_size() const { return vocabulary_.size(); }
  // Rarity of a term in news at large.
  double Idf(int term) const { return vocabulary_.Idf(term); }
  const TermProfile& Profile(size_t sentence) const {
    return profiles_[sentence];
  }
  // Cosine of two sentences, in [0, 1].
  double Similarity(size_t a, size_t b) const;
  // The sentence's runs of three terms, as sorted keys.
  const std::vector<uint64_t>& Trigrams(size_t sentence) const {
    return trigrams_[sentence];
  }

 private:
  struct Weight {
    int term;
    double value;
  };
  // Sorted by term, of length 1 (or empty).
  using Vector = std::vector<Weight>;

  static double Dot(const Vector& a, const Vector& b);
  Vector Weigh(std::vector<int> terms) const;
  void CompareWithText(const std::vector<Sentence>& sentences,
                       const std::vector<int>& headline_terms);
  void CompareWithOneAnother();
  void ProfileSimilarities();
  void ComputeRank();

  Vocabulary vocabulary_;
  std::vector<std::vector<int>> terms_;
  std::vector<Vector> vectors_;
  // Of the first `compared_` sentences, row by row.
  std::vector<double> similarity_;
  size_t compared_ = 0;
  std::vector<TermProfile> profiles_;
  std::vector<std::vector<uint64_t>> trigrams_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_TERM_SPACE_H_
