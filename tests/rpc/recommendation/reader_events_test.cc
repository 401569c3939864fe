// What readers do, in process: over a fake article service with its feed.
#include "tests/unit/recommendation/reader_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <thread>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/recommendation/recommendation_process.h"
#include "tests/rpc/recommendation/fake_summaries.h"
#include "tests/testing/fake_articles.h"
#include "tests/unit/recommendation/fake_shared_values.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using byline::testing::FakeArticles;
using fragment::v1::Fragment;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kWords[] =
    "In Osterby the council met on Monday and spoke about the harbour, the "
    "school, the bakery on the market and the long winter, until the lamps "
    "were lit and everybody who had come by ferry had to run for the last one "
    "of the day, which left, as it always does, four minutes late.";

class ReaderEventsTest : public ::testing::Test {
 protected:
  ReaderEventsTest() : tokens_("", clock_) {
    neighbours_.Add(articles_, article::v1::ArticleService::service_full_name(),
                    {});
    neighbours_.Add(summaries_,
                    summary::v1::SummaryService::service_full_name(), {});
    EXPECT_TRUE(neighbours_.Start().ok());
    for (const char* id : {"harbour", "school", "bakery", "winter"}) {
      Publish(id, id == std::string("winter") ? "Weather" : "Town");
    }
    const auto channel = neighbours_.InProcessChannel();
    process_ = std::make_unique<RecommendationProcess>(
        RecommendationOptions{.max_stale = absl::ZeroDuration(),
                              .ask_every = absl::Milliseconds(5)},
        RecommendationChannels{channel, channel, channel},
        RpcEdge{tokens_, metrics_}, clock_, nullptr);
    GrpcServerOptions quick;
    quick.drain = absl::ZeroDuration();
    server_ = std::make_unique<GrpcServer>(quick, metrics_);
    server_->Add(process_->service(), RecommendationProcess::ServiceName(),
                 {.ready = [this] { return process_->Ready(); }});
    EXPECT_TRUE(server_->Start().ok());
    stub_ = v1::RecommendationService::NewStub(server_->InProcessChannel());
    process_->Start();
    EXPECT_TRUE(Eventually([this] { return process_->Ready(); }));
  }
  ~ReaderEventsTest() override { process_->Stop(); }

  fragment::v1::Revision Publish(const std::string& id,
                                 const std::string& section) {
    return articles_.Put(
        In(MakeArticle(id, "About the " + id, id + " " + kWords), section));
  }
  static bool Eventually(const std::function<bool()>& condition) {
    const absl::Time end = absl::Now() + absl::Seconds(10);
    while (!condition()) {
      if (absl::Now() > end) return false;
      std::this_thread::yield();
    }
    return true;
  }

  template <typename Request, typename Reply>
  absl::StatusOr<Reply> Call(
      grpc::Status (v1::RecommendationService::Stub::*method)(
          grpc::ClientContext*, const Request&, Reply*),
      const Request& request) {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(5));
    Reply reply;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &reply);
    if (!status.ok()) return FromGrpcStatus(status);
    return reply;
  }
  absl::StatusOr<v1::RecordReaderEventsResponse> Record(
      const std::vector<v1::ReaderEvent>& events) {
    return Call(&v1::RecommendationService::Stub::RecordReaderEvents,
                BatchOf(events));
  }
  // So many views of each, of sessions of their own.
  void Views(int count, const std::vector<std::string>& ids) {
    std::vector<v1::ReaderEvent> events;
    for (int i = 0; i < count; ++i) {
      const std::string session = absl::StrCat("a-session-", ++sessions_);
      for (const std::string& id : ids) events.push_back(ViewOf(id, session));
    }
    const auto response = Record(events);
    ASSERT_TRUE(response.ok()) << response.status();
    EXPECT_EQ(response->accepted(), static_cast<int>(events.size()));
  }
  absl::StatusOr<std::vector<std::string>> Trending(
      const v1::ListTrendingArticlesRequest& request = {}) {
    const auto response =
        Call(&v1::RecommendationService::Stub::ListTrendingArticles, request);
    if (!response.ok()) return response.status();
    std::vector<std::string> ids;
    for (const auto& article : response->articles()) {
      ids.push_back(article.article().substr(9));
    }
    return ids;
  }
  absl::StatusOr<v1::ListAlsoReadArticlesResponse> AlsoRead(
      const std::string& name) {
    v1::ListAlsoReadArticlesRequest request;
    request.set_article(name);
    return Call(&v1::RecommendationService::Stub::ListAlsoReadArticles,
                request);
  }
  absl::StatusOr<Fragment> TrendingFragment(
      const v1::GetTrendingArticlesFragmentRequest& request = {}) {
    return Call(&v1::RecommendationService::Stub::GetTrendingArticlesFragment,
                request);
  }
  static std::string FieldOf(const absl::Status& status) {
    const auto violations = ErrorViolations(status);
    return violations.empty() ? "" : violations[0].field;
  }

  const SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_;
  FakeArticles articles_;
  FakeSummaries summaries_;
  GrpcServer neighbours_{[] {
                           GrpcServerOptions options;
                           options.drain = absl::ZeroDuration();
                           return options;
                         }(),
                         metrics_};
  std::unique_ptr<RecommendationProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::RecommendationService::Stub> stub_;
  int sessions_ = 0;
};

