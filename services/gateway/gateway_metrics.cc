#include "services/gateway/gateway_metrics.h"

#include <absl/strings/str_cat.h>

#include <string>

#include "common/base/log.h"

namespace byline::gateway {
namespace {

// Slower answers are always logged.
constexpr absl::Duration kSlow = absl::Seconds(1);

}  // namespace

GatewayMetrics::GatewayMetrics(Metrics& metrics, const PageService& pages,
                               bool access_log)
    : metrics_(metrics), access_log_(access_log) {
  const PageCounters& counters = pages.counters();
  const auto count = [&](const char* result,
                         const std::atomic<int64_t>& value) {
    registrations_.push_back(metrics.Callback(
        Metrics::Kind::kCounter, "gateway_pages_total",
        "Requests for pages by what became of them.", {{"result", result}},
        [&value] { return static_cast<double>(value.load()); }));
  };
  count("hit", counters.hits);
  count("stale", counters.stale);
  count("composed", counters.composed);
  count("coalesced", counters.coalesced);
  count("refused", counters.refused);
  count("incomplete", counters.incomplete);
  registrations_.push_back(metrics.Callback(
      Metrics::Kind::kGauge, "gateway_page_cache_bytes", "Bytes of kept pages.",
      {}, [&pages] { return static_cast<double>(pages.cache_bytes()); }));
  registrations_.push_back(metrics.Callback(
      Metrics::Kind::kGauge, "gateway_page_cache_entries", "Kept pages.", {},
      [&pages] { return static_cast<double>(pages.cache_entries()); }));
}

void GatewayMetrics::Record(const Request& request, const Response& response,
                            absl::Duration handled) {
  HistogramOf(request, response).Observe(absl::ToDoubleSeconds(handled));
  const bool is_notable = response.status >= 500 || handled > kSlow;
  if (!is_notable && !access_log_) return;
  Log(is_notable ? Severity::kWarning : Severity::kInfo, "request",
      {{"request_id", request.request_id},
       {"method", MethodName(request.head.method)},
       {"path", request.head.path},
       {"route", response.route},
       {"status", absl::StrCat(response.status)},
       {"source", response.source},
       {"milliseconds", absl::StrCat(absl::ToDoubleMilliseconds(handled))}});
}

prometheus::Histogram& GatewayMetrics::HistogramOf(const Request& request,
                                                   const Response& response) {
  MutexLock lock(mutex_);
  prometheus::Histogram*& histogram = histograms_[Key(
      response.route.data(), request.head.method, response.status)];
  if (histogram == nullptr) {
    histogram = &metrics_.Latency(
        "http_server_request_duration_seconds",
        "Time from the whole request to its answer.",
        {{"http_request_method", std::string(MethodName(request.head.method))},
         {"http_route", std::string(response.route)},
         {"http_response_status_code", absl::StrCat(response.status)}});
  }
  return *histogram;
}

}  // namespace byline::gateway
