#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>

#include <cstdio>

#include "common/server/signals.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/dev_suite.h"
#include "services/cli/flags.h"

namespace byline::cli {
namespace {

// "127.0.0.1:0" with the port that was taken.
std::string WithPort(const std::string& address, int port) {
  return absl::StrCat(address.substr(0, address.rfind(':') + 1), port);
}

int Run(const std::vector<std::string>&) {
  SignalWaiter signals;
  DevOptions options;
  options.http = absl::GetFlag(FLAGS_http);
  options.grpc = absl::GetFlag(FLAGS_grpc);
  options.admin = absl::GetFlag(FLAGS_admin);
  options.data = absl::GetFlag(FLAGS_data);
  options.redis = absl::GetFlag(FLAGS_redis);
  options.site_name = absl::GetFlag(FLAGS_site_name);
  options.site_url = absl::GetFlag(FLAGS_site_url);
  options.access_log = absl::GetFlag(FLAGS_access_log);
  options.footer = absl::GetFlag(FLAGS_footer);
  options.reader_events = absl::GetFlag(FLAGS_reader_events);
  options.reader_consent = absl::GetFlag(FLAGS_reader_consent);
  options.http_threads = absl::GetFlag(FLAGS_http_threads);
  options.max_stale = absl::GetFlag(FLAGS_max_stale);
  const auto suite = DevSuite::Start(options);
  if (!suite.ok()) {
    std::fprintf(stderr, "byline dev: %s\n",
                 std::string(suite.status().message()).c_str());
    return kFailed;
  }
  std::printf("front page  http://%s/\n",
              WithPort(options.http, (*suite)->http_port()).c_str());
  std::printf("gRPC        %s\n",
              WithPort(options.grpc, (*suite)->grpc_port()).c_str());
  if (!options.admin.empty()) {
    std::printf("admin       http://%s/metrics\n",
                WithPort(options.admin, (*suite)->admin_port()).c_str());
  }
  std::printf("token       %s (whoever may read it may write articles)\n",
              (*suite)->admin_token().raw_path.c_str());
  std::fflush(stdout);
  if ((*suite)->WaitReady(absl::Seconds(60))) {
    std::printf("ready\n");
    std::fflush(stdout);
  } else {
    std::fprintf(stderr, "byline dev: not ready after 60 s\n");
  }
  signals.Wait();
  (*suite)->Drain();
  return kOk;
}

}  // namespace

Command DevCommand() {
  return {
      "dev",
      "runs the whole suite in this process",
      "",
      "Article, summary and recommendation service and the gateway, on a store "
      "in --data. The first start\nmakes DIR/admin.token (mode 0600), which "
      "writes need. SIGTERM or Ctrl-C ends it after running requests.\n"
      "  byline dev --http=127.0.0.1:8080 --grpc=127.0.0.1:50051 --data=data",
      {"http", "grpc", "admin", "data", "redis", "site_name", "footer",
       "http_threads", "max_stale", "site_url", "access_log", "reader_events",
       "reader_consent"},
      0,
      0,
      Run};
}

}  // namespace byline::cli
