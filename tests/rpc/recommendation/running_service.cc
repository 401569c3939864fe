#include "tests/rpc/recommendation/running_service.h"

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include "common/base/crypto.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::recommendation {

RunningService::RunningService() {
  const byline::testing::TempFolder folder;
  const std::string path = folder.File("tokens");
  byline::testing::WriteFile(
      path, absl::StrCat("reader ", Sha256Hex(kReader), " a test\nadmin ",
                         Sha256Hex(kAdmin), " a test\n"));
  tokens_ = std::make_unique<TokenTable>(path, system_clock_);
  EXPECT_TRUE(tokens_->Load().ok());
  neighbours_.Add(articles_, article::v1::ArticleService::service_full_name(),
                  {});
  neighbours_.Add(summaries_, summary::v1::SummaryService::service_full_name(),
                  {});
  EXPECT_TRUE(neighbours_.Start().ok());
  const auto channel = neighbours_.InProcessChannel();
  process_ = std::make_unique<RecommendationProcess>(
      RecommendationOptions{.max_stale = absl::ZeroDuration(),
                            .ask_every = absl::Milliseconds(5)},
      RecommendationChannels{channel, channel, channel},
      RpcEdge{*tokens_, metrics_}, clock_, nullptr);
  server_ = std::make_unique<GrpcServer>(
      GrpcServerOptions{.drain = absl::ZeroDuration()}, metrics_);
  server_->Add(process_->service(), RecommendationProcess::ServiceName(),
               {.ready = [this] { return process_->Ready(); }});
  EXPECT_TRUE(server_->Start().ok());
  stub_ = v1::RecommendationService::NewStub(server_->InProcessChannel());
  process_->Start();
  EXPECT_TRUE(
      byline::testing::Eventually([this] { return process_->Ready(); }));
}

RunningService::~RunningService() { process_->Stop(); }

void RunningService::Put(const article::v1::Article& article) {
  newest_ = articles_.Put(article);
}

void RunningService::Withdraw(const std::string& id) {
  newest_ = articles_.Withdraw(id);
}

absl::StatusOr<v1::ListSimilarArticlesResponse> RunningService::List(
    v1::ListSimilarArticlesRequest request) {
  *request.mutable_min_revision() = newest_;
  return Call(&Stub::ListSimilarArticles, request);
}

absl::StatusOr<v1::ReindexResponse> RunningService::Reindex() {
  return Call(&Stub::Reindex, v1::ReindexRequest(), kAdmin);
}

std::vector<std::string> IdsOf(const v1::ListSimilarArticlesResponse& list) {
  std::vector<std::string> ids;
  for (const v1::SimilarArticle& similar : list.similar_articles())
    ids.push_back(similar.article().substr(sizeof("articles")));
  return ids;
}

}  // namespace byline::recommendation
