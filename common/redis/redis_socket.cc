#include "common/redis/redis_socket.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace byline {
namespace {

absl::Status Unavailable(int error) {
  return absl::UnavailableError(std::strerror(error));
}

}  // namespace

RedisSocket::RedisSocket(const Clock& clock)
    : clock_(clock), wake_fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  // Only a process without file descriptors to spare gets none at its start.
  if (wake_fd_ < 0) std::abort();
}

RedisSocket::~RedisSocket() {
  Close();
  close(wake_fd_);
}

absl::Status RedisSocket::BeginConnecting(const RedisAddress& address,
                                          size_t attempt) {
  Close();
  const absl::StatusOr<int> fd = BeginConnect(address, attempt);
  if (!fd.ok()) return fd.status();
  fd_ = *fd;
  return absl::OkStatus();
}

absl::Status RedisSocket::CheckConnected() {
  int error = 0;
  socklen_t size = sizeof(error);
  if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  return error == 0 ? absl::OkStatus() : Unavailable(error);
}

void RedisSocket::Close() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

void RedisSocket::Wait(bool to_write, absl::Duration end) {
  pollfd watched[] = {
      {wake_fd_, POLLIN, 0},
      {fd_, static_cast<int16_t>(to_write ? POLLIN | POLLOUT : POLLIN), 0}};
  // A millisecond more, so that the end has passed when it returns.
  const absl::Duration left = std::clamp(
      end - clock_.SinceBoot(), absl::ZeroDuration(), absl::Minutes(1));
  const int timeout = static_cast<int>(absl::ToInt64Milliseconds(left)) + 1;
  poll(watched, fd_ >= 0 ? 2 : 1, timeout);
  if ((watched[0].revents & POLLIN) != 0) {
    uint64_t count = 0;
    [[maybe_unused]] const ssize_t size = read(wake_fd_, &count, sizeof(count));
  }
}

void RedisSocket::Wake() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t size = write(wake_fd_, &one, sizeof(one));
}

absl::Status RedisSocket::SendSome(std::string& bytes) {
  size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t size =
        send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (size > 0) {
      sent += static_cast<size_t>(size);
    } else if (errno != EINTR) {
      break;
    }
  }
  const int error = sent < bytes.size() ? errno : 0;
  bytes.erase(0, sent);
  // Not connected yet is no fault: there will be more to say when it is.
  const bool later =
      error == EAGAIN || error == EWOULDBLOCK || error == ENOTCONN;
  return error == 0 || later ? absl::OkStatus() : Unavailable(error);
}

absl::Status RedisSocket::ReceiveSome(RespReader& reader) {
  char buffer[64 << 10];
  while (true) {
    const ssize_t size = recv(fd_, buffer, sizeof(buffer), 0);
    if (size > 0) {
      reader.Feed({buffer, static_cast<size_t>(size)});
      // The rest waits until this much has been dealt with.
      return absl::OkStatus();
    }
    if (size == 0) return absl::UnavailableError("the peer closed");
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN) {
      return absl::OkStatus();
    }
    if (errno != EINTR) return Unavailable(errno);
  }
}

}  // namespace byline
