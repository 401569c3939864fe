#include "tests/testing/tcp_proxy.h"

#include <absl/strings/match.h>
#include <absl/time/clock.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace byline::testing {
namespace {

// Enough to find the name of the first RPC of a connection.
constexpr size_t kFirstBytes = 65536;

sockaddr_in Address(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void SetNoDelay(int fd) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

bool SendAll(int fd, const std::string& bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t sent =
        send(fd, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += static_cast<size_t>(sent);
  }
  return true;
}

}  // namespace

TcpProxy::TcpProxy(int target_port)
    : target_port_(target_port),
      listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = Address(0);
  socklen_t size = sizeof(address);
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, raw, size) != 0 || listen(listener_, 64) != 0) {
    std::abort();
  }
  getsockname(listener_, raw, &size);
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

TcpProxy::~TcpProxy() {
  {
    MutexLock lock(mutex_);
    ending_ = true;
    changed_.NotifyAll();
    for (const Line& line : lines_) Close(line);
  }
  shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  close(listener_);
  // Nobody adds to the list any more.
  std::list<Line> lines;
  {
    MutexLock lock(mutex_);
    lines.swap(lines_);
  }
  for (Line& line : lines) {
    line.up.join();
    line.down.join();
    close(line.client);
    close(line.server);
  }
}

void TcpProxy::SetMode(Mode mode, const std::string& only) {
  MutexLock lock(mutex_);
  mode_ = mode;
  only_ = only;
  changed_.NotifyAll();
  for (const Line& line : lines_) {
    if (ModeOf(line) == Mode::kCut) Close(line);
  }
}

void TcpProxy::SetDelay(absl::Duration delay) {
  MutexLock lock(mutex_);
  delay_ = delay;
}

int TcpProxy::Connections(const std::string& text) const {
  MutexLock lock(mutex_);
  int count = 0;
  for (const Line& line : lines_) {
    if (line.open_directions == 2 && absl::StrContains(line.first_bytes, text))
      ++count;
  }
  return count;
}

void TcpProxy::Accept() {
  for (;;) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    MutexLock lock(mutex_);
    if (ending_ || client < 0) {
      if (client >= 0) close(client);
      return;
    }
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = Address(target_port_);
    if ((mode_ == Mode::kCut && only_.empty()) ||
        connect(server, reinterpret_cast<const sockaddr*>(&address),
                sizeof(address)) != 0) {
      close(client);
      close(server);
      continue;
    }
    SetNoDelay(client);
    SetNoDelay(server);
    Line& line = lines_.emplace_back();
    line.client = client;
    line.server = server;
    line.up = std::thread(
        [this, &line, client, server] { Carry(&line, client, server, true); });
    line.down = std::thread(
        [this, &line, client, server] { Carry(&line, server, client, false); });
  }
}

void TcpProxy::Carry(Line* line, int from, int to, bool is_from_client) {
  char buffer[65536];
  for (;;) {
    const ssize_t got = recv(from, buffer, sizeof(buffer), 0);
    if (got <= 0) break;
    const std::string bytes(buffer, static_cast<size_t>(got));
    if (!Hold(line, bytes, is_from_client) || !SendAll(to, bytes)) break;
  }
  MutexLock lock(mutex_);
  --line->open_directions;
  Close(*line);
}

bool TcpProxy::Hold(Line* line, const std::string& bytes, bool is_from_client) {
  absl::Duration delay;
  {
    MutexLock lock(mutex_);
    if (is_from_client && line->first_bytes.size() < kFirstBytes)
      line->first_bytes += bytes;
    delay = delay_;
  }
  absl::SleepFor(delay);
  MutexLock lock(mutex_);
  while (!ending_ && line->open_directions == 2 &&
         ModeOf(*line) == Mode::kFreeze) {
    changed_.Wait(mutex_);
  }
  return !ending_ && ModeOf(*line) != Mode::kCut;
}

TcpProxy::Mode TcpProxy::ModeOf(const Line& line) const {
  return absl::StrContains(line.first_bytes, only_) ? mode_ : Mode::kPass;
}

void TcpProxy::Close(const Line& line) {
  shutdown(line.client, SHUT_RDWR);
  shutdown(line.server, SHUT_RDWR);
}

}  // namespace byline::testing
