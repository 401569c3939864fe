// IoWorker: one thread of the HTTP server with its io_context, its listening
// socket and its connections. Listen, Start, BeginDrain and Stop are for the
// one thread that owns the server, in this order; Post, After and IsThisThread
// may be called from any thread, also after Stop (then what is posted is
// dropped); all else runs on its own thread. Only connection.cc and
// http_server.cc use it.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_IO_WORKER_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_IO_WORKER_H_

#include <absl/status/status.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>  // Boost 1.74's Asio needs it first under C++20

#include "common/base/mutex.h"
#include "services/gateway/http/executor.h"
#include "services/gateway/http/http_server.h"

namespace byline::gateway {

class Connection;

// What all workers of a server share.
struct ServerShared {
  HttpServerOptions options;
  Handler handler;
  ResponseObserver observer;
  std::atomic<int> open_connections{0};
  std::atomic<int> active_requests{0};
  std::atomic<int> listening_workers{0};
};

class IoWorker final : public Executor,
                       public std::enable_shared_from_this<IoWorker> {
 public:
  using Tcp = boost::asio::ip::tcp;
  using SteadyTime = std::chrono::steady_clock::time_point;

  explicit IoWorker(std::shared_ptr<ServerShared> shared);

  // Opens the listening socket; `endpoint`'s port 0 becomes the one that was
  // given.
  absl::Status Listen(Tcp::endpoint* endpoint);
  void Start();
  // Returns at once; its own thread stops accepting and lets the connections
  // end.
  void BeginDrain();
  // Cuts off the connections and waits for its own thread to end.
  void Stop();

  void Post(std::function<void()> step) override;
  void After(absl::Duration delay, std::function<void()> step) override;

  // Whether the caller runs on the worker's own thread.
  bool IsThisThread() const;

  // For connections, on the worker's thread.
  ServerShared& shared() const { return *shared_; }
  bool is_draining() const { return is_draining_; }
  // "Date: ...\r\n", at most a tick old.
  const std::string& date_line() const { return date_line_; }
  std::string NextRequestId();
  void Forget(Connection* connection);

 private:
  void Accept();
  void Adopt(Tcp::socket socket);
  void Tick();
  void UpdateDate();

  const std::shared_ptr<ServerShared> shared_;
  Mutex mutex_;
  // Null after Stop. The worker's own thread uses it without the mutex: Stop
  // resets it when that thread has ended.
  std::unique_ptr<boost::asio::io_context> io_;
  std::unique_ptr<Tcp::acceptor> acceptor_;
  std::unique_ptr<boost::asio::steady_timer> tick_timer_;
  std::unique_ptr<boost::asio::steady_timer> accept_timer_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::thread thread_;
  bool is_draining_ = false;
  std::string date_line_;
  int64_t date_second_ = -1;
  std::string id_prefix_;
  uint64_t next_id_ = 0;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_IO_WORKER_H_
