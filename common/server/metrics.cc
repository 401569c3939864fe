#include "common/server/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <utility>
#include <vector>

namespace byline {
namespace {

const prometheus::Histogram::BucketBoundaries& LatencyBuckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
      0.05,    0.1,    0.25,    0.5,    1,     2.5,    5,     10};
  return buckets;
}

prometheus::ClientMetric Sample(Metrics::Kind kind,
                                const Metrics::Labels& labels, double value) {
  prometheus::ClientMetric sample;
  for (const auto& [name, text] : labels) sample.label.push_back({name, text});
  if (kind == Metrics::Kind::kCounter) {
    sample.counter.value = value;
  } else {
    sample.gauge.value = value;
  }
  return sample;
}

}  // namespace

prometheus::Counter& Metrics::Counter(const std::string& name,
                                      const std::string& help,
                                      const Labels& labels) {
  return prometheus::BuildCounter()
      .Name(name)
      .Help(help)
      .Register(registry_)
      .Add(labels);
}

prometheus::Gauge& Metrics::Gauge(const std::string& name,
                                  const std::string& help,
                                  const Labels& labels) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add(
      labels);
}

prometheus::Histogram& Metrics::Latency(const std::string& name,
                                        const std::string& help,
                                        const Labels& labels) {
  return prometheus::BuildHistogram()
      .Name(name)
      .Help(help)
      .Register(registry_)
      .Add(labels, LatencyBuckets());
}

Metrics::Registration Metrics::Callback(Kind kind, const std::string& name,
                                        const std::string& help,
                                        const Labels& labels,
                                        std::function<double()> value) {
  MutexLock lock(mutex_);
  const int64_t id = next_id_++;
  callbacks_.emplace(id, Entry{kind, name, help, labels, std::move(value)});
  return Registration(*this, id);
}

void Metrics::Remove(int64_t id) {
  MutexLock lock(mutex_);
  callbacks_.erase(id);
}

std::string Metrics::Text() const {
  std::vector<prometheus::MetricFamily> families = registry_.Collect();
  // Under the lock, so that a callback never runs after its registration's end.
  MutexLock lock(mutex_);
  std::map<std::string, prometheus::MetricFamily> by_name;
  for (const auto& [id, entry] : callbacks_) {
    prometheus::MetricFamily& family = by_name[entry.name];
    family.name = entry.name;
    family.help = entry.help;
    family.type = entry.kind == Kind::kCounter ? prometheus::MetricType::Counter
                                               : prometheus::MetricType::Gauge;
    family.metric.push_back(Sample(entry.kind, entry.labels, entry.value()));
  }
  for (auto& [name, family] : by_name) families.push_back(std::move(family));
  return prometheus::TextSerializer().Serialize(families);
}

Metrics::Registration::Registration(Registration&& other) noexcept
    : metrics_(std::exchange(other.metrics_, nullptr)), id_(other.id_) {}

Metrics::Registration& Metrics::Registration::operator=(
    Registration&& other) noexcept {
  std::swap(metrics_, other.metrics_);
  std::swap(id_, other.id_);
  return *this;
}

Metrics::Registration::~Registration() {
  if (metrics_ != nullptr) metrics_->Remove(id_);
}

}  // namespace byline
