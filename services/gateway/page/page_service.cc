#include "services/gateway/page/page_service.h"

#include <algorithm>
#include <utility>

namespace byline::gateway {
namespace {

// A waiter whose own composition was overtaken by a change gets a second one,
// then 503.
constexpr int kCompositionsForOne = 2;

}  // namespace

PageService::PageService(Options options, const PageFrame& frame,
                         PartSource& source, const FreshnessJudge& judge,
                         StaleAge stale_age, const Clock& clock)
    : options_(options),
      trending_(frame.site().reader_events
                    ? std::make_unique<LatestTrending>(source, judge, clock)
                    : nullptr),
      context_{options_.composition, frame, source, judge, clock,
               trending_.get()},
      judge_(judge),
      stale_age_(std::move(stale_age)),
      clock_(clock),
      cache_(options_.cache_bytes) {}

absl::optional<PageOutcome> PageService::FindKept(absl::string_view key) {
  std::shared_ptr<const Page> page = cache_.Find(key);
  if (page == nullptr) return absl::nullopt;
  const Freshness freshness = JudgePage(*page, judge_, false);
  // While the truth is silent a new composition would only fail.
  if (freshness == Freshness::kStale) return MarkedStale(std::move(page));
  if (freshness != Freshness::kFresh || page->IsExpired(clock_.SinceBoot()))
    return absl::nullopt;
  ++counters_.hits;
  PageOutcome outcome;
  outcome.kind = PageOutcome::Kind::kPage;
  outcome.page = std::move(page);
  outcome.timing = "cache;desc=hit";
  return outcome;
}

absl::optional<PageOutcome> PageService::FindInNeed(absl::string_view key) {
  std::shared_ptr<const Page> page = cache_.Find(key);
  if (page == nullptr || !MayGive(JudgePage(*page, judge_, false)))
    return absl::nullopt;
  return MarkedStale(std::move(page));
}

PageOutcome PageService::MarkedStale(std::shared_ptr<const Page> page) {
  ++counters_.stale;
  PageOutcome outcome;
  outcome.kind = PageOutcome::Kind::kPage;
  outcome.age = std::min(
      std::max(stale_age_(), clock_.SinceBoot() - page->made_at - page->life),
      absl::Hours(24 * 365));
  outcome.page = std::move(page);
  outcome.is_stale = true;
  outcome.timing = "cache;desc=stale";
  return outcome;
}

void PageService::Get(const Route& route, const std::string& request_id,
                      std::shared_ptr<Executor> executor, Done done) {
  if (auto kept = FindKept(route.key)) return done(*std::move(kept));
  {
    MutexLock lock(mutex_);
    const auto [flight, is_new] = flights_.try_emplace(route.key);
    Waiter waiter{request_id, executor, std::move(done)};
    if (!is_new) {
      ++counters_.coalesced;
      flight->second.late.push_back(std::move(waiter));
      return;
    }
    flight->second.early.push_back(std::move(waiter));
  }
  Compose(route, request_id, std::move(executor));
}

void PageService::Compose(const Route& route, const std::string& request_id,
                          std::shared_ptr<Executor> executor) {
  ++counters_.composed;
  if (auto kept = cache_.Find(route.key)) {
    uint64_t serial;
    {
      MutexLock lock(mutex_);
      serial = next_serial_++;
      flights_[route.key].serial = serial;
    }
    WatchForSilence(route.key, serial, std::move(kept), executor);
  }
  PageComposition::Start(context_, route, request_id, std::move(executor),
                         [this, route](PageOutcome outcome) {
                           OnComposed(route, std::move(outcome));
                         });
}

void PageService::WatchForSilence(const std::string& key, uint64_t serial,
                                  std::shared_ptr<const Page> kept,
                                  std::shared_ptr<Executor> executor) {
  // A change is never taken back: such a page will not be given again, or,
  // where only a list of it is old, not before the composition has failed.
  if (JudgePage(*kept, judge_, false) == Freshness::kChanged) return;
  Executor& timer = *executor;
  timer.After(options_.silence_poll, [this, key, serial, kept = std::move(kept),
                                      executor = std::move(executor)] {
    OnSilencePoll(key, serial, kept, executor);
  });
}

void PageService::OnSilencePoll(const std::string& key, uint64_t serial,
                                std::shared_ptr<const Page> kept,
                                std::shared_ptr<Executor> executor) {
  std::vector<Waiter> waiters;
  {
    MutexLock lock(mutex_);
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || flight->second.serial != serial) return;
    // Only the silence of the truth lets it be given; a feed that lags while
    // the truth answers does not.
    if (JudgePage(*kept, judge_, false) == Freshness::kStale) {
      waiters = std::exchange(flight->second.early, {});
      for (Waiter& waiter : flight->second.late)
        waiters.push_back(std::move(waiter));
      flight->second.late.clear();
    }
  }
  for (const Waiter& waiter : waiters) waiter.done(MarkedStale(kept));
  WatchForSilence(key, serial, std::move(kept), std::move(executor));
}

