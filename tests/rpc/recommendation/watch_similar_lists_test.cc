// WatchSimilarLists in process: over a fake article service with its feed.
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "common/access/token_table.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/recommendation/recommendation_process.h"
#include "tests/rpc/recommendation/fake_summaries.h"
#include "tests/testing/fake_articles.h"
#include "tests/testing/within.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using byline::testing::Eventually;
using byline::testing::FakeArticles;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// An open stream.
class Stream {
 public:
  Stream(v1::RecommendationService::Stub& stub, const std::string& watcher) {
    PrepareClientContext(context_, absl::Now() + absl::Seconds(60));
    v1::WatchSimilarListsRequest request;
    request.set_watcher(watcher);
    reader_ = stub.WatchSimilarLists(&context_, request);
  }
  ~Stream() {
    context_.TryCancel();
    (void)Finish();
  }

  // The next message, signs of life included; an empty one at the end.
  v1::WatchSimilarListsResponse Next() {
    v1::WatchSimilarListsResponse message;
    reader_->Read(&message);
    return message;
  }
  // The next notice.
  v1::WatchSimilarListsResponse NextNotice() {
    v1::WatchSimilarListsResponse message;
    while (reader_->Read(&message) && !message.has_revision()) {
    }
    return message;
  }
  absl::Status Finish() {
    v1::WatchSimilarListsResponse message;
    while (reader_ && reader_->Read(&message)) {
    }
    if (reader_) status_ = FromGrpcStatus(reader_->Finish());
    reader_.reset();
    return status_;
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchSimilarListsResponse>> reader_;
  absl::Status status_;
};

class WatchSimilarListsTest : public ::testing::Test {
 protected:
  WatchSimilarListsTest() {
    neighbours_.Add(articles_, article::v1::ArticleService::service_full_name(),
                    {});
    neighbours_.Add(summaries_,
                    summary::v1::SummaryService::service_full_name(), {});
    EXPECT_TRUE(neighbours_.Start().ok());
    for (const article::v1::Article& article : IslandArchive()) Put(article);
  }
  ~WatchSimilarListsTest() override {
    if (process_) process_->Stop();
  }

  int64_t Put(const article::v1::Article& article) {
    const int64_t number = articles_.Put(article).number();
    summaries_.Set(article.slug(), "Abstract of " + article.slug() + ".",
                   number);
    return number;
  }
  void Start(const WatcherTable::Options& watchers = {.limit = 64}) {
    const auto channel = neighbours_.InProcessChannel();
    process_ = std::make_unique<RecommendationProcess>(
        RecommendationOptions{.ask_every = absl::Milliseconds(5),
                              .watchers = watchers},
        RecommendationChannels{channel, channel, channel},
        RpcEdge{tokens_, metrics_}, clock_, nullptr);
    GrpcServerOptions options;
    options.drain = absl::ZeroDuration();
    server_ = std::make_unique<GrpcServer>(options, metrics_);
    server_->Add(process_->service(), RecommendationProcess::ServiceName(),
                 {.begin_stop = [this] { process_->BeginStop(); }});
    EXPECT_TRUE(server_->Start().ok());
    stub_ = v1::RecommendationService::NewStub(server_->InProcessChannel());
    process_->Start();
    ASSERT_TRUE(Eventually([this] { return process_->Ready(); }));
    // The note of the marker is not one of those that the tests wait for.
    ASSERT_TRUE(Eventually([this] {
      return HasMetric("recommendation_list_notes_total{lists=\"all\"} 1");
    }));
  }
  bool HasMetric(const std::string& line) const {
    return metrics_.Text().find(line) != std::string::npos;
  }
  fragment::v1::Fragment GetFragment(const std::string& id) {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(20));
    v1::GetSimilarArticlesFragmentRequest request;
    request.set_article("articles/" + id);
    fragment::v1::Fragment fragment;
    const grpc::Status status =
        stub_->GetSimilarArticlesFragment(&context, request, &fragment);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return fragment;
  }
  // One that belongs beside the two of the bakery.
  static article::v1::Article BakeryCloses() {
    return MakeArticle(
        "bakery-closes", "Rye bakery in Lindmoor closes",
        "The bakery of Tobin Vex in Lindmoor will close in autumn, sourdough "
        "and all. Rye has become too dear, says the baker, who won the island "
        "prize. An aunt of his keeps the loaves coming until then.");
  }

