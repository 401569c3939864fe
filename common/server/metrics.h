// Metrics: the process's Prometheus metrics, an object on main's stack that is
// passed by reference. Ask for a metric once and keep the reference: it lives
// as long as this object. The same name and labels give the same metric. A name
// keeps the kind it first had; anything else is a fault in the program and ends
// it. Thread-safe.
//
//   prometheus::Counter& hits = metrics.Counter("cache_hits_total", "...",
//                                               {{"layer", "l1"}});
//   hits.Increment();
#ifndef BYLINE_COMMON_SERVER_METRICS_H_
#define BYLINE_COMMON_SERVER_METRICS_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "common/base/mutex.h"

namespace byline {

class Metrics {
 public:
  using Labels = std::map<std::string, std::string>;

  // Keeps a callback registered for its own lifetime. Movable. Must not outlive
  // the Metrics.
  class Registration;

  Metrics() = default;
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  prometheus::Counter& Counter(const std::string& name, const std::string& help,
                               const Labels& labels = {});
  prometheus::Gauge& Gauge(const std::string& name, const std::string& help,
                           const Labels& labels = {});
  // In seconds, with buckets from 0.00005 to 10.
  prometheus::Histogram& Latency(const std::string& name,
                                 const std::string& help,
                                 const Labels& labels = {});

  // A metric whose value is asked for at each scrape, from any thread: for
  // numbers that something else counts already. Names must be told apart from
  // those of the metrics above.
  enum class Kind { kCounter, kGauge };
  [[nodiscard]] Registration Callback(Kind kind, const std::string& name,
                                      const std::string& help,
                                      const Labels& labels,
                                      std::function<double()> value);

  // All of them in the text format that Prometheus scrapes.
  std::string Text() const;

 private:
  struct Entry {
    Kind kind;
    std::string name;
    std::string help;
    Labels labels;
    std::function<double()> value;
  };

  void Remove(int64_t id);

  prometheus::Registry registry_;
  mutable Mutex mutex_;
  int64_t next_id_ GUARDED_BY(mutex_) = 1;
  std::map<int64_t, Entry> callbacks_ GUARDED_BY(mutex_);
};

class Metrics::Registration {
 public:
  Registration() = default;
  Registration(Registration&& other) noexcept;
  Registration& operator=(Registration&& other) noexcept;
  ~Registration();

 private:
  friend class Metrics;
  Registration(Metrics& metrics, int64_t id) : metrics_(&metrics), id_(id) {}

  Metrics* metrics_ = nullptr;
  int64_t id_ = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_METRICS_H_
