// What came of readers' events as metrics: recommendation_reader_events_total
// by result, recommendation_reader_articles, and, where replicas share counts,
// recommendation_reader_counts_total by result.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_READER_METRICS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_READER_METRICS_H_

#include <vector>

#include "common/server/metrics.h"
#include "services/recommendation/readers/reader_activity.h"

namespace byline::recommendation {

// Appends what keeps them registered; `activity` must outlive that.
void RegisterReaderMetrics(Metrics& metrics, const ReaderActivity& activity,
                           std::vector<Metrics::Registration>& registrations);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_READER_METRICS_H_
