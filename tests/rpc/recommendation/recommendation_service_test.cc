// The recommendation service in process: over a fake article service with its
// feed and a fake summary service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <memory>
#include <thread>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/crypto.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/recommendation/recommendation_process.h"
#include "tests/rpc/recommendation/fake_summaries.h"
#include "tests/testing/fake_articles.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using byline::testing::FakeArticles;
using fragment::v1::Fragment;
using fragment::v1::Revision;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class RecommendationServiceTest : public ::testing::Test {
 protected:
  RecommendationServiceTest() {
    const byline::testing::TempFolder folder;
    const std::string path = folder.File("tokens");
    std::ofstream(path) << "reader " << Sha256Hex("reader-token")
                        << " a test\n";
    tokens_ = std::make_unique<TokenTable>(path, system_clock_);
    EXPECT_TRUE(tokens_->Load().ok());
    neighbours_.Add(articles_, article::v1::ArticleService::service_full_name(),
                    {});
    neighbours_.Add(summaries_,
                    summary::v1::SummaryService::service_full_name(), {});
    EXPECT_TRUE(neighbours_.Start().ok());
  }
  ~RecommendationServiceTest() override {
    if (process_) process_->Stop();
  }

  void StartProcess(absl::Duration max_stale) {
    const auto channel = neighbours_.InProcessChannel();
    process_ = std::make_unique<RecommendationProcess>(
        RecommendationOptions{.max_stale = max_stale,
                              .ask_every = absl::Milliseconds(5)},
        RecommendationChannels{channel, channel, channel},
        RpcEdge{*tokens_, metrics_}, clock_, nullptr);
    server_ = std::make_unique<GrpcServer>(QuickDrain(), metrics_);
    server_->Add(process_->service(), RecommendationProcess::ServiceName(),
                 {.ready = [this] { return process_->Ready(); }});
    EXPECT_TRUE(server_->Start().ok());
    stub_ = v1::RecommendationService::NewStub(server_->InProcessChannel());
    process_->Start();
  }
  // Puts the island's archive, starts, and waits for the lease.
  void StartWithArchive(absl::Duration max_stale = absl::ZeroDuration()) {
    for (const article::v1::Article& article : IslandArchive()) {
      newest_ = articles_.Put(article);
      summaries_.Set(article.slug(), "Abstract of " + article.slug() + ".",
                     newest_.number());
    }
    StartProcess(max_stale);
    ASSERT_TRUE(Eventually([this] { return process_->Ready(); }));
  }

  static bool IsMarkedStale(const grpc::ClientContext& context) {
    const auto& fields = context.GetServerInitialMetadata();
    const bool is_marked = fields.count("x-byline-stale") > 0;
    EXPECT_EQ(fields.count("x-byline-stale-age") > 0, is_marked);
    return is_marked;
  }
  static GrpcServerOptions QuickDrain() {
    GrpcServerOptions options;
    options.drain = absl::ZeroDuration();
    return options;
  }
  static bool Eventually(const std::function<bool()>& condition) {
    const absl::Time end = absl::Now() + absl::Seconds(10);
    while (!condition()) {
      if (absl::Now() > end) return false;
      std::this_thread::yield();
    }
    return true;
  }

  absl::StatusOr<v1::ListSimilarArticlesResponse> List(
      const v1::ListSimilarArticlesRequest& request) {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5));
    v1::ListSimilarArticlesResponse response;
    const grpc::Status status =
        stub_->ListSimilarArticles(&context, request, &response);
    marked_stale_ = IsMarkedStale(context);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }
  absl::StatusOr<std::vector<std::string>> ListIds(
      const std::string& id, const Revision& min_revision = {}) {
    v1::ListSimilarArticlesRequest request;
    request.set_article("articles/" + id);
    *request.mutable_min_revision() = min_revision;
    const auto response = List(request);
    if (!response.ok()) return response.status();
    std::vector<std::string> ids;
    for (const auto& similar : response->similar_articles()) {
      ids.push_back(similar.article().substr(9));
    }
    return ids;
  }
  absl::StatusOr<Fragment> GetFragment(const std::string& id,
                                       const Revision& min_revision = {}) {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5));
    v1::GetSimilarArticlesFragmentRequest request;
    request.set_article("articles/" + id);
    *request.mutable_min_revision() = min_revision;
    Fragment fragment;
    const grpc::Status status =
        stub_->GetSimilarArticlesFragment(&context, request, &fragment);
    marked_stale_ = IsMarkedStale(context);
    if (!status.ok()) return FromGrpcStatus(status);
    return fragment;
  }
  absl::StatusOr<v1::SimilarityExplanation> Explain(
      const std::string& id, const std::string& other,
      const std::string& token = "") {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5), "", token);
    v1::ExplainSimilarityRequest request;
    request.set_article("articles/" + id);
    request.set_other_article("articles/" + other);
    v1::SimilarityExplanation explanation;
    const grpc::Status status =
        stub_->ExplainSimilarity(&context, request, &explanation);
    marked_stale_ = IsMarkedStale(context);
    if (!status.ok()) return FromGrpcStatus(status);
    return explanation;
  }
  absl::StatusOr<v1::ListSimilarArticlesResponse> Find(
      const v1::FindSimilarArticlesRequest& request, const std::string& token) {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5), "", token);
    v1::ListSimilarArticlesResponse response;
    const grpc::Status status =
        stub_->FindSimilarArticles(&context, request, &response);
    marked_stale_ = IsMarkedStale(context);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }

  const SystemClock system_clock_;
  FakeClock clock_;  // of the lease: it lasts as long as the test says
  Metrics metrics_;
  std::unique_ptr<TokenTable> tokens_;
  FakeArticles articles_;
  FakeSummaries summaries_;
  Metrics neighbour_metrics_;
  GrpcServer neighbours_{QuickDrain(), neighbour_metrics_};
  std::unique_ptr<RecommendationProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::RecommendationService::Stub> stub_;
  Revision newest_;
  bool marked_stale_ = false;  // the reply before
};

