#include "common/redis/redis_address.h"

#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

namespace byline {
namespace {

absl::StatusOr<int> BeginConnectTo(int family, const sockaddr* address,
                                   socklen_t size) {
  const int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return absl::UnavailableError(std::strerror(errno));
  if (connect(fd, address, size) == 0 || errno == EINPROGRESS) {
    if (family != AF_UNIX) {
      const int on = 1;
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    }
    return fd;
  }
  const int error = errno;
  close(fd);
  return absl::UnavailableError(std::strerror(error));
}

}  // namespace

absl::StatusOr<RedisAddress> ParseRedisAddress(absl::string_view text) {
  const absl::Status wrong = absl::InvalidArgumentError(absl::StrCat(
      "\"", text,
      "\" is no address of a Redis; host:port, [ipv6]:port or unix:/path is"));
  RedisAddress address;
  if (absl::StartsWith(text, "unix:")) {
    address.path = std::string(text.substr(5));
    if (address.path.empty() || address.path[0] != '/' ||
        address.path.size() >= sizeof(sockaddr_un::sun_path)) {
      return wrong;
    }
    return address;
  }
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) return wrong;
  absl::string_view host = text.substr(0, colon);
  if (absl::StartsWith(host, "[") && absl::EndsWith(host, "]")) {
    host = host.substr(1, host.size() - 2);
  } else if (absl::StrContains(host, ":")) {
    return wrong;
  }
  uint32_t port = 0;
  if (host.empty() || !absl::SimpleAtoi(text.substr(colon + 1), &port) ||
      port == 0 || port > 65535) {
    return wrong;
  }
  address.host = std::string(host);
  address.port = absl::StrCat(port);
  return address;
}

absl::StatusOr<int> BeginConnect(const RedisAddress& address, size_t attempt) {
  if (!address.path.empty()) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, address.path.data(), address.path.size());
    return BeginConnectTo(AF_UNIX, reinterpret_cast<const sockaddr*>(&name),
                          sizeof(name));
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
  if (error != 0) return absl::UnavailableError(gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found,
                                                               freeaddrinfo);
  size_t count = 0;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) ++count;
  const addrinfo* chosen = found;
  for (size_t i = 0; i < attempt % count; ++i) chosen = chosen->ai_next;
  return BeginConnectTo(chosen->ai_family, chosen->ai_addr, chosen->ai_addrlen);
}

}  // namespace byline
