// WatcherTable: the endless streams of one method that are open. Limits their
// number, knows who watches, cuts off a watcher that does not read (a message
// that takes longer than `patience` to send), and ends all of them when the
// service stops. One thread of its own looks after the times. Thread-safe; the
// clock must outlive it.
#ifndef BYLINE_COMMON_SERVER_WATCHER_TABLE_H_
#define BYLINE_COMMON_SERVER_WATCHER_TABLE_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "common/base/clock.h"
#include "common/base/mutex.h"

namespace byline {

class WatcherTable {
 public:
  struct Options {
    int limit = 200;
    absl::Duration patience = absl::Seconds(10);
  };

  // One open stream; leaves the table when it is destroyed.
  class Watcher {
   public:
    Watcher(WatcherTable& table, int64_t id) : table_(table), id_(id) {}
    ~Watcher() { table_.Leave(id_); }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    // Around each sending of a message.
    void BeforeWrite() { table_.SetWriting(id_, true); }
    void AfterWrite() { table_.SetWriting(id_, false); }
    // Whether it was cut off because it did not read.
    bool CutOff() const { return table_.IsCutOff(id_); }

   private:
    WatcherTable& table_;
    const int64_t id_;
  };

  WatcherTable(const Options& options, const Clock& clock);
  ~WatcherTable();
  WatcherTable(const WatcherTable&) = delete;
  WatcherTable& operator=(const WatcherTable&) = delete;

  // RESOURCE_EXHAUSTED (reason TOO_MANY_WATCHERS) at the limit. `cancel` ends
  // the stream from another thread; it is called under the table's lock and
  // must not block.
  absl::StatusOr<std::unique_ptr<Watcher>> Enter(std::string follower,
                                                 std::function<void()> cancel);

  // Whether a stream of this follower is open.
  bool Watches(const std::string& follower) const;
  int size() const;

  // From now on every stream is to end.
  void Stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }

  // Cuts off who does not read; the table's thread does it regularly.
  void Look();

 private:
  struct Entry {
    std::string follower;
    std::function<void()> cancel;
    bool writing = false;
    bool cut_off = false;
    absl::Duration since;  // by Clock::SinceBoot()
  };

  void Leave(int64_t id);
  void SetWriting(int64_t id, bool writing);
  bool IsCutOff(int64_t id) const;
  void Run();

  const Options options_;
  const Clock& clock_;
  std::atomic<bool> stopping_ = false;
  mutable Mutex mutex_;
  CondVar ended_;
  bool ending_ GUARDED_BY(mutex_) = false;
  int64_t next_id_ GUARDED_BY(mutex_) = 1;
  std::map<int64_t, Entry> watchers_ GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_WATCHER_TABLE_H_
