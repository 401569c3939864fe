// RedisServer: a real redis-server in a folder of its own, for tests that break
// it on purpose; without persistence but for the command SAVE. It listens on a
// Unix socket in that folder or, where asked for, on a free port. It dies with
// the test. Not thread-safe.
#ifndef BYLINE_TESTS_TESTING_REDIS_SERVER_H_
#define BYLINE_TESTS_TESTING_REDIS_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/process.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {

class RedisServer {
 public:
  struct Options {
    bool on_port = false;       // of 127.0.0.1, not on a Unix socket
    std::string password = {};  // empty: none is asked for
  };

  // Where redis-server is installed; empty where it is not.
  static std::string Program();

  // Starts it and waits until it answers. Ends the test program where it does
  // not.
  RedisServer() : RedisServer(Options()) {}
  explicit RedisServer(Options options);
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  // "unix:/..." or "127.0.0.1:port".
  std::string address() const;

  // Starts it again at the same address, with what SAVE last wrote or empty.
  void Start();
  void Kill();  // as kill -9 does
  void Pause();
  void Resume();

  // Runs a command by redis-cli and returns its raw output.
  std::string Call(const std::vector<std::string>& words) const;

 private:
  std::string socket() const { return folder_.File("redis.sock"); }

  const Options options_;
  const int port_;  // 0: it listens on the socket
  TempFolder folder_;
  std::unique_ptr<Process> process_;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_REDIS_SERVER_H_
