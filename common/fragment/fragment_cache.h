// FragmentCache: the fragments of one owner, in memory (L1) and in a
// FragmentStore (L2, optional), given by the rule of freshness alone: judged
// after every wait and just before giving, so nothing ever needs deleting.
// One render serves any number of simultaneous requests for a key. Thread-safe.
//
//   FragmentCache cache(options, judge, clock, &redis);
//   auto fragment = cache.Get(key, min_revision, deadline,
//       [&](const Revision& as_of) -> absl::StatusOr<Fragment> {...});
#ifndef BYLINE_COMMON_FRAGMENT_FRAGMENT_CACHE_H_
#define BYLINE_COMMON_FRAGMENT_FRAGMENT_CACHE_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"
#include "common/base/clock.h"
#include "common/fragment/byte_cache.h"
#include "common/fragment/cache_counters.h"
#include "common/fragment/fragment_store.h"
#include "common/fragment/given_fragment.h"
#include "common/fragment/single_flight.h"
#include "common/freshness/judge.h"
#include "common/freshness/revision.h"

namespace byline {

class FragmentCache {
 public:
  using Fragment = fragment::v1::Fragment;
  // Renders with at least the knowledge of `as_of`, which was read before. It
  // runs in the thread of one of the callers, under that caller's deadline.
  // Where it leaves as_of_revision or rendered_at unset the cache sets them. It
  // may set an as_of_revision that is newer, if it read everything at that. A
  // fragment whose article_revision is above its as_of_revision is given, but
  // not kept.
  using Render = std::function<absl::StatusOr<Fragment>(const Revision& as_of)>;

  struct Options {
    size_t byte_budget = 64 << 20;  // of L1
    // Digest of templates and algorithm; set on every fragment rendered here.
    // An L2 copy of another renderer counts as absent.
    std::string renderer;
    // Whether `render` reads the truth itself (the article service): then what
    // was rendered for a request, begun after it came, needs no judging.
    bool renders_from_truth = false;
    // How long a request waits for L2 at most.
    absl::Duration store_timeout = absl::Milliseconds(20);
    // Each kept fragment's life is cut by a random part of up to this.
    double jitter = 0.1;
    // Weight of early refreshing (XFetch); 0 switches it off.
    double early_refresh = 1.0;
  };

  // All referenced must outlive it; `store` may be null.
  FragmentCache(Options options, const FreshnessJudge& judge,
                const Clock& clock, FragmentStore* store);

  // A fragment that may be given now and is at least as new as `min_revision`.
  // Errors: those of `render` (told to all who waited for it, never kept; a
  // render that only its own caller's deadline ended is tried again by those
  // who have time left); of FreshnessJudge::WaitFor; UNAVAILABLE (reason
  // NO_LEASE, or FRAGMENT_KEEPS_CHANGING where it changed in each of a few
  // renders); DEADLINE_EXCEEDED.
  absl::StatusOr<GivenFragment> Get(const std::string& key,
                                    const Revision& min_revision,
                                    absl::Time deadline, const Render& render);

  const CacheCounters& counters() const { return counters_; }
  // Bytes and entries that L1 holds now.
  size_t bytes() const { return l1_.bytes(); }
  size_t entries() const { return l1_.entries(); }

 private:
  // A fragment as L1 keeps it.
  struct Kept {
    Fragment fragment;
    Revision as_of;
    std::vector<std::string> depends_on;
    bool is_derived = false;     // depends on something derived
    absl::Duration expires;      // by Clock::SinceBoot()
    absl::Duration render_time;  // zero where it was rendered elsewhere

    // Of articles and collections the judge knows all changes up to the
    // revision that a request wants; of what is derived it may not yet.
    bool IsAsNewAs(const Revision& least) const {
      return !is_derived || as_of.number >= least.number;
    }
  };
  using KeptPtr = std::shared_ptr<const Kept>;
  // One request: what it wants, and what it has done so far.
  struct Request;

  absl::StatusOr<KeptPtr> Fill(Request& request, const KeptPtr& refused);
  KeptPtr FindInStore(const Request& request);
  absl::StatusOr<KeptPtr> RenderAndKeep(Request& request);
  bool MayKeep(const Kept& kept) const;
  KeptPtr MakeKept(Fragment fragment, absl::Duration life,
                   absl::Duration render_time) const;
  void Keep(const std::string& key, const KeptPtr& kept);

  // Judges now; waits for knowledge that is behind the fragment.
  Freshness JudgeNow(const Kept& kept, absl::Time wait_until);
  GivenFragment Give(const KeptPtr& kept, Freshness freshness) {
    const bool is_stale = freshness == Freshness::kStale;
    if (is_stale) ++counters_.stale;
    return {std::shared_ptr<const Fragment>(kept, &kept->fragment), is_stale};
  }
  bool InTime(const Kept& kept) const {
    return clock_.SinceBoot() < kept.expires;
  }
  bool ShouldRefreshEarly(const Kept& kept) const;
  absl::Duration CutByJitter(absl::Duration life) const;

  const Options options_;
  const FreshnessJudge& judge_;
  const Clock& clock_;
  FragmentStore* const store_;
  CacheCounters counters_;
  ByteCache<Kept> l1_;
  SingleFlight<KeptPtr> flights_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_FRAGMENT_CACHE_H_
