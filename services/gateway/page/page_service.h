// PageService: gives pages by the rule of freshness, from its cache or newly
// composed. One composition serves all who ask for the same page; who came
// after the truth had been asked gets it only where it is judged fresh,
// otherwise from the next one. Pages are judged when they are given, about now;
// nothing is ever deleted for being old. Thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_SERVICE_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_SERVICE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/fragment/byte_cache.h"
#include "common/freshness/judge.h"
#include "services/gateway/page/page.h"
#include "services/gateway/page/page_composition.h"

namespace byline::gateway {

// What became of the requests for pages; each counts once.
struct PageCounters {
  std::atomic<int64_t> hits{0};  // given from the cache, fresh
  std::atomic<int64_t> stale{
      0};  // given though the truth was silent, and marked
  std::atomic<int64_t> composed{0};   // compositions begun
  std::atomic<int64_t> coalesced{0};  // joined a composition that ran already
  std::atomic<int64_t> refused{0};    // no page, because nothing might be given
                                      // or the truth was not reached
  std::atomic<int64_t> incomplete{0};  // compositions that left a part out
};

class PageService {
 public:
  struct Options {
    CompositionOptions composition;
    size_t cache_bytes = 256 << 20;
  };
  // How long ago our knowledge was last proven complete: for the header Age of
  // stale pages.
  using StaleAge = std::function<absl::Duration()>;
  // Called once, at once or later, on any thread.
  using Done = std::function<void(PageOutcome)>;

  // All referenced outlive it, and so does whatever `source` still answers.
  PageService(Options options, const PageFrame& frame, PartSource& source,
              const FreshnessJudge& judge, StaleAge stale_age,
              const Clock& clock);

  // A kept page that may be given now; nothing otherwise. Never waits.
  absl::optional<PageOutcome> FindKept(absl::string_view key);

  // A page by any means. Steps of a composition run on `executor`.
  void Get(const Route& route, const std::string& request_id,
           std::shared_ptr<Executor> executor, Done done);

  const PageCounters& counters() const { return counters_; }
  size_t cache_bytes() const { return cache_.bytes(); }
  size_t cache_entries() const { return cache_.entries(); }

 private:
  struct Waiter {
    std::string request_id;
    std::shared_ptr<Executor> executor;
    Done done;
    int compositions = 0;  // that it has waited for from their begin
  };
  // The composition that runs for a key: for whom it was begun, and who came
  // later.
  struct Flight {
    std::vector<Waiter> early;
    std::vector<Waiter> late;
  };

  void Compose(const Route& route, const std::string& request_id,
               std::shared_ptr<Executor> executor);
  void OnComposed(const Route& route, PageOutcome outcome);
  // Whether the waiter got its answer.
  bool Give(const Route& route, const PageOutcome& outcome,
            bool was_made_for_it, const Waiter& waiter);
  // In place of an error: what is kept, expired but not changed, marked as
  // stale.
  absl::optional<PageOutcome> FindInNeed(absl::string_view key);
  PageOutcome MarkedStale(std::shared_ptr<const Page> page);

  const Options options_;
  const CompositionContext context_;
  const FreshnessJudge& judge_;
  const StaleAge stale_age_;
  const Clock& clock_;
  PageCounters counters_;
  ByteCache<Page> cache_;
  Mutex mutex_;
  absl::flat_hash_map<std::string, Flight> flights_ GUARDED_BY(mutex_);
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_SERVICE_H_
