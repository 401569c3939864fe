// Waiting for what happens by itself.
#ifndef BYLINE_TESTS_TESTING_WITHIN_H_
#define BYLINE_TESTS_TESTING_WITHIN_H_

#include <absl/time/clock.h>
#include <absl/time/time.h>

namespace byline::testing {

// Whether `condition` comes to hold within `limit`, asked again and again.
template <typename Condition>
bool Within(absl::Duration limit, Condition condition) {
  for (const absl::Time end = absl::Now() + limit; absl::Now() < end;
       absl::SleepFor(absl::Milliseconds(5))) {
    if (condition()) return true;
  }
  return condition();
}

// The same where only a fault could take long: within 20 s.
template <typename Condition>
bool Eventually(Condition condition) {
  return Within(absl::Seconds(20), condition);
}

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_WITHIN_H_
