#include "common/server/flags.h"

#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>
#include <absl/flags/usage_config.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <errno.h>  // NOLINT: program_invocation_short_name is not in <cerrno>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "common/access/admin_token.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/server/startup.h"

ABSL_FLAG(std::string, listen, "",
          "address of the service port, host:port; port 0 takes any free one");
ABSL_FLAG(std::string, admin_listen, "",
          "address of the admin port (HTTP: /metrics, /healthz, /readyz), "
          "host:port; \"none\": no admin port");
ABSL_FLAG(std::string, token_file, "",
          "file of the callers' tokens, lines of `role sha256hex comment`; "
          "read again when it changes; empty: only what is published can be "
          "read, and nothing written");
ABSL_FLAG(std::string, service_token_file, "",
          "file with the token that this process shows to other services");
ABSL_FLAG(std::string, redis, "",
          "host:port of the Redis for fragments; empty: memory only");
ABSL_FLAG(std::string, redis_password_file, "",
          "file with the password of that Redis");
ABSL_FLAG(std::string, fragment_key_file, "",
          "file with the key that authenticates fragments in Redis, the same "
          "for all processes of the suite, at least 32 characters");
ABSL_FLAG(absl::Duration, max_stale, absl::Minutes(10),
          "how long answers may be stale while the article service gives no "
          "answer, such as 90s or 10m; 0 refuses them");
ABSL_FLAG(int, drain_seconds, 15,
          "how long running calls may take after SIGTERM, 0 to 3600");
ABSL_FLAG(std::string, log_level, "info",
          "least severity of the log: debug, info, warning or error");

namespace byline {
namespace {

// Exit codes: 1 for faults of the surroundings, 2 for wrong flags.
constexpr int kBadFlag = 2;
constexpr int kMaxDrainSeconds = 3600;
constexpr size_t kMinKeyCharacters = 32;

// Abseil ends the process itself, with 1, on a flag it cannot parse and on
// --help. While it parses, this gives the process our own codes.
int code_while_parsing = -1;

void ExitWithOurCode() {
  if (code_while_parsing < 0) return;
  std::cout.flush();
  std::cerr.flush();
  std::fflush(nullptr);
  _exit(code_while_parsing);
}

bool AsksForHelp(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view word = argv[i];
    if (absl::StartsWith(word, "--")) word.remove_prefix(1);
    if (absl::StartsWith(word, "-help")) return true;
  }
  return false;
}

// --help shows our flags, those of libraries only --helpfull.
bool IsOurs(absl::string_view file) {
  return absl::StrContains(file, "common/server/") ||
         absl::StrContains(file, "services/");
}

// The file's place in the project, whatever folder it was built in.
std::string FromRoot(absl::string_view file) {
  for (const absl::string_view top : {"/common/", "/services/"}) {
    const size_t at = file.find(top);
    if (at != absl::string_view::npos) return std::string(file.substr(at + 1));
  }
  return std::string(file);
}

void Parse(int argc, char** argv, absl::string_view about) {
  absl::SetProgramUsageMessage(about);
  absl::FlagsUsageConfig usage;
  usage.contains_help_flags = IsOurs;
  usage.normalize_filename = FromRoot;
  absl::SetFlagsUsageConfig(usage);
  std::atexit(ExitWithOurCode);
  code_while_parsing = AsksForHelp(argc, argv) ? 0 : kBadFlag;
  const auto words = absl::ParseCommandLine(argc, argv);
  code_while_parsing = -1;
  if (words.size() > 1) {
    ExitOnBadFlag(absl::InvalidArgumentError(
        absl::StrCat("does not know what to do with \"", words[1],
                     "\"; flags are written --name=value")));
  }
}

std::string Or(const std::string& value, const std::string& fallback) {
  return value.empty() ? fallback : value;
}

std::string ReadSecret(const absl::Flag<std::string>& path_flag) {
  const std::string path = absl::GetFlag(path_flag);
  return path.empty() ? "" : ValueOrExit(ReadToken(path));
}

absl::StatusOr<Severity> ParseSeverity(const std::string& name) {
  if (name == "debug") return Severity::kDebug;
  if (name == "info") return Severity::kInfo;
  if (name == "warning") return Severity::kWarning;
  if (name == "error") return Severity::kError;
  return absl::InvalidArgumentError(absl::StrCat(
      "--log_level must be debug, info, warning or error, not \"", name, "\""));
}

}  // namespace