TEST_F(RecommendationServiceTest, IsNotReadyBeforeTheIndexHasCaughtUp) {
  articles_.HoldFeed(true);
  newest_ = articles_.Put(FerryStrike());
  newest_ = articles_.Put(FerryDeal());
  StartProcess(absl::ZeroDuration());
  EXPECT_FALSE(process_->Ready());
  EXPECT_EQ(ErrorReason(ListIds("ferry-strike").status()), "NO_LEASE");
  EXPECT_EQ(GetFragment("ferry-strike").status().code(),
            absl::StatusCode::kUnavailable);
  articles_.HoldFeed(false);
  ASSERT_TRUE(Eventually([this] { return process_->Ready(); }));
  EXPECT_THAT(*ListIds("ferry-strike"), ElementsAre("ferry-deal"));
  EXPECT_EQ(process_->StoreId(), "the-store");
}

TEST_F(RecommendationServiceTest, ListsSayWhatTheyAreMadeFrom) {
  StartWithArchive();
  v1::ListSimilarArticlesRequest request;
  request.set_article("articles/ferry-strike");
  request.set_page_size(1);
  const auto response = List(request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->similar_articles_size(), 1);
  const v1::SimilarArticle& similar = response->similar_articles(0);
  EXPECT_EQ(similar.article(), "articles/ferry-deal");
  EXPECT_EQ(similar.slug(), "ferry-deal");
  EXPECT_GT(similar.parts_size(), 0);
  EXPECT_GT(similar.reasons_size(), 0);
  EXPECT_EQ(response->as_of_revision().number(), newest_.number());
  EXPECT_EQ(response->as_of_revision().epoch(), newest_.epoch());
}

