// RedisSocket: the socket of one connection, and the means to wake the thread
// that waits for it. All but Wake is for that one thread.
#ifndef BYLINE_COMMON_REDIS_REDIS_SOCKET_H_
#define BYLINE_COMMON_REDIS_REDIS_SOCKET_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <cstddef>
#include <string>

#include "common/base/clock.h"
#include "common/redis/redis_address.h"
#include "common/redis/resp.h"

namespace byline {

class RedisSocket {
 public:
  explicit RedisSocket(const Clock& clock);
  ~RedisSocket();
  RedisSocket(const RedisSocket&) = delete;
  RedisSocket& operator=(const RedisSocket&) = delete;

  // Begins to connect, in place of any connection; WaitConnected ends it.
  absl::Status BeginConnecting(const RedisAddress& address, size_t attempt);
  // UNAVAILABLE where the peer refused; OK also while it is still under way.
  absl::Status CheckConnected();
  void Close();

  // Waits until there is something to read (or to write, where `to_write`), or
  // Wake is called, or `end` (by Clock::SinceBoot()) passes.
  void Wait(bool to_write, absl::Duration end);
  // From any thread: ends a Wait, the next one if there is none now.
  void Wake();

  // Sends what the kernel takes and removes it from `bytes`. UNAVAILABLE.
  absl::Status SendSome(std::string& bytes);
  // Reads what is there. UNAVAILABLE where the peer is gone.
  absl::Status ReceiveSome(RespReader& reader);

 private:
  const Clock& clock_;
  int fd_ = -1;
  int wake_fd_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_SOCKET_H_
