// The article service in this process, with a store of its own, and callers of
// every role.
#ifndef BYLINE_TESTS_RPC_ARTICLE_SUITE_OF_ONE_H_
#define BYLINE_TESTS_RPC_ARTICLE_SUITE_OF_ONE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/access/token_list.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/article/article_process.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {

class SuiteOfOne : public ::testing::Test {
 protected:
  SuiteOfOne() {
    std::ofstream file(dir_.File("tokens"));
    file << TokenLine(Role::kReader, "reader-token", "")
         << TokenLine(Role::kEditor, "editor-token", "")
         << TokenLine(Role::kAdmin, "admin-token", "");
    file.close();
    EXPECT_TRUE(tokens_.Load().ok());
    Start();
  }
  ~SuiteOfOne() override { Stop(); }

  void Start() {
    options_.data_dir = dir_.path();
    auto process = ArticleProcess::Open(options_, {tokens_, metrics_}, clock_);
    ASSERT_TRUE(process.ok()) << process.status();
    process_ = *std::move(process);
    GrpcServerOptions options;
    options.address = "unix:" + dir_.File("socket");
    server_ = std::make_unique<GrpcServer>(options, metrics_);
    server_->Add(process_->rpc(), v1::ArticleService::service_full_name(),
                 process_->functions());
    ASSERT_TRUE(server_->Start().ok());
    channel_ = server_->InProcessChannel();
    stub_ = v1::ArticleService::NewStub(channel_);
  }
  void Stop() {
    stub_.reset();
    channel_.reset();
    server_.reset();
    process_.reset();
  }

  // A call with the token of a role ("" for none).
  template <typename Method, typename Request, typename Response>
  absl::Status Call(const std::string& role, Method method,
                    const Request& request, Response* response) {
    grpc::ClientContext context;
    Prepare(context, role);
    return FromGrpcStatus((stub_.get()->*method)(&context, request, response));
  }
  static void Prepare(grpc::ClientContext& context, const std::string& role) {
    PrepareClientContext(context, absl::Now() + absl::Seconds(60), "",
                         role.empty() ? "" : role + "-token");
  }

  v1::Article Create(const std::string& id, int seed, bool publish = true) {
    v1::CreateArticleRequest request;
    *request.mutable_article() = MakeArticle("", seed);
    request.set_article_id(id);
    request.set_publish(publish);
    v1::Article article;
    const absl::Status status =
        Call("editor", &Stub::CreateArticle, request, &article);
    EXPECT_TRUE(status.ok()) << status;
    return article;
  }
  v1::WithdrawArticleResponse Withdraw(const std::string& name) {
    v1::WithdrawArticleRequest request;
    request.set_name(name);
    request.set_reason("It was wrong.");
    request.set_public_notice("Taken down for légal reasons.");
    v1::WithdrawArticleResponse response;
    const absl::Status status =
        Call("editor", &Stub::WithdrawArticle, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }
  absl::Status Get(const std::string& role, const std::string& name,
                   v1::Article* article) {
    v1::GetArticleRequest request;
    request.set_name(name);
    return Call(role, &Stub::GetArticle, request, article);
  }
  fragment::v1::Revision Newest() {
    v1::GetRevisionResponse response;
    const absl::Status status =
        Call("", &Stub::GetRevision, v1::GetRevisionRequest(), &response);
    EXPECT_TRUE(status.ok()) << status;
    return response.revision();
  }

  using Stub = v1::ArticleService::Stub;

  byline::testing::TempFolder dir_;
  FakeClock clock_;
  Metrics metrics_;
  TokenTable tokens_{dir_.File("tokens"), clock_};
  ArticleProcessOptions options_;
  std::unique_ptr<ArticleProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace byline::article

#endif  // BYLINE_TESTS_RPC_ARTICLE_SUITE_OF_ONE_H_
