// FakePeer: something that listens where a Redis should be and behaves as a
// test says. One thread serves one connection after another: the behaviour gets
// the connected socket and returns when it is done with it. Port chosen by the
// kernel.
#ifndef BYLINE_TESTS_INTEGRATION_REDIS_FAKE_PEER_H_
#define BYLINE_TESTS_INTEGRATION_REDIS_FAKE_PEER_H_

#include <absl/strings/string_view.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace byline {

class FakePeer {
 public:
  // A connection, as the behaviour sees it. All calls end when the peer or the
  // other side does.
  class Connection {
   public:
    Connection(int fd, const std::atomic<bool>& stopping)
        : fd_(fd), stopping_(stopping) {}
    // Waits for the next bytes; empty at the end.
    std::string Read();
    void Write(absl::string_view bytes);
    // Answers the greeting (PING).
    void Greet();
    bool Ended();

   private:
    const int fd_;
    const std::atomic<bool>& stopping_;
    bool ended_ = false;
  };
  using Behaviour = std::function<void(Connection&)>;

  explicit FakePeer(Behaviour behaviour);
  ~FakePeer();

  std::string address() const;
  int connections() const { return connections_; }

 private:
  void Run();

  const Behaviour behaviour_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  int fd_;
  std::thread thread_;
};

// A port of this machine on which nothing listens, for the object's lifetime.
class ClosedPort {
 public:
  ClosedPort();
  ~ClosedPort();
  std::string address() const;

 private:
  int fd_;
};

}  // namespace byline

#endif  // BYLINE_TESTS_INTEGRATION_REDIS_FAKE_PEER_H_
