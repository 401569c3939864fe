// What a RedisFragmentStore did, as the metrics redis_fragments_total (by
// result) and redis_up.
#ifndef BYLINE_COMMON_REDIS_REDIS_METRICS_H_
#define BYLINE_COMMON_REDIS_REDIS_METRICS_H_

#include <vector>

#include "common/redis/redis_fragment_store.h"
#include "common/server/metrics.h"

namespace byline {

// Keeps them registered for its own lifetime. Both arguments must outlive it;
// a null store has no metrics.
class RedisMetrics {
 public:
  RedisMetrics(Metrics& metrics, const RedisFragmentStore* store);

 private:
  std::vector<Metrics::Registration> registrations_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_METRICS_H_
