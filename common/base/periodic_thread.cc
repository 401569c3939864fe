#include "common/base/periodic_thread.h"

#include <utility>

namespace byline {

PeriodicThread::PeriodicThread(std::chrono::nanoseconds interval,
                               std::function<void()> step)
    : interval_(interval), step_(std::move(step)) {}

PeriodicThread::~PeriodicThread() { Stop(); }

void PeriodicThread::Start() {
  thread_ = std::thread([this] { Run(); });
}

bool PeriodicThread::Stop() {
  if (!thread_.joinable()) return false;
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
  return true;
}

void PeriodicThread::Hurry() {
  const MutexLock lock(mutex_);
  hurried_ = true;
  changed_.NotifyAll();
}

void PeriodicThread::Run() {
  while (true) {
    step_();
    MutexLock lock(mutex_);
    // Woken for nothing, a step comes early; that does no harm.
    if (!stopping_ && !hurried_) changed_.WaitFor(mutex_, interval_);
    if (stopping_) return;
    hurried_ = false;
  }
}

}  // namespace byline
