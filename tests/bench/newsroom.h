// Newsroom: a running suite (`byline dev`, all in one process) and an editor of
// it, for benchmarks of how soon readers see what the newsroom does. A fault
// ends the program with one line.
#ifndef BYLINE_TESTS_BENCH_NEWSROOM_H_
#define BYLINE_TESTS_BENCH_NEWSROOM_H_

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/access/admin_token.h"
#include "common/server/channel.h"
#include "tests/testing/suite.h"

namespace byline::bench {

class Newsroom {
 public:
  using Article = article::v1::Article;

  Newsroom()
      : token_(ReadToken(suite_.data() + "/admin.token").value()),
        stub_(article::v1::ArticleService::NewStub(
            MakeChannel(absl::StrCat("127.0.0.1:", suite_.grpc_port())))) {}

  const testing::Suite& suite() const { return suite_; }

  // Each returns when the write is acknowledged.
  Article Publish(const std::string& id, const std::string& headline,
                  const std::string& text) {
    article::v1::CreateArticleRequest request;
    request.set_article_id(id);
    request.set_publish(true);
    request.mutable_article()->set_headline(headline);
    SetText(text, request.mutable_article());
    Article article;
    Must("create", stub_->CreateArticle(Context().get(), request, &article));
    return article;
  }
  Article Update(const Article& article, const std::string& text) {
    article::v1::UpdateArticleRequest request;
    *request.mutable_article() = article;
    SetText(text, request.mutable_article());
    request.mutable_update_mask()->add_paths("blocks");
    Article updated;
    Must("update", stub_->UpdateArticle(Context().get(), request, &updated));
    return updated;
  }
  void Withdraw(const Article& article) {
    article::v1::WithdrawArticleRequest request;
    request.set_name(article.name());
    request.set_reason("bench");
    article::v1::WithdrawArticleResponse gone;
    Must("withdraw", stub_->WithdrawArticle(Context().get(), request, &gone));
  }

  // Time from now until an answer that was asked for from then on satisfies the
  // condition.
  template <typename Condition>
  static absl::Duration Until(Condition condition) {
    const absl::Time begin = absl::Now();
    while (!condition()) {
      if (absl::Now() - begin > absl::Seconds(30))
        Must("wait", grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED,
                                  "not seen within 30 s"));
    }
    return absl::Now() - begin;
  }

 private:
  static void SetText(const std::string& text, Article* article) {
    article->clear_blocks();
    article->add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
  }
  std::unique_ptr<grpc::ClientContext> Context() const {
    auto context = std::make_unique<grpc::ClientContext>();
    PrepareClientContext(*context, absl::Now() + absl::Seconds(10), "", token_);
    return context;
  }
  static void Must(const char* what, const grpc::Status& status) {
    if (status.ok()) return;
    std::fprintf(stderr, "%s: %s\n", what, status.error_message().c_str());
    std::exit(1);
  }

  testing::Suite suite_;
  std::string token_;
  std::unique_ptr<article::v1::ArticleService::Stub> stub_;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_NEWSROOM_H_
