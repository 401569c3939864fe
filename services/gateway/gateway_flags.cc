#include "services/gateway/gateway_flags.h"

#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include <string>

ABSL_FLAG(std::string, article_server, "127.0.0.1:50051",
          "gRPC address of the article service, host:port");
ABSL_FLAG(std::string, summary_server, "127.0.0.1:50052",
          "gRPC address of the summary service, host:port");
ABSL_FLAG(std::string, recommendation_server, "127.0.0.1:50053",
          "gRPC address of the recommendation service, host:port");
ABSL_FLAG(std::string, site_name, "Byline", "name of the site, on every page");
ABSL_FLAG(std::string, footer, "", "text at the end of every page");
ABSL_FLAG(std::string, site_language, "en",
          "language of pages without an article, such as en or fr");
ABSL_FLAG(bool, reader_events, true,
          "take what readers do at /beacon, let the pages of articles tell it "
          "(/beacon.js), and show what is read most");
ABSL_FLAG(bool, reader_consent, false,
          "readers have consented to a random id for the length of their "
          "visit, so that what is read together can be counted");
ABSL_FLAG(int32_t, threads, 0, "HTTP threads; 0: one for each core");
ABSL_FLAG(int32_t, connections, 10'000,
          "open HTTP connections; more are refused with 503");
ABSL_FLAG(int32_t, cache_mib, 256, "memory for kept pages, in MiB");
ABSL_FLAG(absl::Duration, deadline, absl::Seconds(2),
          "longest time for making one page");
ABSL_FLAG(absl::Duration, part_deadline, absl::Seconds(1),
          "how long a page waits for key points and similar posts before it "
          "goes out without them");
ABSL_FLAG(absl::Duration, api_deadline, absl::Seconds(5),
          "longest time for one call under /v1");
ABSL_FLAG(std::string, follower, "",
          "name of this instance as a follower; where empty, gateway/HOSTNAME");
ABSL_FLAG(bool, access_log, false,
          "log every answer in one line, not only those that failed (5xx) or "
          "took more than a second");

namespace byline::gateway {
namespace {

std::string HostName() {
  char name[65] = {};
  return gethostname(name, sizeof(name) - 1) == 0 ? name : "localhost";
}

void CheckPositive(absl::string_view flag, bool is_positive) {
  if (!is_positive)
    ExitOnBadFlag(absl::InvalidArgumentError(
        absl::StrCat("--", flag, " must be greater than 0")));
}

}  // namespace

GatewayOptions GatewayOptionsFromFlags(const ServerFlags& flags) {
  CheckPositive("connections", absl::GetFlag(FLAGS_connections) > 0);
  CheckPositive("cache_mib", absl::GetFlag(FLAGS_cache_mib) > 0);
  CheckPositive("deadline",
                absl::GetFlag(FLAGS_deadline) > absl::ZeroDuration());
  CheckPositive("part_deadline",
                absl::GetFlag(FLAGS_part_deadline) > absl::ZeroDuration());
  CheckPositive("api_deadline",
                absl::GetFlag(FLAGS_api_deadline) > absl::ZeroDuration());
  GatewayOptions options;
  options.http.address = flags.listen;
  options.http.threads = absl::GetFlag(FLAGS_threads);
  options.http.connections = absl::GetFlag(FLAGS_connections);
  options.site.name = absl::GetFlag(FLAGS_site_name);
  options.site.footer = absl::GetFlag(FLAGS_footer);
  options.site.language = absl::GetFlag(FLAGS_site_language);
  options.site.reader_events = absl::GetFlag(FLAGS_reader_events);
  options.site.reader_consent = absl::GetFlag(FLAGS_reader_consent);
  options.pages.cache_bytes =
      static_cast<size_t>(absl::GetFlag(FLAGS_cache_mib)) << 20;
  options.pages.composition.deadline = absl::GetFlag(FLAGS_deadline);
  options.pages.composition.part_deadline = absl::GetFlag(FLAGS_part_deadline);
  options.api_deadline = absl::GetFlag(FLAGS_api_deadline);
  options.follower = absl::GetFlag(FLAGS_follower).empty()
                         ? absl::StrCat("gateway/", HostName())
                         : absl::GetFlag(FLAGS_follower);
  options.token = flags.service_token;
  options.max_stale = flags.max_stale;
  options.access_log = absl::GetFlag(FLAGS_access_log);
  return options;
}

GatewayChannels GatewayChannelsFromFlags() {
  return MakeGatewayChannels(absl::GetFlag(FLAGS_article_server),
                             absl::GetFlag(FLAGS_summary_server),
                             absl::GetFlag(FLAGS_recommendation_server));
}

}  // namespace byline::gateway
