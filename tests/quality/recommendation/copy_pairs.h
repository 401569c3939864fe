// Which articles of an archive are near-copies of one another, exactly: every
// pair that shares a word 4-shingle is counted (which is what comparing all
// with all gives, in less time). The measure for detectors that look at fewer.
// Pure.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_COPY_PAIRS_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_COPY_PAIRS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/recommendation/core/offline.h"

namespace byline::recommendation {

// Two articles by their index, the smaller one first.
using CopyPairs = std::set<std::pair<size_t, size_t>>;

// The pairs that a detector takes for near-copies.
using CopyDetector =
    std::function<CopyPairs(const std::vector<OfflineArticle>&)>;

struct ExactCopyPairs {
  // Jaccard similarity of their shingles (headline and body) at least 0.5.
  CopyPairs jaccard;
  // At least 0.8 of the shorter one's shingles are in the longer one, but the
  // Jaccard similarity is below 0.5: a brief that grew into a story. Texts of
  // fewer than 20 shingles are left out, since a caption is in many.
  CopyPairs contained;
};

// The shingles by which near-copies are judged.
std::vector<std::vector<uint64_t>> ShinglesOf(
    const std::vector<OfflineArticle>& articles);

ExactCopyPairs FindExactCopyPairs(
    const std::vector<std::vector<uint64_t>>& shingles);

struct CopyDetection {
  size_t found = 0;
  double recall = 0;            // of the pairs by Jaccard similarity
  double precision = 0;         // of what was found: by it, or contained
  double recall_contained = 0;  // of the contained ones
};

// Where there is nothing to find, or nothing was found, the share is 1.
CopyDetection MeasureDetection(const CopyPairs& found,
                               const ExactCopyPairs& exact);

// Pairs that share a band of MinHash and are confirmed exactly.
CopyPairs DetectByMinHash(const std::vector<OfflineArticle>& articles);

// Pairs of one cluster of the index: near-copies of near-copies too.
CopyPairs DetectByIndex(const std::vector<OfflineArticle>& articles);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_COPY_PAIRS_H_
