#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/timestamps.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/import/timestamps.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;

int Run(const std::vector<std::string>& arguments) {
  v1::PublishArticleRequest request;
  request.set_name(arguments[0]);
  request.set_request_id(absl::GetFlag(FLAGS_request_id));
  if (const std::string at = absl::GetFlag(FLAGS_at); !at.empty()) {
    const auto time = ParseIsoTime(at);
    if (!time.has_value()) {
      std::fprintf(stderr,
                   "byline publish: --at=%s is not a time; must be ISO 8601, "
                   "for example 2026-11-02T08:30:00Z\n",
                   at.c_str());
      return kUsage;
    }
    *request.mutable_publish_time() = ToTimestamp(*time);
  }
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("publish", status);
  v1::Article article;
  const grpc::Status status =
      v1::ArticleService::NewStub(OpenChannel(Service::kArticle))
          ->PublishArticle(&context, request, &article);
  if (!status.ok()) return Fail("publish", status);
  if (WantsJson()) {
    PrintJson(article);
  } else {
    std::printf(
        "%s %s at /articles/%s (revision %lld)\n", article.name().c_str(),
        article.state() == v1::STATE_SCHEDULED ? "scheduled" : "published",
        article.slug().c_str(), static_cast<long long>(article.revision()));
  }
  return kOk;
}

}  // namespace

Command PublishCommand() {
  return {"publish",
          "makes an article visible, now or at a time",
          "articles/ID",
          "A draft becomes visible to readers at once, or by itself at the "
          "time of --at (an embargo). Needs an editor's token.\n"
          "  byline publish articles/bridge-reopens --at=2026-11-02T08:30:00Z "
          "--token_file=data/admin.token",
          {"at", "request_id", "server", "article_server", "token_file",
           "timeout", "format"},
          1,
          1,
          Run};
}

}  // namespace byline::cli
