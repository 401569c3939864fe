// SingleFlight: one run of a piece of work for any number of simultaneous
// requests for a key. The first to come does the work in its own thread, the
// others wait for its result, each until its own deadline. Thread-safe.
#ifndef BYLINE_COMMON_FRAGMENT_SINGLE_FLIGHT_H_
#define BYLINE_COMMON_FRAGMENT_SINGLE_FLIGHT_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/fragment/detached_status.h"

namespace byline {

template <typename Result>
class SingleFlight {
 public:
  // `joined` counts the calls that wait for another one's work, from when they
  // begin to wait. Both must outlive it.
  SingleFlight(const Clock& clock, std::atomic<uint64_t>& joined)
      : clock_(clock), joined_(joined) {}

  // The result of `work`, of this call or of the one that was under way.
  // `end` is by Clock::SinceBoot(); DEADLINE_EXCEEDED where it passes while
  // another one's work is waited for. `led` says whether `work` was run here.
  absl::StatusOr<Result> Do(absl::string_view key, absl::Duration end,
                            const std::function<absl::StatusOr<Result>()>& work,
                            bool* led) {
    std::shared_ptr<Flight> flight;
    {
      MutexLock lock(mutex_);
      std::shared_ptr<Flight>& current = flights_[key];
      *led = current == nullptr;
      if (*led) current = std::make_shared<Flight>();
      flight = current;
    }
    if (!*led) {
      ++joined_;
      return Await(*flight, end);
    }
    absl::StatusOr<Result> result = work();
    {
      MutexLock lock(mutex_);
      flights_.erase(key);
    }
    MutexLock lock(flight->mutex);
    if (result.ok()) {
      flight->result = result;
    } else {
      flight->result = DetachedStatus(result.status());
    }
    flight->done.NotifyAll();
    return result;
  }

 private:
  struct Flight {
    Mutex mutex;
    CondVar done;
    absl::optional<absl::StatusOr<Result>> result GUARDED_BY(mutex);
  };

  absl::StatusOr<Result> Await(Flight& flight, absl::Duration end) {
    // The deadline is looked at so often, whatever the clock does.
    constexpr absl::Duration kLongestNap = absl::Milliseconds(100);
    MutexLock lock(flight.mutex);
    while (!flight.result.has_value()) {
      const absl::Duration left = end - clock_.SinceBoot();
      if (left <= absl::ZeroDuration()) {
        return absl::DeadlineExceededError(
            "the deadline passed while another request rendered the same");
      }
      flight.done.WaitFor(
          flight.mutex, absl::ToChronoNanoseconds(std::min(left, kLongestNap)));
    }
    if (!flight.result->ok()) return DetachedStatus(flight.result->status());
    return *flight.result;
  }

  const Clock& clock_;
  std::atomic<uint64_t>& joined_;
  Mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<Flight>> flights_
      GUARDED_BY(mutex_);
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_SINGLE_FLIGHT_H_
