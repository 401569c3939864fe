#include <absl/flags/flag.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <algorithm>
#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;

void Print(const v1::Article& article) {
  if (WantsJson()) return PrintJson(article);
  const std::string time =
      article.has_publish_time()
          ? absl::FormatTime(
                "%Y-%m-%d %H:%M",
                absl::FromUnixSeconds(article.publish_time().seconds()),
                absl::UTCTimeZone())
          : "date unknown    ";
  std::printf("%s  %-40s  %s", time.c_str(), article.name().c_str(),
              Printable(article.headline()).c_str());
  for (const auto& verdict : article.verdicts())
    std::printf("  [%s]", v1::Verdict::Kind_Name(verdict.kind()).c_str() + 5);
  std::printf("\n");
}

int Run(const std::vector<std::string>&) {
  v1::ListArticlesRequest request;
  v1::State state = v1::STATE_UNSPECIFIED;
  if (!v1::State_Parse(absl::StrCat("STATE_", absl::AsciiStrToUpper(
                                                  absl::GetFlag(FLAGS_state))),
                       &state) ||
      state == v1::STATE_UNSPECIFIED) {
    std::fprintf(stderr,
                 "byline list: --state=%s is none; must be draft, scheduled, "
                 "published or withdrawn\n",
                 absl::GetFlag(FLAGS_state).c_str());
    return kUsage;
  }
  if (absl::GetFlag(FLAGS_limit) < 1) {
    std::fprintf(stderr, "byline list: --limit must be at least 1\n");
    return kUsage;
  }
  request.set_state(state);
  request.set_collection(absl::GetFlag(FLAGS_collection));
  const absl::StatusOr<std::string> token = ReadToken();
  if (!token.ok()) return Fail("list", token.status());
  request.set_show_with_verdicts(!token->empty());
  const auto stub = v1::ArticleService::NewStub(OpenChannel(Service::kArticle));
  for (int left = absl::GetFlag(FLAGS_limit); left > 0;) {
    request.set_page_size(std::min(left, 500));
    grpc::ClientContext context;
    if (absl::Status status = Prepare(context); !status.ok())
      return Fail("list", status);
    v1::ListArticlesResponse response;
    if (const grpc::Status status =
            stub->ListArticles(&context, request, &response);
        !status.ok())
      return Fail("list", status);
    for (const auto& article : response.articles()) Print(article);
    left -= response.articles_size();
    if (response.next_page_token().empty()) break;
    request.set_page_token(response.next_page_token());
  }
  return kOk;
}

}  // namespace

Command ListCommand() {
  return {"list",
          "lists articles, newest first",
          "",
          "With a token, articles with a verdict (thin, placeholder, duplicate "
          "...) are listed too, with the verdict behind them.\n"
          "  byline list --collection=sections/science --limit=20",
          {"collection", "state", "limit", "server", "article_server",
           "token_file", "timeout", "format"},
          0,
          0,
          Run};
}

}  // namespace byline::cli
