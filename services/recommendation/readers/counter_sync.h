// CounterSync: makes the counts of all replicas one: tells a store what this
// replica has counted, and reads what others have told. Called by one thread
// (ReaderActivity's), every second and every three; requests never wait for it.
//
// What is lost: with a killed process at most what it counted in its last
// second; with a store that loses its data nothing of what a living replica
// knows, since the next change of an article brings all of it back. While the
// store is away counts stay pending in the table, within its bounds. A put
// whose answer is lost may count twice. All referenced must outlive it.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_SYNC_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_SYNC_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/shared_values.h"
#include "services/recommendation/readers/counter_table.h"
#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

class CounterSync {
 public:
  struct Options {
    // For one step.
    absl::Duration patience = absl::Milliseconds(500);
    size_t batch = 100;  // articles in one step
  };
  struct Counters {
    std::atomic<uint64_t> told{0};       // counts of an article, merged
    std::atomic<uint64_t> conflicts{0};  // another replica was first: again
    std::atomic<uint64_t> away{0};       // steps that the store did not answer
    std::atomic<uint64_t> read{0};       // counts of an article, of others
    std::atomic<uint64_t> refused{0};    // values that cannot be counts
  };

  CounterSync(const Options& options, const ReaderLimits& limits,
              const Clock& clock, CounterTable& table, SharedValues& values)
      : options_(options),
        limits_(limits),
        clock_(clock),
        table_(table),
        values_(values) {}
  CounterSync(const CounterSync&) = delete;
  CounterSync& operator=(const CounterSync&) = delete;

  // What is pending; what another replica's put came before is pending again.
  void Tell();
  // What changed since the last reading; first all that the store remembers.
  void Read();

  const Counters& counters() const { return counters_; }

 private:
  absl::Time Deadline() const { return clock_.Now() + options_.patience; }
  // False where the store is away.
  bool TellBatch(std::vector<CounterTable::Named> pending);
  // What the value holds; nothing where it holds none or cannot be counts.
  absl::optional<ReaderCounts> CountsIn(const SharedValues::Value& value);

  const Options options_;
  const ReaderLimits limits_;
  const Clock& clock_;
  CounterTable& table_;
  SharedValues& values_;
  Counters counters_;
  int64_t position_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_SYNC_H_
