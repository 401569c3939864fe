// How good lists of similar articles are against the labels of their archive.
//
// A query is an article whose event has another one (where no article has an
// event: whose topic has one). Gain: 3 same event, 1 a common topic, else 0;
// nDCG as Jarvelin and Kekalainen 2002, discount log2(rank + 1). P@1 and R@5
// (of at most five) count relevant ones alone: the same event, or the same
// topic where there are no events. Entries that are unknown, repeated or the
// article itself are left out of the ranks, and counted. "Distinct" leaves
// near-copies of the query, and of what stands above, out of the list and of
// the ideal one, so that who rightly leaves them out loses nothing; queries
// with nothing relevant left drop out. Pure.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tests/quality/bootstrap.h"
#include "tests/quality/recommendation/archive_labels.h"
#include "tests/quality/recommendation/labelled_archive.h"
#include "tests/quality/recommendation/ranked_lists.h"

namespace byline::recommendation {

// Means over the queries.
struct RankFigures {
  int queries = 0;
  double precision1 = 0;
  double recall5 = 0;
  double ndcg5 = 0;
  double ndcg10 = 0;
};

struct SimilarScore {
  int articles = 0;
  bool by_event = false;
  RankFigures all;
  RankFigures distinct;
  int missing = 0;   // articles without a line
  int unknown = 0;   // entries, and lists, of no article
  int repeated = 0;  // entries
  // Shares of all articles.
  double empty_lists = 0;
  double lists_with_self = 0;
  double mean_length = 0;  // of the first ten entries
  // Shares of the lists that are not empty, by their first ten entries.
  double lists_with_copies = 0;
  double lists_with_other_language = 0;
  double lists_with_little_text = 0;  // a thin article or a placeholder
  // Mean processor time an article, where every line tells it.
  std::optional<double> milliseconds;
  // nDCG@5 "distinct" of each of its queries in the archive's order.
  std::vector<double> ndcg5_by_query;
};

// Scores the lists of several systems over one archive, which must outlive it.
// Immutable once made, so thread-safe.
class SimilarScorer {
 public:
  // Articles of fewer than `min_words` words are thin.
  SimilarScorer(const LabelledArchive& archive, int min_words);

  SimilarScore Score(const RankedLists& lists) const;

  // Of a - b in nDCG@5 "distinct"; queries of one event are drawn together.
  quality::Interval Difference(const SimilarScore& a,
                               const SimilarScore& b) const;

 private:
  class Tally;

  const LabelledArchive& archive_;
  const ArchiveLabels labels_;
  std::vector<bool> has_little_text_;
  // The event, as a number, of each query of "distinct".
  std::vector<size_t> event_of_query_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_
