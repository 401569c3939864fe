// PeriodicThread: a thread that does one thing again and again: at once when it
// starts, then after each interval, and sooner when it is hurried.
//
// Start and Stop are for the owner's thread, Hurry for any. `step` runs on the
// thread alone; what it uses must outlive this.
//
//   PeriodicThread upkeep(std::chrono::seconds(1), [&] { index.Maintain(); });
//   upkeep.Start();
#ifndef BYLINE_COMMON_BASE_PERIODIC_THREAD_H_
#define BYLINE_COMMON_BASE_PERIODIC_THREAD_H_

#include <chrono>
#include <functional>
#include <thread>

#include "common/base/mutex.h"

namespace byline {

class PeriodicThread {
 public:
  PeriodicThread(std::chrono::nanoseconds interval, std::function<void()> step);
  // Stops.
  ~PeriodicThread();
  PeriodicThread(const PeriodicThread&) = delete;
  PeriodicThread& operator=(const PeriodicThread&) = delete;

  // Once.
  void Start();
  // Waits for a step that runs. Returns whether the thread ran until now.
  bool Stop();
  // Does the next step at once, or as soon as the one that runs is done.
  void Hurry();

 private:
  void Run();

  const std::chrono::nanoseconds interval_;
  const std::function<void()> step_;
  Mutex mutex_;
  CondVar changed_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  bool hurried_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_PERIODIC_THREAD_H_