TEST_F(RecommendationServiceTest,
       AWithdrawnArticleIsGoneFromListsAndFragments) {
  StartWithArchive();
  EXPECT_THAT(*ListIds("ferry-strike"), Contains("ferry-deal"));
  EXPECT_THAT(GetFragment("ferry-strike")->html(), HasSubstr("ferry-deal"));
  const Revision withdrawn = articles_.Withdraw("ferry-deal");
  EXPECT_THAT(*ListIds("ferry-strike", withdrawn), Not(Contains("ferry-deal")));
  // Also without asking for it: the kept fragment shows what has changed.
  EXPECT_THAT(GetFragment("ferry-strike")->html(),
              Not(HasSubstr("ferry-deal")));
  EXPECT_EQ(ErrorReason(ListIds("ferry-deal").status()), "ARTICLE_WITHDRAWN");
  EXPECT_EQ(ErrorReason(GetFragment("ferry-deal").status()),
            "ARTICLE_WITHDRAWN");
}

TEST_F(RecommendationServiceTest, AnUpdateMovesTheLists) {
  StartWithArchive();
  article::v1::Article rewritten = BakeryPrize();
  rewritten.set_name("articles/ferry-deal");
  rewritten.set_slug("ferry-deal");
  articles_.Withdraw("bakery-prize");  // of which it would be a near-copy
  const Revision revision = articles_.Put(rewritten);
  EXPECT_THAT(*ListIds("ferry-strike", revision), Not(Contains("ferry-deal")));
  EXPECT_THAT(*ListIds("bakery-opens"), Contains("ferry-deal"));
}

TEST_F(RecommendationServiceTest, ALaggingFeedIsUnavailableRatherThanStale) {
  StartWithArchive();
  ASSERT_TRUE(GetFragment("ferry-strike").ok());
  articles_.HoldFeed(true);
  articles_.Withdraw("ferry-deal");
  // Answers of the truth go on, but say that something is missing.
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(ErrorReason(ListIds("ferry-strike").status()), "NO_LEASE");
  EXPECT_EQ(GetFragment("ferry-strike").status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(Explain("ferry-strike", "ferry-deal").status()),
            "NO_LEASE");
  // Not even that something is not there may be said.
  EXPECT_EQ(ErrorReason(ListIds("never-there").status()), "NO_LEASE");
  EXPECT_EQ(GetFragment("never-there").status().code(),
            absl::StatusCode::kUnavailable);
  articles_.HoldFeed(false);
  ASSERT_TRUE(Eventually([this] { return ListIds("ferry-strike").ok(); }));
  EXPECT_THAT(*ListIds("ferry-strike"), Not(Contains("ferry-deal")));
}

TEST_F(RecommendationServiceTest, StaleAnswersAreMarkedAndCounted) {
  StartWithArchive(absl::Minutes(10));
  v1::FindSimilarArticlesRequest draft;
  *draft.mutable_article() = FerryStrike();
  const auto stale_replies = [this] {
    return metrics_
        .Counter("recommendation_stale_replies_total",
                 "Replies given although the article service is silent")
        .Value();
  };
  ASSERT_TRUE(ListIds("ferry-strike").ok());
  EXPECT_FALSE(marked_stale_);
  ASSERT_TRUE(Find(draft, "reader-token").ok());
  EXPECT_FALSE(marked_stale_);
  ASSERT_TRUE(Explain("ferry-strike", "ferry-deal").ok());
  EXPECT_FALSE(marked_stale_);
  ASSERT_TRUE(GetFragment("ferry-strike").ok());
  EXPECT_FALSE(marked_stale_);
  EXPECT_EQ(stale_replies(), 0);

  articles_.FallSilent(true);
  clock_.Advance(absl::Milliseconds(1001));
  // Silence is proven by questions that fail, all sent after the last answer:
  // one that was still under way when silence fell does not count.
  ASSERT_TRUE(Eventually([this] {
    if (ListIds("ferry-strike").ok()) return true;
    clock_.Advance(absl::Milliseconds(1));
    return false;
  }));
  EXPECT_TRUE(marked_stale_);
  ASSERT_TRUE(Find(draft, "reader-token").ok());
  EXPECT_TRUE(marked_stale_);
  ASSERT_TRUE(Explain("ferry-strike", "ferry-deal").ok());
  EXPECT_TRUE(marked_stale_);
  ASSERT_TRUE(GetFragment("ferry-strike").ok());
  EXPECT_TRUE(marked_stale_);
  EXPECT_EQ(stale_replies(), 4);
}

