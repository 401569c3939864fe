// byline-bench-freshness [ROUNDS]: over a running suite (`byline dev`, all in
// one process), the time from the acknowledged publish until the new text is
// served, and from the acknowledged withdrawal until the article is gone, seen
// by a reader who asks again and again.
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <cstdio>
#include <cstdlib>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/access/admin_token.h"
#include "common/server/channel.h"
#include "tests/bench/invented_news.h"
#include "tests/bench/latencies.h"
#include "tests/testing/suite.h"

namespace byline::bench {
namespace {

namespace v1 = byline::article::v1;

class FreshnessBench {
 public:
  FreshnessBench()
      : token_(ReadToken(suite_.data() + "/admin.token").value()),
        stub_(v1::ArticleService::NewStub(
            MakeChannel(absl::StrCat("127.0.0.1:", suite_.grpc_port())))) {}

  // One article's life: published, seen, changed, seen, withdrawn, gone.
  void Round(int number) {
    v1::CreateArticleRequest create;
    create.set_article_id(absl::StrCat("bench-", number));
    create.set_publish(true);
    create.mutable_article()->set_headline(
        absl::StrCat("Bench ", number, " ", news_.Headline()));
    create.mutable_article()
        ->add_blocks()
        ->mutable_paragraph()
        ->mutable_text()
        ->set_text(absl::StrCat("First text ", number, ". ", news_.Body()));
    v1::Article article;
    Must("create", stub_->CreateArticle(Context().get(), create, &article));
    const std::string path = "/articles/" + article.slug();
    published_.Add(Until([&] { return suite_.Get(path).status == 200; }));

    v1::UpdateArticleRequest update;
    *update.mutable_article() = article;
    update.mutable_article()
        ->mutable_blocks(0)
        ->mutable_paragraph()
        ->mutable_text()
        ->set_text(absl::StrCat("Second text ", number, ". ", news_.Body()));
    update.mutable_update_mask()->add_paths("blocks");
    Must("update", stub_->UpdateArticle(Context().get(), update, &article));
    const std::string expected = absl::StrCat("Second text ", number, ".");
    updated_.Add(Until(
        [&] { return absl::StrContains(suite_.Get(path).body, expected); }));

    v1::WithdrawArticleRequest withdraw;
    withdraw.set_name(article.name());
    withdraw.set_reason("bench");
    v1::WithdrawArticleResponse gone;
    Must("withdraw", stub_->WithdrawArticle(Context().get(), withdraw, &gone));
    withdrawn_.Add(Until([&] { return suite_.Get(path).status == 410; }));
  }

  void Print() {
    std::printf(
        "| from the acknowledgement | n | p50 ms | p99 ms | max ms "
        "|\n|---|---|---|---|---|\n");
    Row("publish until the page is there", published_);
    Row("update until the new text is served", updated_);
    Row("withdrawal until the page is gone", withdrawn_);
  }

 private:
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

  static void Row(const char* what, Latencies& latencies) {
    std::printf("| %s | %zu | %.1f | %.1f | %.1f |\n", what, latencies.size(),
                absl::ToDoubleMilliseconds(latencies.At(0.5)),
                absl::ToDoubleMilliseconds(latencies.At(0.99)),
                absl::ToDoubleMilliseconds(latencies.At(1)));
  }

  testing::Suite suite_;
  std::string token_;
  std::unique_ptr<v1::ArticleService::Stub> stub_;
  InventedNews news_{7};
  Latencies published_;
  Latencies updated_;
  Latencies withdrawn_;
};

}  // namespace
}  // namespace byline::bench

int main(int argc, char** argv) {
  int rounds = 300;
  if (argc > 2 ||
      (argc == 2 && (!absl::SimpleAtoi(argv[1], &rounds) || rounds < 1))) {
    std::fprintf(stderr, "usage: byline-bench-freshness [ROUNDS]\n");
    return 2;
  }
  byline::bench::FreshnessBench bench;
  for (int i = 0; i < rounds; ++i) bench.Round(i);
  bench.Print();
}
