// CacheCounters: what a fragment cache did since it was made, for metrics.
// Each may be read at any time from any thread; together they are no snapshot.
#ifndef BYLINE_COMMON_FRAGMENT_CACHE_COUNTERS_H_
#define BYLINE_COMMON_FRAGMENT_CACHE_COUNTERS_H_

#include <atomic>
#include <cstdint>

namespace byline {

struct CacheCounters {
  using Counter = std::atomic<uint64_t>;

  // Answers, by where the fragment came from.
  Counter hits_l1{0};
  Counter hits_l2{0};
  Counter renders{0};    // of our own; includes those that failed
  Counter coalesced{0};  // requests that waited for another one's filling
  Counter stale{0};      // given while the truth was silent

  // Kept or arrived fragments that were not given, by reason.
  Counter refused_changed{0};
  Counter refused_unknown_revision{0};
  Counter refused_ahead{0};
  Counter refused_expired{0};
  Counter refused_renderer{0};  // of another renderer, in L2

  // Requests that got no fragment, by reason.
  Counter no_lease{0};
  Counter render_errors{0};
  Counter keeps_changing{0};
  Counter too_late{0};  // the deadline passed

  Counter early_refreshes{0};
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_CACHE_COUNTERS_H_
