// RedisServer: a real redis-server for tests, on a Unix socket in a directory
// of its own; nothing listens on the network. Stopped and removed at the end.
// Not thread-safe.
#ifndef BYLINE_TESTS_INTEGRATION_REDIS_REDIS_SERVER_H_
#define BYLINE_TESTS_INTEGRATION_REDIS_REDIS_SERVER_H_

#include <sys/types.h>

#include <functional>
#include <string>

namespace byline {

// Whether `condition` came true within some seconds.
bool Eventually(const std::function<bool()>& condition);

class RedisServer {
 public:
  // Where redis-server is installed; empty where it is not.
  static std::string Program();

  explicit RedisServer(std::string password = "");
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  // "unix:/..."
  std::string address() const { return "unix:" + socket(); }

  void Start();  // and waits until it listens
  void Kill();   // as kill -9 does
  void Signal(int number);

 private:
  std::string socket() const { return directory_ + "/redis.sock"; }

  std::string directory_;
  const std::string password_;
  pid_t pid_ = -1;
};

}  // namespace byline

#endif  // BYLINE_TESTS_INTEGRATION_REDIS_REDIS_SERVER_H_
