// The flags that all server programs have, parsed and checked. A bad value ends
// the program with one clear line on standard error and exit code 2.
//
//   const ServerFlags flags = ParseServerFlags(
//       argc, argv, "The article service.",
//       {.listen = "127.0.0.1:50051", .admin_listen = "127.0.0.1:9051"});
//
// --flagfile and --fromenv work too, as everywhere with Abseil flags.
#ifndef BYLINE_COMMON_SERVER_FLAGS_H_
#define BYLINE_COMMON_SERVER_FLAGS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <string>

#include "common/server/server.h"

namespace byline {

// What a program uses where a flag is not given.
struct ServerFlagDefaults {
  std::string listen;
  std::string admin_listen;
};

struct ServerFlags {
  std::string listen;          // --listen, "host:port"
  std::string admin_listen;    // --admin_listen; empty: no admin port
  std::string token_file;      // --token_file, for TokenTable; may be empty
  std::string service_token;   // content of --service_token_file, or empty
  std::string redis;           // --redis, "host:port"; empty: none
  std::string redis_password;  // content of --redis_password_file, or empty
  std::string fragment_key;    // content of --fragment_key_file, or empty
  absl::Duration max_stale;    // --max_stale
  absl::Duration drain;        // --drain_seconds

  // Address, admin address and drain time for a GrpcServer.
  GrpcServerOptions server() const;
};

// Also sets the least severity of the log (--log_level). Exits as said above; a
// secret file that cannot be read exits with code 1.
ServerFlags ParseServerFlags(int argc, char** argv, absl::string_view about,
                             const ServerFlagDefaults& defaults);

// OK for "host:port" and "[v6]:port" with a port from 0 to 65535, and
// "unix:/p".
absl::Status CheckAddress(absl::string_view flag, absl::string_view value);

// For checks of a program's own flags: ends it as a bad value does, unless OK.
void ExitOnBadFlag(const absl::Status& status);

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_FLAGS_H_
