// GatewayMetrics: what operators see of the gateway: how long answers took by
// method, route template and status, what the page cache did, and one log
// line for each answer that failed (5xx) or took more than a second; where
// wanted, for every answer. Thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_GATEWAY_METRICS_H_
#define BYLINE_SERVICES_GATEWAY_GATEWAY_METRICS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <tuple>
#include <vector>

#include "common/base/mutex.h"
#include "common/server/metrics.h"
#include "services/gateway/http/message.h"
#include "services/gateway/page/page_service.h"

namespace byline::gateway {

class GatewayMetrics {
 public:
  // Both referenced must outlive it.
  GatewayMetrics(Metrics& metrics, const PageService& pages, bool access_log);

  void Record(const Request& request, const Response& response,
              absl::Duration handled);

 private:
  // Routes are literals, so their address tells them apart.
  using Key = std::tuple<const char*, Method, int>;

  prometheus::Histogram& HistogramOf(const Request& request,
                                     const Response& response);

  Metrics& metrics_;
  const bool access_log_;
  std::vector<Metrics::Registration> registrations_;
  Mutex mutex_;
  absl::flat_hash_map<Key, prometheus::Histogram*> histograms_
      GUARDED_BY(mutex_);
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_GATEWAY_METRICS_H_
