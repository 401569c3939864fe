// RedisConnection: one pipelined connection to a Redis, served by a thread of
// its own: connects, greets (AUTH, PING), and after any fault connects again
// with backoff. While there is no connection every call misses at once, so a
// Redis that is absent or slow costs at most one timeout now and then.
//
// Connections are dropped when: the peer closes or breaks the protocol; nothing
// is answered for `reply_timeout`; five calls in a row came to their deadlines.
// Thread-safe.
#ifndef BYLINE_COMMON_REDIS_REDIS_CONNECTION_H_
#define BYLINE_COMMON_REDIS_REDIS_CONNECTION_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/backoff.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/redis/redis_address.h"
#include "common/redis/redis_socket.h"
#include "common/redis/resp.h"

namespace byline {

class RedisConnection {
 public:
  struct Options {
    std::string username;  // empty: the default user
    std::string password;  // empty: no AUTH
    absl::Duration connect_timeout = absl::Milliseconds(500);
    absl::Duration reply_timeout = absl::Milliseconds(100);
    absl::Duration first_backoff = absl::Milliseconds(50);
    absl::Duration longest_backoff = absl::Seconds(5);
    size_t max_reply_bytes = 4 << 20;
    size_t max_queued_bytes = 16 << 20;  // beyond that commands are dropped
    size_t max_in_flight = 10'000;       // commands
  };

  struct Counters {
    std::atomic<uint64_t> connects{0};  // that were greeted
    std::atomic<uint64_t> failures{0};  // to connect, and connections lost
    std::atomic<uint64_t> skipped{0};   // commands, for want of a connection
    std::atomic<uint64_t> timeouts{0};  // calls that came to their deadlines
  };

  using Replies = std::vector<absl::optional<RedisReply>>;

  RedisConnection(RedisAddress address, Options options);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  // Sends all commands at once and waits for their replies; nothing in the
  // place of each that did not come before `deadline`.
  Replies Call(const std::vector<RedisCommand>& commands, absl::Time deadline);
  // Sends a command and does not wait; the reply is dropped.
  void Send(const RedisCommand& command);

  // Whether a Redis is there now.
  bool Up() const;
  const Counters& counters() const { return counters_; }

 private:
  // What one Call waits for.
  struct Batch {
    Mutex mutex;
    CondVar done;
    size_t missing GUARDED_BY(mutex) = 0;
    Replies replies GUARDED_BY(mutex);
  };
  struct Place {                   // of a reply
    std::shared_ptr<Batch> batch;  // null: dropped
    size_t index;
    absl::Duration queued;
  };

  // False, and nothing is sent, while there is no connection or it is full.
  bool Enqueue(const std::vector<RedisCommand>& commands,
               const std::shared_ptr<Batch>& batch);

  // ---- In the connection's own thread.
  void Run();
  bool ConnectAndGreet(RespReader& reader, size_t attempt);
  void Serve(RespReader& reader);
  bool Deliver(RespReader& reader);
  void GoDown();
  void Pause(absl::Duration duration);
  bool Stopping() const;

  const RedisAddress address_;
  const Options options_;
  const SystemClock clock_;
  Counters counters_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> timeouts_in_a_row_{0};
  std::atomic<bool> answered_in_time_{false};  // since the greeting
  RedisSocket socket_;
  mutable Mutex mutex_;
  bool up_ GUARDED_BY(mutex_) = false;
  std::string outgoing_ GUARDED_BY(mutex_);
  std::deque<Place> in_flight_ GUARDED_BY(mutex_);
  absl::Duration last_reply_;  // only of the thread
  std::thread thread_;         // last: it uses all the others
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_CONNECTION_H_
