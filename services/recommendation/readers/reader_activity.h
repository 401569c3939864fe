// ReaderActivity: all that is known of what readers do, as one object: the
// intake of events, the counts, what they mean, and a thread of its own that
// drops old salts and, where replicas share counts, tells and reads them.
//
// Start, Stop and the destructor belong to one thread; all else is thread-safe.
// What is passed in must outlive it.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_READER_ACTIVITY_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_READER_ACTIVITY_H_

#include <absl/time/time.h>

#include <memory>

#include "common/base/clock.h"
#include "common/base/periodic_thread.h"
#include "common/base/shared_values.h"
#include "services/recommendation/readers/behaviour.h"
#include "services/recommendation/readers/counter_sync.h"
#include "services/recommendation/readers/counter_table.h"
#include "services/recommendation/readers/event_intake.h"
#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

class ReaderActivity {
 public:
  // `shared` may be null: this replica counts for itself, in memory.
  ReaderActivity(const ReaderLimits& limits, const Clock& clock,
                 SharedValues* shared);
  ~ReaderActivity() { Stop(); }
  ReaderActivity(const ReaderActivity&) = delete;
  ReaderActivity& operator=(const ReaderActivity&) = delete;

  void Start() { thread_.Start(); }
  // Tells the rest of what was counted; again: nothing.
  void Stop();

  EventIntake& intake() { return intake_; }
  const EventIntake& intake() const { return intake_; }
  const Behaviour& behaviour() const { return behaviour_; }
  const CounterTable& table() const { return table_; }
  // Null where nothing is shared.
  const CounterSync* sync() const { return sync_.get(); }

 private:
  void Round();

  CounterTable table_;
  EventIntake intake_;
  Behaviour behaviour_;
  const std::unique_ptr<CounterSync> sync_;
  int rounds_ = 0;  // of the thread
  PeriodicThread thread_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_READER_ACTIVITY_H_