TEST_F(RecommendationServiceTest, WhatWasNeverPublicIsExplainedToReadersOnly) {
  article::v1::Article secret = FerryDeal();
  secret.set_name("articles/secret");
  secret.set_state(article::v1::STATE_DRAFT);
  articles_.Put(secret);
  articles_.Withdraw("secret");
  StartWithArchive();
  EXPECT_EQ(ErrorReason(Explain("ferry-strike", "secret").status()),
            "ARTICLE_NOT_FOUND");
  const auto told = Explain("ferry-strike", "secret", "reader-token");
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->exclusions(0).kind(), v1::Exclusion::KIND_WITHDRAWN);
}

TEST_F(RecommendationServiceTest, APlaceholderHasAnEmptyFragment) {
  StartWithArchive();
  EXPECT_THAT(GetFragment("ferry-strike")->html(), HasSubstr("ferry-deal"));
  article::v1::Article placeholder = FerryStrike();
  placeholder.add_verdicts()->set_kind(article::v1::Verdict::KIND_PLACEHOLDER);
  const Revision revision = articles_.Put(placeholder);
  EXPECT_THAT(*ListIds("ferry-strike", revision), IsEmpty());
  const auto fragment = GetFragment("ferry-strike", revision);
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_EQ(fragment->html(), "");
  EXPECT_FALSE(fragment->incomplete());
}

