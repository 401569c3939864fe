// The counters of a fragment cache as metrics: fragment_requests_total by owner
// and result, fragments_refused_total by owner and reason.
#ifndef BYLINE_COMMON_SERVER_CACHE_METRICS_H_
#define BYLINE_COMMON_SERVER_CACHE_METRICS_H_

#include <string>
#include <vector>

#include "common/fragment/cache_counters.h"
#include "common/server/metrics.h"

namespace byline {

// Appends what keeps them registered; `counters` must outlive that.
void RegisterCacheMetrics(Metrics& metrics, const std::string& owner,
                          const CacheCounters& counters,
                          std::vector<Metrics::Registration>& registrations);

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_CACHE_METRICS_H_
