#include "common/server/cache_metrics.h"

namespace byline {

void RegisterCacheMetrics(Metrics& metrics, const std::string& owner,
                          const CacheCounters& counters,
                          std::vector<Metrics::Registration>& registrations) {
  const auto add = [&](const char* name, const char* help, const char* label,
                       const char* value,
                       const CacheCounters::Counter& counter) {
    registrations.push_back(metrics.Callback(
        Metrics::Kind::kCounter, name, help, {{"owner", owner}, {label, value}},
        [&counter] { return static_cast<double>(counter.load()); }));
  };
  const auto request = [&](const char* result,
                           const CacheCounters::Counter& counter) {
    add("fragment_requests_total", "Requests for fragments, by their result.",
        "result", result, counter);
  };
  request("l1", counters.hits_l1);
  request("l2", counters.hits_l2);
  request("render", counters.renders);
  request("coalesced", counters.coalesced);
  request("stale", counters.stale);
  request("no_lease", counters.no_lease);
  request("render_error", counters.render_errors);
  request("keeps_changing", counters.keeps_changing);
  request("too_late", counters.too_late);
  const auto refused = [&](const char* reason,
                           const CacheCounters::Counter& counter) {
    add("fragments_refused_total",
        "Kept fragments that the rule of freshness did not let out.", "reason",
        reason, counter);
  };
  refused("changed", counters.refused_changed);
  refused("unknown_revision", counters.refused_unknown_revision);
  refused("ahead", counters.refused_ahead);
  refused("expired", counters.refused_expired);
  refused("renderer", counters.refused_renderer);
}

}  // namespace byline
