// Clock: the two times that the suite needs. Wall time says when an article is
// published; boot time, which counts suspension and never jumps, says how long
// something has lasted (leases, deadlines). Thread-safe.
#ifndef BYLINE_COMMON_BASE_CLOCK_H_
#define BYLINE_COMMON_BASE_CLOCK_H_

#include <absl/time/time.h>

#include <atomic>
#include <cstdint>

namespace byline {

class Clock {
 public:
  virtual ~Clock() = default;
  // Wall time.
  virtual absl::Time Now() const = 0;
  // Time since boot, suspension included (CLOCK_BOOTTIME). Only differences
  // mean something.
  virtual absl::Duration SinceBoot() const = 0;
};

// The machine's clocks.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override;
  absl::Duration SinceBoot() const override;
};

// A clock that stands still until it is moved. For tests.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time now = absl::FromUnixSeconds(1'700'000'000))
      : nanos_(absl::ToUnixNanos(now)) {}
  absl::Time Now() const override { return absl::FromUnixNanos(nanos_.load()); }
  absl::Duration SinceBoot() const override {
    return absl::Nanoseconds(nanos_.load());
  }
  void Advance(absl::Duration duration) {
    nanos_ += absl::ToInt64Nanoseconds(duration);
  }

 private:
  std::atomic<int64_t> nanos_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_CLOCK_H_
