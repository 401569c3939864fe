// SessionTable: the sessions that are under way, by the hash of their id: what
// each has read lately, and how much it has sent. Decides what of an event
// counts: an article once per session and half-life, a pair of articles once
// per visit, nothing of a session that sends more than a person would. Nothing
// of it leaves the process. Bounded by ReaderLimits. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_TABLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_TABLE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <array>
#include <cstdint>
#include <list>
#include <string>
#include <vector>

#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

// What of a view counts.
struct ViewWeight {
  bool is_capped = false;  // nothing does
  std::array<bool, kHalfLifeCount> in_half_life = {};
  bool begins_visit = false;
  bool is_first_in_visit = false;
  std::vector<std::string> read_before;  // articles of the visit; on the first
};

class SessionTable {
 public:
  enum class Weight { kCounts, kRepeated, kCapped };

  explicit SessionTable(const ReaderLimits& limits) : limits_(limits) {}

  // A view that came at `now` and happened at `time`.
  ViewWeight View(uint64_t session, const std::string& article, absl::Time time,
                  absl::Time now);
  // Anything else, of which `what` says what it is: it counts once in a
  // session, as far as the session remembers.
  Weight Once(uint64_t session, absl::string_view what, absl::Time now);

  size_t size() const { return sessions_.size(); }

 private:
  struct Read {
    std::string article;
    absl::Time last;  // view
    // When it last counted.
    std::array<absl::Time, kHalfLifeCount> counted;
  };
  // Something that came in a minute or a day.
  struct Window {
    absl::Time began = absl::InfinitePast();
    int views = 0;
    int events = 0;
  };
  struct Session {
    uint64_t hash = 0;
    absl::Time last;  // event, by its arrival
    absl::Time visit_began;
    absl::Time last_view = absl::InfinitePast();
    Window minute;
    Window day;
    bool is_capped = false;
    std::vector<Read> reads;     // oldest view first
    std::vector<uint64_t> done;  // hashes of what counted once
  };
  using Sessions = std::list<Session>;

  // The session, made where it is new, with the event counted.
  Session& Touch(uint64_t session, bool is_view, absl::Time now);
  void CountAgainstCaps(Session& session, bool is_view, absl::Time now) const;
  void Forget(absl::Time now);

  const ReaderLimits limits_;
  Sessions sessions_;  // latest event first
  absl::flat_hash_map<uint64_t, Sessions::iterator> by_hash_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_SESSION_TABLE_H_
