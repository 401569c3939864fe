// FreshnessJudge: the one rule of freshness, as caches and services see it.
// What was made from followed knowledge is given only under the lease, and
// only if none of its dependencies changed after its as-of revision, and that
// revision is within the giver's knowledge.
//
// Two kinds stand behind it: FollowedTruth, for whoever follows the change
// feed, and the article service's own, which looks into the truth (by point
// reads) and always holds the lease. Implementations are thread-safe.
#ifndef BYLINE_COMMON_FRESHNESS_JUDGE_H_
#define BYLINE_COMMON_FRESHNESS_JUDGE_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <string>
#include <vector>

#include "common/freshness/revision.h"

namespace byline {

enum class Freshness {
  kFresh,            // may be given
  kStale,            // may be given, marked and counted: the truth is silent
  kChanged,          // a dependency changed after as_of: render anew
  kUnknownRevision,  // as_of is not of this store's history: counts as absent
  kAhead,            // as_of is beyond our knowledge: WaitFor(as_of), or render
  kNoLease,          // refuse: nothing may be given now
};

// "FRESH", "STALE" ...; for logs and metrics.
absl::string_view FreshnessName(Freshness freshness);

// Whether the rule allows to give it.
inline bool MayGive(Freshness freshness) {
  return freshness == Freshness::kFresh || freshness == Freshness::kStale;
}

class FreshnessJudge {
 public:
  virtual ~FreshnessJudge() = default;

  // Judges what was made as of `as_of` and shows `depends_on` (names such as
  // "articles/a" and "sections/s"). To be asked after every wait, just before
  // giving: a judgement is about now.
  virtual Freshness Judge(const Revision& as_of,
                          const std::vector<std::string>& depends_on) const = 0;

  // The newest revision that is known completely. Read it before rendering
  // begins; it is the as-of revision of what is rendered then.
  virtual Revision AsOf() const = 0;

  // Waits until `min_revision` is within the knowledge; number 0 is always.
  // OUT_OF_RANGE at once where the truth itself is older (reason
  // REVISION_NOT_REACHED_BY_STORE) or does not know its epoch (reason
  // UNKNOWN_REVISION); UNAVAILABLE (reason REVISION_NOT_REACHED) when
  // `deadline` passes first.
  virtual absl::Status WaitFor(const Revision& min_revision,
                               absl::Time deadline) const = 0;
};

// The errors above, and the refusal for Freshness::kNoLease (UNAVAILABLE,
// reason NO_LEASE).
// `field` is the request's field at fault.
absl::Status RevisionNotReachedByStore(
    const Revision& revision, const Revision& newest,
    absl::string_view field = "min_revision");
absl::Status UnknownRevision(const Revision& revision,
                             absl::string_view field = "min_revision");
absl::Status RevisionNotReached(const Revision& min_revision,
                                const Revision& applied);
absl::Status NoLease();

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_JUDGE_H_
