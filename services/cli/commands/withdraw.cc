#include <absl/flags/flag.h>

#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/timestamps.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;

int Run(const std::vector<std::string>& arguments) {
  if (absl::GetFlag(FLAGS_reason).empty()) {
    std::fprintf(stderr,
                 "byline withdraw: --reason is missing; say why, for the "
                 "newsroom\n");
    return kUsage;
  }
  v1::WithdrawArticleRequest request;
  request.set_name(arguments[0]);
  request.set_reason(absl::GetFlag(FLAGS_reason));
  request.set_public_notice(absl::GetFlag(FLAGS_notice));
  const absl::Duration wait = absl::GetFlag(FLAGS_wait);
  if (wait > absl::ZeroDuration()) {
    const google::protobuf::Timestamp span =
        ToTimestamp(absl::UnixEpoch() + wait);
    request.mutable_wait()->set_seconds(span.seconds());
    request.mutable_wait()->set_nanos(span.nanos());
  }
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("withdraw", status);
  v1::WithdrawArticleResponse response;
  const grpc::Status status =
      v1::ArticleService::NewStub(OpenChannel(Service::kArticle))
          ->WithdrawArticle(&context, request, &response);
  if (!status.ok()) return Fail("withdraw", status);
  if (WantsJson()) {
    PrintJson(response);
    return kOk;
  }
  std::printf("%s withdrawn (revision %lld)\n",
              response.article().name().c_str(),
              static_cast<long long>(response.article().revision()));
  for (const auto& follower : response.propagation().followers()) {
    std::printf("  %s %s\n", follower.reached() ? "has it:    " : "not yet:   ",
                Printable(follower.follower()).c_str());
  }
  return kOk;
}

}  // namespace

Command WithdrawCommand() {
  return {"withdraw",
          "takes an article down",
          "articles/ID",
          "Gone for readers everywhere within a second; kept in the store. Its "
          "addresses answer 410 with --notice. With --wait the\n"
          "command returns when every part of the suite has it, and says "
          "which. Needs an editor's token.\n"
          "  byline withdraw articles/bridge-reopens --reason='wrong bridge' "
          "--notice='Withdrawn after a complaint.' --wait=5s",
          {"reason", "notice", "wait", "server", "article_server", "token_file",
           "timeout", "format"},
          1,
          1,
          Run};
}

}  // namespace byline::cli
