// FindCopyPairs: the near-copies among all articles of a packed segment at
// once: candidates are those that lie together in one of its bands. Pure but
// for reading records.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_PAIRS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_PAIRS_H_

#include <cstddef>
#include <vector>

#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/base_segment.h"

namespace byline::recommendation {

// An article and how many different shingles it has.
struct CopyOf {
  Slot slot = 0;
  size_t shingles = 0;
};
// Two that are near-copies.
struct CopyPair {
  CopyOf a;
  CopyOf b;
};

// So many pairs that each cluster hangs together by them, and no more.
std::vector<CopyPair> FindCopyPairs(const BaseSegment& segment,
                                    const ArticleRecords& records);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_PAIRS_H_
