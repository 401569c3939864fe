// RedisAddress: where a Redis listens: "host:port", "[2001:db8::1]:port" or
// "unix:/path". A plain value; thread-safe.
#ifndef BYLINE_COMMON_REDIS_REDIS_ADDRESS_H_
#define BYLINE_COMMON_REDIS_REDIS_ADDRESS_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>

namespace byline {

struct RedisAddress {
  std::string host;  // empty for a Unix socket
  std::string port;
  std::string path;  // of the Unix socket
};

// INVALID_ARGUMENT says which form is right.
absl::StatusOr<RedisAddress> ParseRedisAddress(absl::string_view text);

// A non-blocking socket whose connecting is under way or done; it is the
// caller's to close. Looks up a host name, which may block. A host of several
// addresses gets each in turn, by `attempt`. UNAVAILABLE.
absl::StatusOr<int> BeginConnect(const RedisAddress& address, size_t attempt);

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_ADDRESS_H_