absl::Status CheckAddress(absl::string_view flag, absl::string_view value) {
  if (absl::StartsWith(value, "unix:") && value.size() > 5) {
    return absl::OkStatus();
  }
  const size_t colon = value.rfind(':');
  int port = -1;
  const bool good =
      colon != absl::string_view::npos && colon > 0 &&
      absl::SimpleAtoi(value.substr(colon + 1), &port) && port >= 0 &&
      port <= 65535 &&
      // An IPv6 address has colons of its own, so it stands in brackets.
      (value.substr(0, colon).find(':') == absl::string_view::npos ||
       (value[0] == '[' && value[colon - 1] == ']'));
  if (good) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag,
                   " must be host:port, such as 127.0.0.1:50051 "
                   "or [::1]:50051, not \"",
                   value, "\""));
}

void ExitOnBadFlag(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s: %s\n", program_invocation_short_name,
               std::string(status.message()).c_str());
  std::exit(kBadFlag);
}

GrpcServerOptions ServerFlags::server() const {
  GrpcServerOptions options;
  options.address = listen;
  options.admin_address = admin_listen;
  options.drain = drain;
  return options;
}

ServerFlags ParseServerFlags(int argc, char** argv, absl::string_view about,
                             const ServerFlagDefaults& defaults) {
  KeepFreedMemory();
  Parse(argc, argv,
        absl::StrCat(about, "\nListens on ", defaults.listen,
                     " unless --listen says otherwise, and for operators on ",
                     defaults.admin_listen, " (--admin_listen)."));
  ServerFlags flags;
  const auto severity = ParseSeverity(absl::GetFlag(FLAGS_log_level));
  ExitOnBadFlag(severity.status());
  SetLeastSeverity(*severity);
  flags.listen = Or(absl::GetFlag(FLAGS_listen), defaults.listen);
  ExitOnBadFlag(CheckAddress("listen", flags.listen));
  flags.admin_listen =
      Or(absl::GetFlag(FLAGS_admin_listen), defaults.admin_listen);
  if (flags.admin_listen == "none") flags.admin_listen.clear();
  if (!flags.admin_listen.empty()) {
    ExitOnBadFlag(CheckAddress("admin_listen", flags.admin_listen));
  }
  flags.redis = absl::GetFlag(FLAGS_redis);
  if (!flags.redis.empty()) ExitOnBadFlag(CheckAddress("redis", flags.redis));
  flags.max_stale = absl::GetFlag(FLAGS_max_stale);
  if (flags.max_stale < absl::ZeroDuration()) {
    ExitOnBadFlag(absl::InvalidArgumentError(
        absl::StrCat("--max_stale must be 0 or more, such as 10m, not ",
                     absl::FormatDuration(flags.max_stale))));
  }
  const int seconds = absl::GetFlag(FLAGS_drain_seconds);
  if (seconds < 0 || seconds > kMaxDrainSeconds) {
    ExitOnBadFlag(absl::InvalidArgumentError(
        absl::StrCat("--drain_seconds must be from 0 to 3600, not ", seconds)));
  }
  flags.drain = absl::Seconds(seconds);
  flags.token_file = absl::GetFlag(FLAGS_token_file);
  flags.service_token = ReadSecret(FLAGS_service_token_file);
  flags.redis_password = ReadSecret(FLAGS_redis_password_file);
  flags.fragment_key = ReadSecret(FLAGS_fragment_key_file);
  if (!flags.fragment_key.empty() &&
      flags.fragment_key.size() < kMinKeyCharacters) {
    ExitOnError(absl::InvalidArgumentError(absl::StrCat(
        absl::GetFlag(FLAGS_fragment_key_file), " must hold a key of at least ",
        kMinKeyCharacters, " characters, not ", flags.fragment_key.size())));
  }
  return flags;
}

}  // namespace byline