TEST_F(ReaderEventsTest, WhatIsReadMostComesFirst) {
  Views(3, {"harbour"});
  Views(2, {"winter"});
  Views(1, {"school"});
  EXPECT_THAT(*Trending(), ElementsAre("harbour", "winter", "school"));
  v1::ListTrendingArticlesRequest request;
  request.set_section("tOWN");  // in any case
  EXPECT_THAT(*Trending(request), ElementsAre("harbour", "school"));
  request.set_page_size(1);
  EXPECT_THAT(*Trending(request), ElementsAre("harbour"));
  request.Clear();
  request.set_language_code("en-GB");
  EXPECT_THAT(*Trending(request), SizeIs(3));
  request.set_language_code("fr");
  EXPECT_THAT(*Trending(request), IsEmpty());
}

TEST_F(ReaderEventsTest, AnAnswerSaysWhatTheArticlesAre) {
  Views(3, {"harbour"});
  v1::ListTrendingArticlesRequest request;
  request.mutable_half_life()->set_seconds(7 * 24 * 3600);
  const auto response =
      Call(&v1::RecommendationService::Stub::ListTrendingArticles, request);
  ASSERT_TRUE(response.ok());
  ASSERT_THAT(response->articles(), SizeIs(1));
  EXPECT_EQ(response->articles(0).headline(), "About the harbour");
  EXPECT_EQ(response->articles(0).slug(), "harbour");
  EXPECT_EQ(response->articles(0).section(), "Town");
  EXPECT_NEAR(response->articles(0).views(), 3, 0.01);
  EXPECT_GT(response->as_of_revision().number(), 0);
}

TEST_F(ReaderEventsTest, AWithdrawnArticleIsGoneFromEveryAnswerAtOnce) {
  Views(6, {"harbour", "school", "bakery", "winter"});
  Views(60, {"winter"});
  ASSERT_THAT(TrendingFragment()->html(), HasSubstr("About the harbour"));
  ASSERT_THAT(AlsoRead("articles/school")->articles(), SizeIs(2));
  const auto revision = articles_.Withdraw("harbour");
  v1::ListTrendingArticlesRequest request;
  *request.mutable_min_revision() = revision;
  EXPECT_THAT(*Trending(request), Not(::testing::Contains("harbour")));
  v1::GetTrendingArticlesFragmentRequest of_fragment;
  *of_fragment.mutable_min_revision() = revision;
  const auto fragment = TrendingFragment(of_fragment);
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_THAT(fragment->html(), Not(HasSubstr("harbour")));
  EXPECT_THAT(fragment->html(), HasSubstr("About the winter"));
  EXPECT_THAT(AlsoRead("articles/school")->articles(), SizeIs(1));
  const auto gone = AlsoRead("articles/harbour");
  EXPECT_EQ(ErrorReason(gone.status()), "ARTICLE_WITHDRAWN");
  EXPECT_EQ(Record({ViewOf("harbour")})->rejected(0).field(), "article");
}

TEST_F(ReaderEventsTest, ReadersOfAnArticleReadOthersTooOnceEnoughTell) {
  Views(40, {"winter"});
  Views(4, {"harbour", "school"});
  EXPECT_THAT(AlsoRead("articles/harbour")->articles(), IsEmpty());
  Views(2, {"harbour", "school"});
  const auto response = AlsoRead("articles/harbour");
  ASSERT_TRUE(response.ok());
  ASSERT_THAT(response->articles(), SizeIs(1));
  EXPECT_EQ(response->articles(0).article(), "articles/school");
  EXPECT_EQ(response->articles(0).headline(), "About the school");
  EXPECT_EQ(response->articles(0).sessions(), 6);
  EXPECT_NEAR(response->articles(0).lift(), (6 + 5) / (36.0 / 46 + 5), 0.01);
}

