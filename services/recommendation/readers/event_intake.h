// EventIntake: takes readers' events in batches and counts what counts: checks
// them, leaves out what came before, hashes sessions at once, holds sessions to
// their caps. No id of an event or a session is kept. Thread-safe: one mutex
// for a batch's ids and sessions, held for a few microseconds an event.
//
// An event's id is remembered by the process that took it: an event that is
// sent to two replicas counts twice.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_EVENT_INTAKE_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_EVENT_INTAKE_H_

#include <absl/strings/string_view.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "byline/recommendation/v1/reader_events.pb.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "services/recommendation/readers/checked_event.h"
#include "services/recommendation/readers/counter_table.h"
#include "services/recommendation/readers/reader_limits.h"
#include "services/recommendation/readers/seen_events.h"
#include "services/recommendation/readers/session_salts.h"
#include "services/recommendation/readers/session_table.h"

namespace byline::recommendation {

class EventIntake {
 public:
  // Whether an article is published: others are never counted, so that made-up
  // names take no room.
  using IsCountable = std::function<bool(const std::string& article)>;

  struct Counters {
    std::atomic<uint64_t> accepted{0};
    std::atomic<uint64_t> duplicates{0};
    std::atomic<uint64_t> invalid{0};
    std::atomic<uint64_t> capped{0};  // of sessions above a cap
  };

  // Both referenced must outlive it.
  EventIntake(const ReaderLimits& limits, const Clock& clock,
              CounterTable& table);

  // The events of the request one after the other. Never fails.
  v1::RecordReaderEventsResponse Record(
      const v1::RecordReaderEventsRequest& request,
      const IsCountable& is_countable);
  // Drops salts that are past their time, also while no event comes.
  void RotateSalts();

  const Counters& counters() const { return counters_; }

 private:
  enum class Result { kAccepted, kDuplicate, kCapped };

  Result Take(const CheckedEvent& event, absl::Time now)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Result TakeView(const CheckedEvent& event, uint64_t session, absl::Time now)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Whether a session's event counts that counts once.
  Result TakeOnce(const CheckedEvent& event, uint64_t session, absl::Time now)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void CountView(const CheckedEvent& event, const ViewWeight& weight);
  void CountDwell(const CheckedEvent& event);
  void CountClick(const CheckedEvent& event);

  const ReaderLimits limits_;
  const Clock& clock_;
  CounterTable& table_;
  Counters counters_;
  Mutex mutex_;
  SeenEvents seen_ GUARDED_BY(mutex_);
  SessionSalts salts_ GUARDED_BY(mutex_);
  SessionTable sessions_ GUARDED_BY(mutex_);
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_EVENT_INTAKE_H_
