#include "common/redis/redis_metrics.h"

namespace byline {

RedisMetrics::RedisMetrics(Metrics& metrics, const RedisFragmentStore* store) {
  if (store == nullptr) return;
  const auto count = [&](const char* result,
                         const std::atomic<uint64_t>& counter) {
    registrations_.push_back(metrics.Callback(
        Metrics::Kind::kCounter, "redis_fragments_total",
        "Fragments asked of and put into Redis, by result.",
        {{"result", result}},
        [&counter] { return static_cast<double>(counter.load()); }));
  };
  count("hit", store->counters().hits);
  count("miss", store->counters().misses);
  count("foreign", store->counters().foreign);
  count("put", store->counters().puts);
  count("too_large", store->counters().too_large);
  registrations_.push_back(metrics.Callback(
      Metrics::Kind::kGauge, "redis_up", "Whether Redis answers now.", {},
      [store] { return store->Up() ? 1.0 : 0.0; }));
}

}  // namespace byline