TEST_F(ReaderEventsTest, RefusesWhatIsNoRequestAndNamesTheField) {
  EXPECT_EQ(FieldOf(Record({}).status()), "events");
  EXPECT_EQ(
      FieldOf(Record(std::vector<v1::ReaderEvent>(501, ViewOf("a"))).status()),
      "events");
  v1::ListTrendingArticlesRequest request;
  request.mutable_half_life()->set_seconds(7200);
  EXPECT_EQ(FieldOf(Trending(request).status()), "half_life");
  request.Clear();
  request.set_page_size(-1);
  EXPECT_EQ(FieldOf(Trending(request).status()), "page_size");
  request.Clear();
  request.set_language_code("no language!");
  EXPECT_EQ(FieldOf(Trending(request).status()), "language_code");
  request.Clear();
  request.set_section(std::string(201, 's'));
  EXPECT_EQ(FieldOf(Trending(request).status()), "section");
  EXPECT_EQ(FieldOf(AlsoRead("harbour").status()), "article");
  EXPECT_EQ(ErrorReason(AlsoRead("articles/never").status()),
            "ARTICLE_NOT_FOUND");
}

TEST_F(ReaderEventsTest, TheFragmentIsEmptyUntilThreeArticlesAreReadEnough) {
  Views(3, {"harbour"});
  Views(3, {"school"});
  const auto empty = TrendingFragment();
  ASSERT_TRUE(empty.ok());
  EXPECT_EQ(empty->html(), "");
  EXPECT_THAT(empty->depends_on(), IsEmpty());
  Views(3, {"bakery"});
  EXPECT_TRUE(Eventually([this] { return Trending()->size() == 3; }));
  v1::GetTrendingArticlesFragmentRequest request;
  request.set_language_code("en");  // another list than the one that is kept
  const auto fragment = TrendingFragment(request);
  ASSERT_TRUE(fragment.ok());
  EXPECT_THAT(fragment->html(), HasSubstr("<h2 id=\"most-read-title\">Most "
                                          "read</h2>"));
  EXPECT_THAT(fragment->html(),
              HasSubstr("<li><a href=\"/articles/bakery\">About the bakery"
                        "</a></li>"));
  EXPECT_THAT(fragment->depends_on(), SizeIs(3));
  EXPECT_EQ(fragment->max_age().seconds(), 60);
  EXPECT_FALSE(fragment->etag().empty());
}

TEST_F(ReaderEventsTest, EventsAndWhatBecameOfThemAreMetrics) {
  const v1::ReaderEvent view = ViewOf("harbour");
  ASSERT_TRUE(Record({view, view, ViewOf("never")}).ok());
  const std::string text = metrics_.Text();
  for (const char* line :
       {"recommendation_reader_events_total{result=\"accepted\"} 1",
        "recommendation_reader_events_total{result=\"duplicate\"} 1",
        "recommendation_reader_events_total{result=\"invalid\"} 1",
        "recommendation_reader_articles 1"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST_F(ReaderEventsTest, ReplicasThatShareCountsGiveOneAnswer) {
  FakeSharedValues values;
  ReaderActivity one({}, clock_, &values), two({}, clock_, &values);
  one.Start();
  two.Start();
  const auto all = [](const std::string&) { return true; };
  one.intake().Record(BatchOf({ViewOf("harbour")}), all);
  two.intake().Record(BatchOf({ViewOf("harbour")}), all);
  const auto views_in = [](const ReaderActivity& activity) {
    const auto most = activity.behaviour().MostRead(3);
    return most->empty() ? 0 : most->front().views;
  };
  EXPECT_TRUE(
      Eventually([&] { return views_in(one) > 1.99 && views_in(two) > 1.99; }));
  // What was counted last is told when a replica stops.
  two.intake().Record(BatchOf({ViewOf("harbour")}), all);
  two.Stop();
  EXPECT_TRUE(Eventually([&] { return views_in(one) > 2.99; }));
}

}  // namespace
}  // namespace byline::recommendation
