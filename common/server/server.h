// GrpcServer: one process's gRPC port, with health, reflection, keepalive and
// drain, and beside it the admin port (HTTP): /metrics, /healthz, /readyz.
//
// Health names: "" and "liveness" are SERVING from the start to the end and
// never depend on anything outside; each service's full name follows that
// service's own readiness function, "readiness" all of them, asked every 100
// ms.
//
// Owns its threads; the services, their functions and the metrics must outlive
// it. Methods are for the thread that made it; the functions given are called
// from others.
//
//   GrpcServer server(options, metrics);
//   server.Add(rpc, ArticleService::service_full_name(),
//              {.ready = [&] { return process.Ready(); }});
//   ExitOnError(server.Start());
//   signals.Wait();
//   server.Drain();
#ifndef BYLINE_COMMON_SERVER_SERVER_H_
#define BYLINE_COMMON_SERVER_SERVER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/server/admin_server.h"
#include "common/server/channel.h"
#include "common/server/health_service.h"
#include "common/server/metrics.h"
#include "common/server/readiness.h"

namespace byline {

struct GrpcServerOptions {
  // "host:port" (port 0: any free one) or "unix:/path".
  std::string address = "127.0.0.1:0";
  // A second address, such as "unix-abstract:name", that is known before Start;
  // empty: none.
  std::string local_address;
  // "host:port" of the admin port; empty: none.
  std::string admin_address = "";
  // Connections are closed gracefully at this age (10% jitter), so that clients
  // resolve names again and load spreads; calls still running then get `grace`.
  absl::Duration max_connection_age = absl::Minutes(5);
  absl::Duration max_connection_age_grace = absl::Seconds(30);
  absl::Duration keepalive_time = absl::Seconds(20);
  absl::Duration keepalive_timeout = absl::Seconds(5);
  int max_message_bytes = kMaxMessageBytes;
  // Threads for calls; more calls than that are refused (RESOURCE_EXHAUSTED).
  int max_threads = 512;
  // Drain: how long to go on after NOT_SERVING, so that balancers notice, and
  // how long running calls may take after that.
  absl::Duration notice = absl::ZeroDuration();
  absl::Duration drain = absl::Seconds(15);
};

class GrpcServer {
 public:
  struct ServiceFunctions {
    // Whether the service can answer now. Quick; any thread. Absent: always.
    std::function<bool()> ready = nullptr;
    // Called once, when draining begins: ends the service's endless streams,
    // and work in the background that its end would otherwise wait for. Quick.
    std::function<void()> begin_stop = nullptr;
  };

  GrpcServer(GrpcServerOptions options, Metrics& metrics);
  // Drains with no patience if that has not been done.
  ~GrpcServer();
  GrpcServer(const GrpcServer&) = delete;
  GrpcServer& operator=(const GrpcServer&) = delete;

  // Before Start. `full_name` is the generated X::service_full_name().
  void Add(grpc::Service& service, const std::string& full_name,
           ServiceFunctions functions);

  // Listens. Errors: UNAVAILABLE with the address (in use, not ours).
  absl::Status Start();

  // The bound ports, after Start; 0 where there is none (unix, no admin port).
  int port() const { return port_; }
  int admin_port() const { return admin_ ? admin_->port() : 0; }

  // A channel to this server without a socket, after Start.
  std::shared_ptr<grpc::Channel> InProcessChannel(
      const ChannelOptions& options = {});

  // NOT_SERVING, `notice`, streams stopped, no new calls, running ones finish
  // within `drain` (or are cancelled). Returns when all is over; again:
  // nothing.
  void Drain();

 private:
  struct Added {
    grpc::Service* service;
    std::function<void()> begin_stop;
  };

  void DrainWithin(absl::Duration notice, absl::Duration drain);

  const GrpcServerOptions options_;
  Metrics& metrics_;
  std::vector<Added> services_;
  HealthService health_;
  ReadinessPoll readiness_;
  std::unique_ptr<AdminServer> admin_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_SERVER_H_
