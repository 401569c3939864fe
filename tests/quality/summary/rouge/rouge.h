// ROUGE (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"):
// F1 of clipped unigram and bigram matches, and of the union longest common
// subsequence over the reference's lines (RLsum).
//
// Words are lower-case runs of letters and digits of any script; those of more
// than three ASCII letters are reduced to their stem by Porter's algorithm of
// 1980 (libstemmer's "porter"). Total on any bytes.
//
//   RougeScorer scorer;
//   scorer.Score({"Police shooting"}, {"police shoots"}).rouge1;  // 1
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_ROUGE_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_ROUGE_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

struct sb_stemmer;

namespace byline::quality {

// Each in [0, 1].
struct RougeScores {
  double rouge1 = 0;
  double rouge2 = 0;
  double rouge_lsum = 0;

  double Mean() const { return (rouge1 + rouge2 + rouge_lsum) / 3; }
};

// Owns its stemmer. Not thread-safe: one for each thread.
class RougeScorer {
 public:
  RougeScorer();
  ~RougeScorer();
  RougeScorer(const RougeScorer&) = delete;
  RougeScorer& operator=(const RougeScorer&) = delete;

  // The words that are counted, in order.
  std::vector<std::string> Words(absl::string_view text) const;

  // `points` are what a system wrote, `references` the lines of the reference.
  RougeScores Score(const std::vector<std::string>& points,
                    const std::vector<std::string>& references) const;

 private:
  std::string Stem(const std::string& word) const;

  sb_stemmer* const stemmer_;
};

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_ROUGE_H_
