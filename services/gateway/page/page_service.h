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
#include <cstdint>
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
#include "services/gateway/page/page_outcome.h"

namespace byline::gateway {

// What became of the requests for pages; each counts once.
struct PageCounters {
  // Given from the cache, fresh.
  std::atomic<int64_t> hits{0};
  // Given though the truth was silent, and marked.
  std::atomic<int64_t> stale{0};
  // Compositions begun.
  std::atomic<int64_t> composed{0};
  // Joined a composition that ran already.
  std::atomic<int64_t> coalesced{0};
  // No page, because nothing might be given or the truth was not reached.
  std::atomic<int64_t> refused{0};
  // Compositions that left a part out.
  std::atomic<int64_t> incomplete{0};
};

class PageService {
 public:
  struct Options {
    CompositionOptions composition;
    // While a composition waits for services that do not answer: how often to
    // see whether the truth has proved silent, so that what is kept may be
    // given marked.
    absl::Duration silence_poll = absl::Milliseconds(100);
    size_t cache_bytes = 256 << 20;
  };
  // How long ago our knowledge was last proven complete: for the header Age of
  // stale pages. Called on any thread.
  using StaleAge = std::function<absl::Duration()>;
  // Called once and without a lock held: within Get, or later on the thread of
  // whichever request's executor ran the composition.
  using Done = std::function<void(PageOutcome)>;

  // All referenced outlive it, and so does whatever `source` still answers.
  PageService(Options options, const PageFrame& frame, PartSource& source,
              const FreshnessJudge& judge, StaleAge stale_age,
              const Clock& clock);

  // A kept page that may be given now; nothing otherwise. Never waits.
  absl::optional<PageOutcome> FindKept(absl::string_view key);

  // A page by any means. Steps of a composition that this call begins run on
  // `executor`; Get is to be called on its thread.
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
    uint64_t serial = 0;  // of the composition
  };

  // On the thread of `executor`.
  void Compose(const Route& route, const std::string& request_id,
               std::shared_ptr<Executor> executor);
  // Until that composition is done, see from time to time whether `kept` may be
  // given as stale; then all who wait get it. Runs on `executor`.
  void WatchForSilence(const std::string& key, uint64_t serial,
                       std::shared_ptr<const Page> kept,
                       std::shared_ptr<Executor> executor);
  void OnSilencePoll(const std::string& key, uint64_t serial,
                     std::shared_ptr<const Page> kept,
                     std::shared_ptr<Executor> executor);
  // On the executor of the composition. Answers those whom the outcome serves,
  // and begins the next composition for the others.
  void OnComposed(const Route& route, PageOutcome outcome);
  // Whether the waiter got its answer.
  bool Give(const Route& route, const PageOutcome& outcome,
            bool was_made_for_it, const Waiter& waiter);
  // In place of an error: what is kept, expired but not changed, marked as
  // stale.
  absl::optional<PageOutcome> FindInNeed(absl::string_view key);
  PageOutcome MarkedStale(std::shared_ptr<const Page> page);

  const Options options_;
  const std::unique_ptr<LatestTrending> trending_;  // null: not wanted
  const CompositionContext context_;
  const FreshnessJudge& judge_;
  const StaleAge stale_age_;
  const Clock& clock_;
  PageCounters counters_;
  ByteCache<Page> cache_;
  Mutex mutex_;
  absl::flat_hash_map<std::string, Flight> flights_ GUARDED_BY(mutex_);
  uint64_t next_serial_ GUARDED_BY(mutex_) = 1;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_SERVICE_H_
