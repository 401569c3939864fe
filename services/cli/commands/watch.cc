#include <absl/flags/flag.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <unistd.h>

#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/curation.h"
#include "services/cli/flags.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;

// The second column of a change: its state; "settings" for a section's.
std::string Kind(const v1::Change& change) {
  if (change.has_section_settings()) return "settings";
  if (change.state() == v1::STATE_UNSPECIFIED) return "(hidden)";
  return v1::State_Name(change.state()).substr(sizeof("STATE"));
}

void Print(const v1::WatchResponse& response) {
  if (WantsJson()) {
    PrintJson(response);
  } else {
    for (const auto& change : response.changes()) {
      std::printf(
          "%lld  %-9s  %s%s\n", static_cast<long long>(change.number()),
          Kind(change).c_str(), change.name().c_str(),
          change.has_section_settings()
              ? absl::StrCat(
                    "  ", SectionLine(change.section_settings(), absl::Now()))
                    .c_str()
              : "");
    }
    if (response.marker())
      std::printf(
          "-- present state complete to revision %lld; changes follow --\n",
          static_cast<long long>(response.complete_to()));
  }
  std::fflush(stdout);
}

int Run(const std::vector<std::string>&) {
  v1::WatchRequest request;
  request.set_follower(absl::StrCat("cli-", getpid()));
  request.set_view(absl::GetFlag(FLAGS_full) ? v1::WATCH_VIEW_FULL
                                             : v1::WATCH_VIEW_REVISIONS);
  if (const std::string from = absl::GetFlag(FLAGS_from); !from.empty()) {
    const size_t colon = from.find(':');
    int64_t number = 0;
    if (colon == std::string::npos ||
        !absl::SimpleAtoi(from.substr(colon + 1), &number)) {
      std::fprintf(stderr,
                   "byline watch: --from=%s is no revision; must be "
                   "EPOCH:NUMBER as get and watch print them\n",
                   from.c_str());
      return kUsage;
    }
    request.mutable_from()->set_epoch(from.substr(0, colon));
    request.mutable_from()->set_number(number);
  }
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context, /*with_deadline=*/false);
      !status.ok())
    return Fail("watch", status);
  const auto reader =
      v1::ArticleService::NewStub(OpenChannel(Service::kArticle))
          ->Watch(&context, request);
  v1::WatchResponse response;
  while (reader->Read(&response)) Print(response);
  return Fail("watch", reader->Finish());
}

}  // namespace

Command WatchCommand() {
  return {"watch",
          "shows changes as they happen",
          "",
          "First the present state, then every change, until it is "
          "interrupted. With --from=EPOCH:NUMBER only what came since.\n"
          "  byline watch --full --format=json --token_file=data/admin.token",
          {"from", "full", "server", "article_server", "token_file", "format"},
          0,
          0,
          Run};
}

}  // namespace byline::cli
