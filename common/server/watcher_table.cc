#include "common/server/watcher_table.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"

namespace byline {
namespace {

constexpr std::chrono::seconds kLookEvery(1);

absl::Status TooManyWatchers(int limit) {
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "TOO_MANY_WATCHERS",
      absl::StrCat("there are ", limit, " watchers already; try again later"));
}

}  // namespace

WatcherTable::WatcherTable(const Options& options, const Clock& clock)
    : options_(options), clock_(clock), thread_([this] { Run(); }) {}

WatcherTable::~WatcherTable() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
    ended_.NotifyAll();
  }
  thread_.join();
}

absl::StatusOr<std::unique_ptr<WatcherTable::Watcher>> WatcherTable::Enter(
    std::string follower, std::function<void()> cancel) {
  MutexLock lock(mutex_);
  if (watchers_.size() >= static_cast<size_t>(options_.limit)) {
    return TooManyWatchers(options_.limit);
  }
  const int64_t id = next_id_++;
  watchers_[id] = {std::move(follower), std::move(cancel), false, false, {}};
  return std::make_unique<Watcher>(*this, id);
}

bool WatcherTable::Watches(const std::string& follower) const {
  MutexLock lock(mutex_);
  return std::any_of(
      watchers_.begin(), watchers_.end(),
      [&](const auto& entry) { return entry.second.follower == follower; });
}

int WatcherTable::size() const {
  MutexLock lock(mutex_);
  return static_cast<int>(watchers_.size());
}

void WatcherTable::Look() {
  MutexLock lock(mutex_);
  for (auto& [id, watcher] : watchers_) {
    if (!watcher.writing || watcher.cut_off ||
        clock_.SinceBoot() - watcher.since <= options_.patience) {
      continue;
    }
    Log(Severity::kWarning, "a watcher does not read and is cut off",
        {{"follower", watcher.follower}});
    watcher.cut_off = true;
    watcher.cancel();
  }
}

void WatcherTable::Leave(int64_t id) {
  MutexLock lock(mutex_);
  watchers_.erase(id);
}

void WatcherTable::SetWriting(int64_t id, bool writing) {
  MutexLock lock(mutex_);
  Entry& watcher = watchers_.at(id);
  watcher.writing = writing;
  watcher.since = clock_.SinceBoot();
}

bool WatcherTable::IsCutOff(int64_t id) const {
  MutexLock lock(mutex_);
  return watchers_.at(id).cut_off;
}

void WatcherTable::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      if (!ending_) ended_.WaitFor(mutex_, kLookEvery);
      if (ending_) return;
    }
    Look();
  }
}

}  // namespace byline
