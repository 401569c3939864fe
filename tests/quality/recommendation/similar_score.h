// How good lists of similar articles are against labels. A query is an article
// whose event has another one (where no article has an event: whose topic has
// one). Gain: 3 same event, 1 a common topic, else 0. Figures are of the mode
// "distinct": near-copies of the query, or of what stands above, count neither
// in the list nor in the ideal one. Pure.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_

#include <vector>

#include "services/recommendation/core/offline.h"
#include "tests/quality/recommendation/labelled_archive.h"

namespace byline::recommendation {

struct SimilarScore {
  int queries = 0;
  double ndcg5 = 0;
  double precision1 = 0;
  double lists_with_copies = 0;  // share of the lists that are not empty
  double empty_lists = 0;        // share of all lists
  double mean_length = 0;
};

// `lists` as FindSimilarOffline gives them for the archive's articles.
SimilarScore ScoreLists(const LabelledArchive& archive,
                        const std::vector<OfflineList>& lists);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_SCORE_H_
