// TcpProxy: a line between a client and a server on 127.0.0.1 that a test makes
// slow, holds or cuts. Two threads for each connection; all public methods are
// thread-safe.
#ifndef BYLINE_TESTS_TESTING_TCP_PROXY_H_
#define BYLINE_TESTS_TESTING_TCP_PROXY_H_

#include <absl/time/time.h>

#include <list>
#include <string>
#include <thread>

#include "common/base/mutex.h"

namespace byline::testing {

class TcpProxy {
 public:
  enum class Mode {
    kPass,
    kFreeze,  // bytes wait, in both directions, until the line passes again
    kCut,     // connections are closed, and new ones too
  };

  // Listens on a free port and connects what comes to `target_port`.
  explicit TcpProxy(int target_port);
  // Closes all connections.
  ~TcpProxy();
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;

  int port() const { return port_; }

  // How connections are treated from now on: those in whose first bytes from
  // the client `only` occurs (a name of an RPC), or all where it is empty. The
  // others pass.
  void SetMode(Mode mode, const std::string& only = "");
  // Bytes arrive later by this, at most twice this.
  void SetDelay(absl::Duration delay);
  // Connections that are open and in whose first bytes `text` occurs.
  int Connections(const std::string& text = "") const;

 private:
  // One connection.
  struct Line {
    int client = -1;
    int server = -1;
    std::string first_bytes;
    int open_directions = 2;
    std::thread up, down;
  };

  void Accept();
  // Carries bytes one way to the end.
  void Carry(Line* line, int from, int to, bool is_from_client);
  // Takes note of bytes that came and waits until they may go on; false where
  // they are lost.
  bool Hold(Line* line, const std::string& bytes, bool is_from_client);
  Mode ModeOf(const Line& line) const EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static void Close(const Line& line);

  const int target_port_;
  int listener_ = -1;
  int port_ = 0;
  mutable Mutex mutex_;
  CondVar changed_;
  Mode mode_ GUARDED_BY(mutex_) = Mode::kPass;
  std::string only_ GUARDED_BY(mutex_);
  absl::Duration delay_ GUARDED_BY(mutex_);
  bool ending_ GUARDED_BY(mutex_) = false;
  std::list<Line> lines_ GUARDED_BY(mutex_);
  std::thread accepting_;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_TCP_PROXY_H_
