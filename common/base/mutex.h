// Mutex, MutexLock, CondVar: std::mutex and std::condition_variable with
// clang's thread safety annotations, so that -Wthread-safety and
// ThreadSanitizer both see our locks (the packaged absl::Mutex is not
// instrumented).
//
//   class Counter {
//     void Add() { MutexLock lock(mutex_); ++value_; }
//     Mutex mutex_;
//     int value_ GUARDED_BY(mutex_) = 0;
//   };
#ifndef BYLINE_COMMON_BASE_MUTEX_H_
#define BYLINE_COMMON_BASE_MUTEX_H_

#include <absl/base/thread_annotations.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace byline {

class LOCKABLE Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void Lock() EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void Unlock() UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

// Holds a Mutex for its own lifetime.
class SCOPED_LOCKABLE MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) EXCLUSIVE_LOCK_FUNCTION(mutex)
      : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() UNLOCK_FUNCTION() { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Waits are spurious: always wait in a loop over the condition, with the mutex
// held.
class CondVar {
 public:
  void Wait(Mutex& mutex) EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();
  }
  // Whether it was woken before `timeout` (steady time) had passed.
  bool WaitFor(Mutex& mutex, std::chrono::nanoseconds timeout)
      EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    const bool woken =
        condition_.wait_for(lock, timeout) == std::cv_status::no_timeout;
    lock.release();
    return woken;
  }
  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_MUTEX_H_
