// Lease: the proof that nothing acknowledged is missing. An answer N to a
// question sent at t0 proves, once all changes up to N are applied, that
// nothing acknowledged before t0 is missing; the lease runs until the greatest
// such t0 plus its length. It also keeps the evidence that the truth is
// silent, without which nothing stale may be given.
//
// The truth counts as silent when two questions in a row, the second sent
// after the first had failed, got no answer, and the last failure is not long
// ago. A question that took very long to fail proves nothing: its asker was
// asleep. So a process that was paused wakes without lease and without stale
// answers. Times are Clock::SinceBoot(). Not thread-safe.
#ifndef BYLINE_COMMON_FRESHNESS_LEASE_H_
#define BYLINE_COMMON_FRESHNESS_LEASE_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstdint>
#include <vector>

namespace byline {

class Lease {
 public:
  // A failure that came later than this after the asking proves nothing, and
  // one that is longer ago than this no longer does.
  static constexpr absl::Duration kSilenceEvidence = absl::Seconds(2);

  explicit Lease(absl::Duration length) : length_(length) {}

  // The truth, asked at `sent`, had `number` as its newest; `applied` is what
  // the asker has applied by `now`.
  void OnAnswer(absl::Duration sent, int64_t number, int64_t applied,
                absl::Duration now);
  // More has been applied: answers that waited for it may count now.
  void OnApplied(int64_t applied, absl::Duration now);
  // The truth answered, whatever it said: it is not silent.
  void OnTouch(absl::Duration now);
  // A question sent at `sent` failed or was given up at `now`.
  void OnNoAnswer(absl::Duration sent, absl::Duration now);
  // Forgets all answers; the truth's silence is not forgotten.
  void Forget();

  bool Holds(absl::Duration now) const;
  // Whether a lease was held since the start or the last Forget.
  bool ever_held() const { return proven_at_.has_value(); }
  // Whether the truth is silent.
  bool Silent(absl::Duration now) const;
  // How long ago the knowledge was proven to be complete; absent where never.
  absl::optional<absl::Duration> Age(absl::Duration now) const;
  // How long the lease has been over; absent where it was never held.
  absl::optional<absl::Duration> SinceEnd(absl::Duration now) const;

 private:
  struct Answer {
    absl::Duration sent;
    int64_t number;
  };

  const absl::Duration length_;
  std::vector<Answer> waiting_;  // for changes; none older than length_
  absl::optional<absl::Duration> proven_at_;  // the greatest t0
  absl::Duration last_touch_ = -absl::InfiniteDuration();
  absl::optional<absl::Duration> first_failure_;  // since the last answer
  absl::optional<absl::Duration> last_proof_of_silence_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_LEASE_H_
