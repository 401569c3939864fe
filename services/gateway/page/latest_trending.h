// LatestTrending: the latest lists of what is read most, by language, for pages
// to take along. No page waits for one: Find gives what is there and may be
// given, and where that is old, or nothing, asks for it anew in the background,
// one call at a time for a language. A service that fails is asked again a
// second later. Thread-safe; answers that come after its end are dropped.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_LATEST_TRENDING_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_LATEST_TRENDING_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/freshness/judge.h"
#include "services/gateway/page/part_source.h"

namespace byline::gateway {

class LatestTrending {
 public:
  // All referenced must outlive it.
  LatestTrending(PartSource& source, const FreshnessJudge& judge,
                 const Clock& clock)
      : source_(source), judge_(judge), clock_(clock) {}

  // Nothing where none is known, it is too old, or a change makes it so.
  // `language` is BCP 47; lists are kept by its primary subtag.
  absl::optional<PartSource::Fragment> Find(absl::string_view language,
                                            const std::string& request_id);

 private:
  struct Entry {
    absl::optional<PartSource::Fragment> fragment;
    bool is_asked = false;
    absl::Duration next;  // when it may be asked for again, since boot
  };
  struct State {
    Mutex mutex;
    absl::flat_hash_map<std::string, Entry> entries GUARDED_BY(mutex);
  };

  void Ask(const std::string& language, const std::string& request_id,
           const Revision& min_revision);

  PartSource& source_;
  const FreshnessJudge& judge_;
  const Clock& clock_;
  // Of the answers that may still come, too.
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_LATEST_TRENDING_H_
