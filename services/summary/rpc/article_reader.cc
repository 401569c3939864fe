#include "services/summary/rpc/article_reader.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {

absl::StatusOr<ArticlesRead> ArticleReader::Read(
    const std::vector<std::string>& names, const Revision& min_revision,
    absl::Time deadline, const std::string& token) const {
  article::v1::BatchGetArticlesRequest request;
  for (const std::string& name : names) request.add_names(name);
  if (min_revision.number > 0)
    *request.mutable_min_revision() = ToMessage(min_revision);
  article::v1::BatchGetArticlesResponse response;
  grpc::ClientContext context;
  PrepareClientContext(context, deadline, "",
                       token.empty() ? service_token_ : token);
  const grpc::Status status =
      stub_.BatchGetArticles(&context, request, &response);
  if (status.error_code() == grpc::StatusCode::OUT_OF_RANGE) {
    return ErrorWithReason(
        absl::StatusCode::kUnavailable, "ARTICLE_SERVICE_RESTORED",
        absl::StrCat("the article service does not know revision ",
                     min_revision.number,
                     " any more; this service follows it within a second"));
  }
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    return ErrorWithReason(
        absl::StatusCode::kUnavailable, "TOKEN_REFUSED",
        "the article service does not know the token that this service showed; "
        "their token files differ");
  }
  if (!status.ok()) return FromGrpcStatus(status);
  ArticlesRead read;
  read.epoch = response.revision().epoch();
  for (article::v1::Article& article : *response.mutable_articles()) {
    const bool may_be_seen =
        token.empty() ? article.state() == article::v1::STATE_PUBLISHED
                      : article.state() != article::v1::STATE_WITHDRAWN;
    if (may_be_seen) read.articles.push_back(std::move(article));
  }
  return read;
}

absl::Status ArticleReader::WhyMissing(const std::string& name,
                                       absl::Time deadline) const {
  article::v1::GetArticleRequest request;
  request.set_name(name);
  article::v1::Article article;
  grpc::ClientContext context;
  PrepareClientContext(context, deadline);
  const grpc::Status status = stub_.GetArticle(&context, request, &article);
  if (!status.ok()) return FromGrpcStatus(status);
  // Published since, or never for readers.
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "ARTICLE_NOT_FOUND",
      absl::StrCat(name, " is not published, so it has no summary"),
      {{"article", name}});
}

}  // namespace byline::summary
