// How good a clustering of labelled articles is. Against events: B-cubed
// precision, recall and F1 (Bagga & Baldwin 1998; Amigo et al. 2009), and those
// of pairs, over the articles that have an event. Against topics: of the pairs
// in one cluster whose articles both have topics, the share that has one in
// common. Pure.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_CLUSTERING_SCORE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_CLUSTERING_SCORE_H_

#include <absl/types/span.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/quality/recommendation/story_archive.h"

namespace byline::recommendation {

struct PrecisionRecall {
  double precision = 0;
  double recall = 0;

  double F1() const {
    return precision + recall > 0
               ? 2 * precision * recall / (precision + recall)
               : 0;
  }
};

struct ClusteringScore {
  PrecisionRecall bcubed;
  PrecisionRecall pairs;
  double topic_precision = 0;  // 0 where no pair has topics
  size_t topic_pairs = 0;
  size_t stories = 0;  // of two articles or more
  size_t articles_in_stories = 0;
  size_t largest = 0;
};

// `clusters`: of each article; equal numbers are one cluster.
ClusteringScore ScoreClustering(absl::Span<const StoryArticle> articles,
                                absl::Span<const uint32_t> clusters);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_CLUSTERING_SCORE_H_