TEST_F(RecommendationServiceTest, AMinimumRevisionIsWaitedForOrRefused) {
  StartWithArchive();
  Revision ahead = newest_;
  ahead.set_number(ahead.number() + 100);
  EXPECT_EQ(ListIds("ferry-strike", ahead).status().code(),
            absl::StatusCode::kOutOfRange);
  Revision unknown = newest_;
  unknown.set_epoch("00000000000000ff");
  EXPECT_EQ(ListIds("ferry-strike", unknown).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(GetFragment("ferry-strike", unknown).status().code(),
            absl::StatusCode::kOutOfRange);
}

TEST_F(RecommendationServiceTest, ACompleteFragmentHasCardsWithAbstracts) {
  StartWithArchive();
  const auto fragment = GetFragment("ferry-strike");
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_THAT(fragment->html(), HasSubstr("Abstract of ferry-deal."));
  EXPECT_THAT(fragment->html(), HasSubstr("Abstract of harbour-dredging."));
  EXPECT_THAT(fragment->html(), HasSubstr("Both mention Halvard Line"));
  EXPECT_FALSE(fragment->incomplete());
  EXPECT_EQ(fragment->max_age().seconds(), 60);
  EXPECT_THAT(
      fragment->depends_on(),
      ElementsAre("articles/ferry-strike",
                  "articles/ferry-strike/similarArticles", "similarArticles/-",
                  "articles/ferry-deal", "articles/harbour-dredging"));
  EXPECT_EQ(fragment->as_of_revision().number(), newest_.number());
  EXPECT_EQ(fragment->article_revision(), 1);
  EXPECT_EQ(fragment->lang(), "en");
  EXPECT_EQ(fragment->dir(), "ltr");
  EXPECT_EQ(fragment->etag().size(), 32u);
  EXPECT_EQ(fragment->renderer(), SimilarFragments::Renderer());
}

TEST_F(RecommendationServiceTest, AFragmentIsMadeOnce) {
  StartWithArchive();
  const auto first = GetFragment("ferry-strike");
  const auto second = GetFragment("ferry-strike");
  EXPECT_EQ(summaries_.calls(), 1);
  EXPECT_EQ(first->etag(), second->etag());
}

TEST_F(RecommendationServiceTest, AMissingAbstractMakesItIncompleteNotFail) {
  StartWithArchive();
  summaries_.Fail(grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone"));
  const auto fragment = GetFragment("ferry-strike");
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_TRUE(fragment->incomplete());
  EXPECT_EQ(fragment->max_age().seconds(), 1);
  EXPECT_THAT(fragment->html(), HasSubstr("/articles/ferry-deal"));
  EXPECT_THAT(fragment->html(), Not(HasSubstr("class=\"abstract\"")));
}

TEST_F(RecommendationServiceTest, AnAbstractOfAnOlderTextIsNotShown) {
  StartWithArchive();
  const Revision corrected = articles_.Put(FerryDeal());
  summaries_.Set("ferry-deal", "What was taken back.", corrected.number() - 1);
  const auto fragment = GetFragment("ferry-strike", corrected);
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_TRUE(fragment->incomplete());
  EXPECT_THAT(fragment->html(), Not(HasSubstr("What was taken back.")));
  EXPECT_THAT(fragment->html(), HasSubstr("Abstract of harbour-dredging."));
}

TEST_F(RecommendationServiceTest,
       AnArticleWithoutSimilarOnesHasAnEmptyFragment) {
  StartWithArchive();
  const auto fragment = GetFragment("computer-chess");
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_EQ(fragment->html(), "");
  EXPECT_FALSE(fragment->incomplete());
  EXPECT_EQ(fragment->max_age().seconds(), 60);
}

TEST_F(RecommendationServiceTest, ADraftNeedsReaderAndIsCompared) {
  StartWithArchive();
  v1::FindSimilarArticlesRequest request;
  *request.mutable_article() = FerryStrike();
  request.mutable_article()->clear_name();
  EXPECT_EQ(Find(request, "").status().code(),
            absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Find(request, "wrong").status().code(),
            absl::StatusCode::kUnauthenticated);
  const auto found = Find(request, "reader-token");
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_GT(found->similar_articles_size(), 0);
  // The stored article itself is a near-copy of its draft.
  EXPECT_EQ(found->similar_articles(0).article(), "articles/ferry-deal");
  EXPECT_EQ(found->as_of_revision().number(), newest_.number());
  request.clear_article();
  EXPECT_EQ(ErrorViolations(Find(request, "reader-token").status())[0].field,
            "article");
}

TEST_F(RecommendationServiceTest, ExplainsPairsThatAreOfferedOrNot) {
  StartWithArchive();
  const auto offered = Explain("ferry-strike", "ferry-deal");
  ASSERT_TRUE(offered.ok()) << offered.status();
  EXPECT_TRUE(offered->offered());
  EXPECT_EQ(offered->rank(), 1);
  EXPECT_THAT(offered->exclusions(), IsEmpty());
  const auto refused = Explain("ferry-strike", "computer-chess");
  EXPECT_FALSE(refused->offered());
  EXPECT_EQ(refused->exclusions(0).kind(), v1::Exclusion::KIND_BELOW_FLOOR);
  EXPECT_EQ(Explain("ferry-strike", "never-there").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(RecommendationServiceTest, BadRequestsNameTheField) {
  StartWithArchive();
  v1::ListSimilarArticlesRequest request;
  request.set_article("ferry-strike");
  EXPECT_EQ(ErrorViolations(List(request).status())[0].field, "article");
  request.set_article("articles/ferry-strike");
  request.set_page_size(-1);
  EXPECT_EQ(ErrorViolations(List(request).status())[0].field, "page_size");
  request.set_page_size(500);
  EXPECT_TRUE(List(request).ok());
  request.set_mode(static_cast<v1::SimilarityMode>(77));
  EXPECT_EQ(ErrorViolations(List(request).status())[0].field, "mode");
  EXPECT_EQ(ErrorViolations(Explain("ferry-strike", "../x").status())[0].field,
            "other_article");
  EXPECT_EQ(ErrorViolations(GetFragment("").status())[0].field, "article");
}

}  // namespace
}  // namespace byline::recommendation