void PageService::OnComposed(const Route& route, PageOutcome outcome) {
  const bool is_page = outcome.kind == PageOutcome::Kind::kPage;
  if (is_page) {
    if (!outcome.page->is_complete) ++counters_.incomplete;
    cache_.Insert(route.key, outcome.page, outcome.page->Bytes());
  }
  std::vector<Waiter> early, late;
  {
    MutexLock lock(mutex_);
    Flight& flight = flights_[route.key];
    early = std::move(flight.early);
    late = std::move(flight.late);
    flight.early.clear();
    flight.late.clear();
  }
  // An error of reaching the services is everybody's answer; what the truth
  // said is only for those who came before it was asked.
  const bool is_for_all = outcome.kind == PageOutcome::Kind::kUnavailable;
  std::vector<Waiter> again;
  for (Waiter& waiter : early) {
    ++waiter.compositions;
    if (!Give(route, outcome, true, waiter)) again.push_back(std::move(waiter));
  }
  for (Waiter& waiter : late) {
    if (!(is_page || is_for_all) || !Give(route, outcome, is_for_all, waiter))
      again.push_back(std::move(waiter));
  }
  std::string request_id;
  std::shared_ptr<Executor> executor;
  {
    MutexLock lock(mutex_);
    Flight& flight = flights_[route.key];
    // Who came meanwhile came before the next composition begins.
    for (Waiter& waiter : flight.late) again.push_back(std::move(waiter));
    flight.late.clear();
    if (again.empty()) {
      flights_.erase(route.key);
      return;
    }
    request_id = again.front().request_id;
    executor = again.front().executor;
    flight.early = std::move(again);
  }
  // This thread is another composition's: the next one begins on its own.
  executor->Post([this, route, request_id, executor] {
    Compose(route, request_id, executor);
  });
}

bool PageService::Give(const Route& route, const PageOutcome& outcome,
                       bool was_made_for_it, const Waiter& waiter) {
  if (outcome.kind == PageOutcome::Kind::kUnavailable) {
    if (auto kept = FindInNeed(route.key)) {
      waiter.done(*std::move(kept));
    } else {
      ++counters_.refused;
      waiter.done(outcome);
    }
    return true;
  }
  if (outcome.kind != PageOutcome::Kind::kPage) {
    waiter.done(outcome);
    return true;
  }
  const Freshness freshness = JudgePage(*outcome.page, judge_, was_made_for_it);
  if (freshness == Freshness::kFresh) {
    waiter.done(outcome);
    return true;
  }
  if (freshness == Freshness::kStale) {
    waiter.done(MarkedStale(outcome.page));
    return true;
  }
  if (waiter.compositions < kCompositionsForOne) return false;
  ++counters_.refused;
  PageOutcome refused;
  refused.language = outcome.language;
  waiter.done(std::move(refused));
  return true;
}

}  // namespace byline::gateway
