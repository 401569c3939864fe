// HttpServer: HTTP/1.1 over Asio. Each thread has its own io_context and its
// own listening socket on the same port (SO_REUSEPORT), so a connection lives
// on one thread and needs no lock. The handler runs on that thread and must not
// block; it may answer later, from any thread. Requests that already lie in the
// buffer are answered with one write. Start, Drain and Stop are called from one
// thread; port and the counts may be read from any, once Start has
// returned. Errors of start (address, port in use) are returned.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "services/gateway/http/message.h"
#include "services/gateway/http/strict_head.h"

namespace byline::gateway {

struct HttpServerOptions {
  // HOST:PORT, [IPv6]:PORT or :PORT (all addresses). Port 0 takes a free one.
  std::string address = "127.0.0.1:8080";
  // 0: one for each core.
  int threads = 0;
  HeadLimits head;
  uint64_t body_bytes = 1024 * 1024;
  // Open connections; above that, 503 and closed.
  int connections = 10'000;
  // Requests on one connection, after which it is closed.
  int requests_per_connection = 100'000;
  // From the first byte of a request (or the opening of the connection) to the
  // end of its header.
  absl::Duration header_timeout = absl::Seconds(10);
  absl::Duration body_timeout = absl::Seconds(30);
  // Between two requests.
  absl::Duration idle_timeout = absl::Seconds(75);
  // For sending what is ready to be sent.
  absl::Duration write_timeout = absl::Seconds(30);
  // How often the times above are checked.
  absl::Duration tick = absl::Milliseconds(100);
};

// Told of each answer, on the thread of its connection. `handled` is the time
// from the whole request to the answer.
using ResponseObserver = std::function<void(const Request&, const Response&,
                                            absl::Duration handled)>;

class HttpServer {
 public:
  HttpServer(HttpServerOptions options, Handler handler,
             ResponseObserver observer = nullptr);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Listens and starts the threads.
  absl::Status Start();
  // The port that is listened on; 0 before Start.
  int port() const;
  int open_connections() const;
  // Requests whose handler has not answered yet.
  int active_requests() const;
  // Stops accepting, lets every request that has begun finish with "Connection:
  // close". Returns when no connection is left or `limit` has passed.
  void Drain(absl::Duration limit);
  // Ends the threads; what is still open is cut off. Handlers' later answers
  // are dropped. The destructor does it too.
  void Stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_HTTP_SERVER_H_
