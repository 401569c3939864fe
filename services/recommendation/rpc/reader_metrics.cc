#include "services/recommendation/rpc/reader_metrics.h"

namespace byline::recommendation {

void RegisterReaderMetrics(Metrics& metrics, const ReaderActivity& activity,
                           std::vector<Metrics::Registration>& registrations) {
  const auto count = [&](const char* name, const char* help, const char* result,
                         const std::atomic<uint64_t>& counter) {
    registrations.push_back(metrics.Callback(
        Metrics::Kind::kCounter, name, help, {{"result", result}},
        [&counter] { return static_cast<double>(counter.load()); }));
  };
  const auto event = [&](const char* result,
                         const std::atomic<uint64_t>& counter) {
    count("recommendation_reader_events_total",
          "Events of readers by what became of them.", result, counter);
  };
  const EventIntake::Counters& events = activity.intake().counters();
  event("accepted", events.accepted);
  event("duplicate", events.duplicates);
  event("invalid", events.invalid);
  event("capped", events.capped);
  registrations.push_back(metrics.Callback(
      Metrics::Kind::kGauge, "recommendation_reader_articles",
      "Articles with counts of what readers did.", {},
      [&activity] { return static_cast<double>(activity.table().size()); }));
  registrations.push_back(metrics.Callback(
      Metrics::Kind::kCounter, "recommendation_reader_articles_dropped_total",
      "Articles whose counts were dropped for want of room.", {},
      [&activity] { return static_cast<double>(activity.table().dropped()); }));
  if (activity.sync() == nullptr) return;
  const auto shared = [&](const char* result,
                          const std::atomic<uint64_t>& counter) {
    count("recommendation_reader_counts_total",
          "Counts of articles that replicas share, by what became of them.",
          result, counter);
  };
  const CounterSync::Counters& sync = activity.sync()->counters();
  shared("told", sync.told);
  shared("conflict", sync.conflicts);
  shared("away", sync.away);
  shared("read", sync.read);
  shared("refused", sync.refused);
}

}  // namespace byline::recommendation
