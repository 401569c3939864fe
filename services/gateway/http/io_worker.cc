#include "services/gateway/http/io_worker.h"

#include <absl/strings/str_cat.h>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <vector>

#include "common/base/crypto.h"
#include "services/gateway/http/connection.h"

namespace byline::gateway {
namespace {

namespace net = boost::asio;
using ErrorCode = boost::system::error_code;
using ReusePort = net::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr absl::string_view kTooManyConnections =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; "
    "charset=utf-8\r\nRetry-After: 1\r\n"
    "Connection: close\r\nContent-Length: 23\r\n\r\nToo many connections.\r\n";

// The worker whose thread this is.
thread_local const IoWorker* worker_of_thread = nullptr;

}  // namespace

IoWorker::IoWorker(std::shared_ptr<ServerShared> shared)
    : shared_(std::move(shared)),
      io_(std::make_unique<net::io_context>(1)),
      acceptor_(std::make_unique<Tcp::acceptor>(*io_)),
      tick_timer_(std::make_unique<net::steady_timer>(*io_)),
      accept_timer_(std::make_unique<net::steady_timer>(*io_)),
      id_prefix_(RandomHex(6)) {}

absl::Status IoWorker::Listen(Tcp::endpoint* endpoint) {
  ErrorCode error;
  acceptor_->open(endpoint->protocol(), error);
  if (!error) acceptor_->set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_->set_option(ReusePort(true), error);
  if (!error) acceptor_->bind(*endpoint, error);
  if (!error) acceptor_->listen(4096, error);
  if (!error) acceptor_->non_blocking(true, error);
  if (!error) *endpoint = acceptor_->local_endpoint(error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", endpoint->address().to_string(), ":",
                   endpoint->port(), ": ", error.message()));
}

void IoWorker::Start() {
  UpdateDate();
  shared_->listening_workers.fetch_add(1);
  thread_ = std::thread([this] {
    worker_of_thread = this;
    Accept();
    Tick();
    io_->run();
  });
}

bool IoWorker::IsThisThread() const { return worker_of_thread == this; }

void IoWorker::Accept() {
  acceptor_->async_accept([this](ErrorCode error, Tcp::socket socket) {
    if (!acceptor_->is_open()) return;
    if (!error) Adopt(std::move(socket));
    if (error == net::error::no_descriptors ||
        error == net::error::no_buffer_space ||
        error == net::error::no_memory) {
      accept_timer_->expires_after(std::chrono::milliseconds(50));
      accept_timer_->async_wait([this](ErrorCode cancelled) {
        if (!cancelled && acceptor_->is_open()) Accept();
      });
      return;
    }
    Accept();
  });
}

void IoWorker::Adopt(Tcp::socket socket) {
  ErrorCode ignored;
  if (shared_->open_connections.fetch_add(1) >= shared_->options.connections) {
    shared_->open_connections.fetch_sub(1);
    socket.non_blocking(true, ignored);
    socket.write_some(
        net::buffer(kTooManyConnections.data(), kTooManyConnections.size()),
        ignored);
    socket.shutdown(Tcp::socket::shutdown_send, ignored);
    return;
  }
  socket.set_option(Tcp::no_delay(true), ignored);
  auto connection =
      std::make_shared<Connection>(shared_from_this(), std::move(socket));
  connections_.insert(connection);
  connection->Start();
}

void IoWorker::Forget(Connection* connection) {
  shared_->open_connections.fetch_sub(1);
  connections_.erase(connection->shared_from_this());
}

void IoWorker::BeginDrain() {
  Post([this] {
    if (is_draining_) return;
    is_draining_ = true;
    ErrorCode error;
    // Connections that the kernel has already taken for us would be reset with
    // the socket.
    while (acceptor_->is_open()) {
      Tcp::socket socket = acceptor_->accept(error);
      if (error) break;
      Adopt(std::move(socket));
    }
    acceptor_->close(error);
    shared_->listening_workers.fetch_sub(1);
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(),
                                                        connections_.end());
    for (const auto& connection : open) connection->BeginDrain();
  });
}

void IoWorker::Stop() {
  if (thread_.joinable()) {
    Post([this] {
      ErrorCode ignored;
      acceptor_->close(ignored);
      const std::vector<std::shared_ptr<Connection>> open(connections_.begin(),
                                                          connections_.end());
      for (const auto& connection : open) connection->Close();
      io_->stop();
    });
    thread_.join();
  }
  std::unique_ptr<net::io_context> io;
  {
    MutexLock lock(mutex_);
    io = std::move(io_);
  }
  acceptor_.reset();
  tick_timer_.reset();
  accept_timer_.reset();
}

void IoWorker::Post(std::function<void()> step) {
  MutexLock lock(mutex_);
  if (io_ != nullptr) net::post(*io_, std::move(step));
}

void IoWorker::After(absl::Duration delay, std::function<void()> step) {
  MutexLock lock(mutex_);
  if (io_ == nullptr) return;
  auto timer = std::make_shared<net::steady_timer>(
      *io_, absl::ToChronoNanoseconds(delay));
  timer->async_wait([timer, step = std::move(step)](ErrorCode error) {
    if (!error) step();
  });
}

void IoWorker::Tick() {
  UpdateDate();
  const SteadyTime now = std::chrono::steady_clock::now();
  const std::vector<std::shared_ptr<Connection>> open(connections_.begin(),
                                                      connections_.end());
  for (const auto& connection : open) connection->CheckDeadline(now);
  tick_timer_->expires_after(absl::ToChronoNanoseconds(shared_->options.tick));
  tick_timer_->async_wait([this](ErrorCode error) {
    if (!error) Tick();
  });
}

void IoWorker::UpdateDate() {
  const absl::Time now = absl::Now();
  if (absl::ToUnixSeconds(now) == date_second_) return;
  date_second_ = absl::ToUnixSeconds(now);
  date_line_ = absl::StrCat("Date: ", HttpDate(now), "\r\n");
}

std::string IoWorker::NextRequestId() {
  return absl::StrCat(id_prefix_, "-", absl::Hex(++next_id_));
}

}  // namespace byline::gateway
