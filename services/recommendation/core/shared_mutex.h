// SharedMutex: many readers or one writer, with clang's thread safety
// annotations (see common/base/mutex.h for one holder). A waiting writer goes
// before readers that come after it: with the platform's own lock a stream of
// readers can keep a writer out for ever, and an index that cannot be written
// falls behind the truth.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SHARED_MUTEX_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SHARED_MUTEX_H_

#include <absl/base/thread_annotations.h>

#include <mutex>
#include <shared_mutex>

namespace byline::recommendation {

class LOCKABLE SharedMutex {
 public:
  SharedMutex() = default;
  SharedMutex(const SharedMutex&) = delete;
  SharedMutex& operator=(const SharedMutex&) = delete;

  void Lock() EXCLUSIVE_LOCK_FUNCTION() {
    const std::lock_guard<std::mutex> turn(turnstile_);
    mutex_.lock();
  }
  void Unlock() UNLOCK_FUNCTION() { mutex_.unlock(); }
  void ReaderLock() SHARED_LOCK_FUNCTION() {
    // Whoever waits for the writer's turn waits here, not in front of it.
    { const std::lock_guard<std::mutex> turn(turnstile_); }
    mutex_.lock_shared();
  }
  void ReaderUnlock() UNLOCK_FUNCTION() { mutex_.unlock_shared(); }

 private:
  std::mutex turnstile_;
  std::shared_mutex mutex_;
};

// Holds a SharedMutex alone for its own lifetime.
class SCOPED_LOCKABLE WriterLock {
 public:
  explicit WriterLock(SharedMutex& mutex) EXCLUSIVE_LOCK_FUNCTION(mutex)
      : mutex_(mutex) {
    mutex_.Lock();
  }
  ~WriterLock() UNLOCK_FUNCTION() { mutex_.Unlock(); }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  SharedMutex& mutex_;
};

// Holds a SharedMutex together with other readers for its own lifetime.
class SCOPED_LOCKABLE ReaderLock {
 public:
  explicit ReaderLock(SharedMutex& mutex) SHARED_LOCK_FUNCTION(mutex)
      : mutex_(mutex) {
    mutex_.ReaderLock();
  }
  ~ReaderLock() UNLOCK_FUNCTION() { mutex_.ReaderUnlock(); }
  ReaderLock(const ReaderLock&) = delete;
  ReaderLock& operator=(const ReaderLock&) = delete;

 private:
  SharedMutex& mutex_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SHARED_MUTEX_H_
