#include "tests/integration/redis/fake_peer.h"

#include <absl/strings/str_cat.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace byline {
namespace {

constexpr int kPollMilliseconds = 20;

int BoundSocket() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) != 0) {
    std::abort();
  }
  return fd;
}

std::string AddressOf(int fd) {
  sockaddr_in name{};
  socklen_t size = sizeof(name);
  getsockname(fd, reinterpret_cast<sockaddr*>(&name), &size);
  return absl::StrCat("127.0.0.1:", ntohs(name.sin_port));
}

bool Readable(int fd, int timeout) {
  pollfd watched{fd, POLLIN, 0};
  return poll(&watched, 1, timeout) == 1;
}

}  // namespace

std::string FakePeer::Connection::Read() {
  while (!Ended()) {
    if (!Readable(fd_, kPollMilliseconds)) continue;
    char buffer[1 << 16];
    const ssize_t size = recv(fd_, buffer, sizeof(buffer), 0);
    if (size > 0) return std::string(buffer, static_cast<size_t>(size));
    ended_ = true;
  }
  return "";
}

void FakePeer::Connection::Write(absl::string_view bytes) {
  while (!bytes.empty() && !Ended()) {
    pollfd watched{fd_, POLLOUT, 0};
    if (poll(&watched, 1, kPollMilliseconds) != 1) continue;
    const ssize_t size =
        send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0) {
      ended_ = true;
      return;
    }
    bytes.remove_prefix(static_cast<size_t>(size));
  }
}

void FakePeer::Connection::Greet() {
  Read();
  Write("+PONG\r\n");
}

bool FakePeer::Connection::Ended() { return ended_ || stopping_; }

FakePeer::FakePeer(Behaviour behaviour)
    : behaviour_(std::move(behaviour)), fd_(BoundSocket()) {
  if (listen(fd_, 16) != 0) std::abort();
  thread_ = std::thread([this] { Run(); });
}

FakePeer::~FakePeer() {
  stopping_ = true;
  thread_.join();
  close(fd_);
}

std::string FakePeer::address() const { return AddressOf(fd_); }

void FakePeer::Run() {
  while (!stopping_) {
    if (!Readable(fd_, kPollMilliseconds)) continue;
    const int fd = accept(fd_, nullptr, nullptr);
    if (fd < 0) continue;
    ++connections_;
    Connection connection(fd, stopping_);
    behaviour_(connection);
    close(fd);
  }
}

ClosedPort::ClosedPort() : fd_(BoundSocket()) {}
ClosedPort::~ClosedPort() { close(fd_); }
std::string ClosedPort::address() const { return AddressOf(fd_); }

}  // namespace byline
