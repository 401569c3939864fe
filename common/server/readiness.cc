#include "common/server/readiness.h"

#include <chrono>
#include <utility>

namespace byline {
namespace {

constexpr std::chrono::milliseconds kAskEvery{100};

}  // namespace

ReadinessPoll::~ReadinessPoll() { Stop(); }

void ReadinessPoll::Add(std::string name, std::function<bool()> ready) {
  Service& added = services_.emplace_back();
  added.name = std::move(name);
  added.ready = std::move(ready);
}

void ReadinessPoll::Start(Listener listener) {
  listener_ = std::move(listener);
  AskAll(/*first=*/true);
  thread_ = std::thread([this] { Run(); });
}

void ReadinessPoll::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      const auto until = std::chrono::steady_clock::now() + kAskEvery;
      while (!stopping_) {
        const auto left = until - std::chrono::steady_clock::now();
        if (left <= left.zero()) break;
        stopped_.WaitFor(mutex_, left);
      }
      if (stopping_) return;
    }
    AskAll(/*first=*/false);
  }
}

// Only the thread (and Start, before it) asks and tells, so the functions are
// called without the lock and may take theirs.
void ReadinessPoll::AskAll(bool first) {
  bool all = true;
  for (Service& service : services_) {
    const bool ready = !service.ready || service.ready();
    all = all && ready;
    const bool changed = service.last.exchange(ready) != ready;
    if (changed || first) listener_(service.name, ready);
  }
  if (all_ready_.exchange(all) != all || first) listener_("readiness", all);
}

void ReadinessPoll::Stop() {
  {
    MutexLock lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
    stopped_.NotifyAll();
  }
  if (!thread_.joinable()) return;
  thread_.join();
  all_ready_ = false;
  for (Service& service : services_) {
    service.last = false;
    listener_(service.name, false);
  }
  listener_("readiness", false);
}

std::vector<std::string> ReadinessPoll::NotReady() const {
  std::vector<std::string> names;
  for (const Service& service : services_) {
    if (!service.last) names.push_back(service.name);
  }
  return names;
}

}  // namespace byline
