#include "services/gateway/http/http_server.h"

#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "services/gateway/http/io_worker.h"

namespace byline::gateway {
namespace {

using Tcp = boost::asio::ip::tcp;

absl::Status ParseAddress(const std::string& address, Tcp::endpoint* endpoint) {
  const absl::Status bad = absl::InvalidArgumentError(absl::StrCat(
      "HTTP address \"", address,
      "\" is not HOST:PORT, such as 127.0.0.1:8080, [::1]:8080 or :8080"));
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return bad;
  int port = 0;
  if (!absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 ||
      port > 65535)
    return bad;
  std::string host = address.substr(0, colon);
  if (absl::StartsWith(host, "[") && absl::EndsWith(host, "]"))
    host = host.substr(1, host.size() - 2);
  if (host.empty()) host = "0.0.0.0";
  boost::asio::io_context io;
  boost::system::error_code error;
  const auto found = Tcp::resolver(io).resolve(host, std::to_string(port),
                                               Tcp::resolver::passive, error);
  if (error || found.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("host of the HTTP address \"", address,
                     "\" is not known: ", error.message()));
  }
  *endpoint = found.begin()->endpoint();
  return absl::OkStatus();
}

// SO_REUSEPORT would let two servers share a port unnoticed: see first whether
// somebody listens there.
absl::Status CheckFree(const Tcp::endpoint& endpoint) {
  boost::asio::io_context io;
  Tcp::acceptor probe(io);
  boost::system::error_code error;
  probe.open(endpoint.protocol(), error);
  if (!error) probe.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) probe.bind(endpoint, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", endpoint.address().to_string(), ":",
                   endpoint.port(), ": ", error.message()));
}

}  // namespace

class HttpServer::State {
 public:
  std::shared_ptr<ServerShared> shared = std::make_shared<ServerShared>();
  std::vector<std::shared_ptr<IoWorker>> workers;
  int port = 0;
};

HttpServer::HttpServer(HttpServerOptions options, Handler handler,
                       ResponseObserver observer)
    : state_(std::make_unique<State>()) {
  state_->shared->options = std::move(options);
  state_->shared->handler = std::move(handler);
  state_->shared->observer = std::move(observer);
}

HttpServer::~HttpServer() { Stop(); }

absl::Status HttpServer::Start() {
  const HttpServerOptions& options = state_->shared->options;
  Tcp::endpoint endpoint;
  if (const absl::Status status = ParseAddress(options.address, &endpoint);
      !status.ok())
    return status;
  if (endpoint.port() != 0) {
    if (const absl::Status status = CheckFree(endpoint); !status.ok())
      return status;
  }
  const int threads =
      options.threads > 0
          ? options.threads
          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  for (int i = 0; i < threads; ++i) {
    auto worker = std::make_shared<IoWorker>(state_->shared);
    if (const absl::Status status = worker->Listen(&endpoint); !status.ok()) {
      state_->workers.clear();
      return status;
    }
    state_->workers.push_back(std::move(worker));
  }
  state_->port = endpoint.port();
  for (const auto& worker : state_->workers) worker->Start();
  return absl::OkStatus();
}

int HttpServer::port() const { return state_->port; }

int HttpServer::open_connections() const {
  return state_->shared->open_connections.load();
}

int HttpServer::active_requests() const {
  return state_->shared->active_requests.load();
}

void HttpServer::Drain(absl::Duration limit) {
  const absl::Time end = absl::Now() + limit;
  for (const auto& worker : state_->workers) worker->BeginDrain();
  const auto is_over = [this] {
    return state_->shared->listening_workers.load() == 0 &&
           open_connections() == 0;
  };
  while (!is_over() && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(5));
  }
}

void HttpServer::Stop() {
  for (const auto& worker : state_->workers) worker->Stop();
  state_->workers.clear();
}

}  // namespace byline::gateway
