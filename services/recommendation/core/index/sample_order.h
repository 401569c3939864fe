// An order of articles that tells nothing of them: those that come first in it
// are a sample, the same one of the same articles.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SAMPLE_ORDER_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SAMPLE_ORDER_H_

#include <cstdint>

namespace byline::recommendation {

// The place of the article whose name has this fingerprint; no two are equal.
inline uint64_t SampleOrder(uint64_t name) {
  name *= 0xD6E8FEB86659FD93;
  return name ^ (name >> 32);
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SAMPLE_ORDER_H_
