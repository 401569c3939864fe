#include <cstdio>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/article/article_text.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::article::v1;

int Run(const std::vector<std::string>& arguments) {
  v1::GetArticleRequest request;
  request.set_name(arguments[0]);
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("get", status);
  v1::Article article;
  const grpc::Status status =
      v1::ArticleService::NewStub(OpenChannel(Service::kArticle))
          ->GetArticle(&context, request, &article);
  if (!status.ok()) return Fail("get", status);
  if (WantsJson()) {
    PrintJson(article);
    return kOk;
  }
  std::printf("%s  (%s, revision %lld, /articles/%s)\n",
              Printable(article.headline()).c_str(),
              v1::State_Name(article.state()).c_str() + 6,
              static_cast<long long>(article.revision()),
              article.slug().c_str());
  for (const auto& verdict : article.verdicts()) {
    std::printf("verdict %s: %s\n",
                v1::Verdict::Kind_Name(verdict.kind()).c_str() + 5,
                Printable(verdict.reason()).c_str());
  }
  for (const TextBlock& block : TextBlocks(article)) {
    std::printf("\n%s%s\n",
                block.kind == TextBlock::Kind::kListItem ? "  - " : "",
                Printable(block.text).c_str());
  }
  return kOk;
}

}  // namespace

Command GetCommand() {
  return {"get",
          "shows one article",
          "articles/ID",
          "As text, or whole as JSON with --format=json. Drafts need a "
          "reader's token.\n"
          "  byline get articles/bridge-reopens --format=json",
          {"server", "article_server", "token_file", "timeout", "format"},
          1,
          1,
          Run};
}

}  // namespace byline::cli
