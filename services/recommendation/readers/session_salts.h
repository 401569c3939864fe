// SessionSalts: turns session ids into hashes at once, so that no id is kept.
// The salt is random, lives in this object's memory alone, and changes at 00:00
// UTC; that of the day before is kept for one hour, for events of that day that
// come late, and is then overwritten. So nobody can tell whose a hash was, or
// that two days' sessions were one reader's. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_SALTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_SALTS_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>

namespace byline::recommendation {

class SessionSalts {
 public:
  SessionSalts() = default;
  ~SessionSalts();
  SessionSalts(const SessionSalts&) = delete;
  SessionSalts& operator=(const SessionSalts&) = delete;

  // The hash of a session's id by the salt of the day on which the event
  // happened, where that is still there, or else of today. Never 0.
  uint64_t Hash(absl::string_view session_id, absl::Time event_time,
                absl::Time now);
  // Drops what is past its time: to be called also while nothing comes.
  void Rotate(absl::Time now);
  // Whether the day before's salt is still there.
  bool HasYesterday() const { return !yesterday_.empty(); }

 private:
  int64_t day_ = -1;  // since the epoch
  std::string today_;
  std::string yesterday_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_SALTS_H_
