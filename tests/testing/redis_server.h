// RedisServer: a real redis-server on a free port, for tests that break it on
// purpose. Without persistence but for the command SAVE. It dies with the test.
#ifndef BYLINE_TESTS_TESTING_REDIS_SERVER_H_
#define BYLINE_TESTS_TESTING_REDIS_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/process.h"

namespace byline::testing {

class RedisServer {
 public:
  // Starts it and waits until it answers.
  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  int port() const { return port_; }
  std::string address() const;

  // Starts it again on the same port, with what SAVE last wrote or empty.
  void Start();
  void Kill();
  void Pause();
  void Resume();

  // Runs a command by redis-cli and returns its raw output.
  std::string Call(std::vector<std::string> words) const;

 private:
  TempFolder folder_;
  int port_ = 0;
  std::unique_ptr<Process> process_;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_REDIS_SERVER_H_