  const SystemClock clock_;
  Metrics metrics_;
  const TokenTable tokens_{"", clock_};
  FakeArticles articles_;
  FakeSummaries summaries_;
  Metrics neighbour_metrics_;
  GrpcServer neighbours_{{.drain = absl::ZeroDuration()}, neighbour_metrics_};
  std::unique_ptr<RecommendationProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::RecommendationService::Stub> stub_;
};

TEST_F(WatchSimilarListsTest, APublishAndAWithdrawalAreToldWithTheirWrites) {
  Start();
  Stream stream(*stub_, "test/1");
  EXPECT_EQ(stream.Next().revision().number(), 6) << "since the marker";
  const int64_t published = Put(BakeryCloses());
  const auto notice = stream.NextNotice();
  EXPECT_EQ(notice.revision().number(), published);
  EXPECT_EQ(notice.revision().epoch(), FakeArticles::kEpoch);
  EXPECT_THAT(notice.articles(),
              ElementsAre("articles/bakery-closes", "articles/bakery-opens",
                          "articles/bakery-prize"));
  EXPECT_FALSE(notice.all());
  const int64_t withdrawn = articles_.Withdraw("bakery-closes").number();
  const auto again = stream.NextNotice();
  EXPECT_EQ(again.revision().number(), withdrawn);
  EXPECT_THAT(again.articles(), Contains("articles/bakery-opens"));
  EXPECT_TRUE(HasMetric("recommendation_list_notes_total{lists=\"named\"} 2"));
  EXPECT_TRUE(Eventually(
      [&] { return HasMetric("recommendation_list_notices_sent_total 2"); }));
  EXPECT_TRUE(HasMetric("recommendation_list_watchers 1"));
}

// What the notices are for, in the service's own cache: without one the kept
// fragment would be given for a minute.
TEST_F(WatchSimilarListsTest, AKeptFragmentTakesUpWhatIsPublished) {
  Start();
  const auto before = GetFragment("bakery-opens");
  EXPECT_THAT(before.html(), Not(HasSubstr("bakery-closes")));
  EXPECT_THAT(before.depends_on(),
              ::testing::IsSupersetOf({"articles/bakery-opens/similarArticles",
                                       "similarArticles/-"}));
  Put(BakeryCloses());
  EXPECT_TRUE(Eventually([&] {
    return GetFragment("bakery-opens").html().find("bakery-closes") !=
           std::string::npos;
  }));
}

TEST_F(WatchSimilarListsTest, AStreamWithoutNoticesShowsThatItLives) {
  Start();
  Stream stream(*stub_, "test/1");
  stream.Next();
  for (int i = 0; i < 2; ++i) {
    const absl::Time asked = absl::Now();
    const auto sign = stream.Next();
    EXPECT_LT(absl::Now() - asked, absl::Seconds(1));
    EXPECT_FALSE(sign.has_revision());
    EXPECT_THAT(sign.articles(), IsEmpty());
  }
}

TEST_F(WatchSimilarListsTest, TooManyAndNamelessWatchersAreRefused) {
  Start({.limit = 1});
  Stream first(*stub_, "test/1");
  first.Next();
  const absl::Status refused = Stream(*stub_, "test/2").Finish();
  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  EXPECT_EQ(ErrorReason(refused), "TOO_MANY_WATCHERS");
  for (const std::string& watcher :
       {std::string(), std::string(101, 'w'), std::string("caf\xc3\xa9")}) {
    const absl::Status bad = Stream(*stub_, watcher).Finish();
    ASSERT_EQ(ErrorViolations(bad).size(), 1u) << bad;
    EXPECT_EQ(ErrorViolations(bad)[0].field, "watcher");
  }
}

TEST_F(WatchSimilarListsTest, StreamsEndWhenTheServiceDrains) {
  Start();
  Stream stream(*stub_, "test/1");
  stream.Next();
  std::thread drain([&] { process_->BeginStop(); });
  const absl::Status end = stream.Finish();
  drain.join();
  EXPECT_TRUE(absl::IsUnavailable(end)) << end;
  EXPECT_TRUE(
      Eventually([&] { return HasMetric("recommendation_list_watchers 0"); }));
}

}  // namespace
}  // namespace byline::recommendation
