// The figures of one system over a set of articles with reference summaries,
// and the paired comparison of two systems.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SYSTEM_SCORE_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SYSTEM_SCORE_H_

#include <optional>
#include <string>
#include <vector>

#include "tests/quality/bootstrap.h"
#include "tests/quality/summary/rouge/rouge.h"
#include "tests/quality/summary/rouge/summary_files.h"

namespace byline::quality {

struct SystemScore {
  int articles = 0;
  // Articles with a reference: those whose ROUGE counts.
  int scored = 0;
  // Articles without a line, and without a word.
  int missing = 0;
  int empty = 0;
  // Points of 100. An article that is missing scores 0.
  double rouge1 = 0;
  double rouge2 = 0;
  double rouge_lsum = 0;
  double mean = 0;
  int points = 0;
  // Words apart by white space, a point and an article.
  double words_a_point = 0;
  double words_an_article = 0;
  // Per cent of the points.
  double grounded = 0;
  double exact = 0;
  double dangling = 0;
  double unbalanced_quotes = 0;
  // Mean processor time an article, where every line tells it.
  std::optional<double> milliseconds;
  // mean(R1, R2, RLsum) in points of 100 of each scored article, in order.
  std::vector<double> by_article;
};

// The first `most_points` points of each article count; 0: all.
SystemScore ScoreSystem(const std::vector<ReferenceArticle>& articles,
                        const WrittenSummaries& summaries, int most_points);

// Of a - b, articles drawn; both scored over the same articles.
Interval Difference(const SystemScore& a, const SystemScore& b);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_SYSTEM_SCORE_H_
