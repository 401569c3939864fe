// The summary service over real connections to a fake article service. The time
// since boot stands still until the test moves it, so that leases last as long
// as the test says; wall time, by which deadlines pass, is real.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/metrics.h"
#include "common/server/server.h"
#include "services/summary/summary_process.h"
#include "tests/testing/fake_articles.h"

namespace byline::summary {
namespace {

using byline::testing::FakeArticles;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kOldText[] =
    "The council of Port Ann voted in open session to rebuild the old pier.";
constexpr char kNewText[] =
    "The council of Port Ann voted in closed session to sell the new ferry.";

// Whether it came true within 10 s of real time.
bool Eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

class LeaseClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
  absl::Duration SinceBoot() const override {
    return runs_ ? system_.SinceBoot() : boot_.SinceBoot();
  }
  void Advance(absl::Duration duration) { boot_.Advance(duration); }
  // From the start on it is the machine's.
  void Run() { runs_ = true; }

 private:
  FakeClock boot_;
  SystemClock system_;
  std::atomic<bool> runs_ = false;
};

class SummaryServiceTest : public ::testing::Test {
 protected:
  SummaryServiceTest()
      : articles_server_({}, articles_metrics_), tokens_("", clock_) {
    articles_server_.Add(articles_,
                         article::v1::ArticleService::service_full_name(), {});
    EXPECT_TRUE(articles_server_.Start().ok());
  }

  ~SummaryServiceTest() override {
    if (process_) process_->Stop();
    if (server_) server_->Drain();
    server_.reset();
    process_.reset();
    articles_server_.Drain();
  }

  // The service under test; after this it is ready.
  void Start(absl::Duration max_stale = absl::ZeroDuration()) {
    StartWithoutWaiting(max_stale);
    ASSERT_TRUE(Eventually([this] { return process_->Ready(); }));
  }

  void StartWithoutWaiting(absl::Duration max_stale = absl::ZeroDuration()) {
    SummaryProcessOptions options;
    options.follower = "summary/test";
    options.max_stale = max_stale;
    options.most_kept_summaries = 100;
    process_ = std::make_unique<SummaryProcess>(
        options,
        SummaryChannels{articles_server_.InProcessChannel(),
                        articles_server_.InProcessChannel()},
        RpcEdge{tokens_, metrics_}, clock_, nullptr);
    server_ = std::make_unique<GrpcServer>(GrpcServerOptions{}, metrics_);
    server_->Add(process_->service(), SummaryProcess::ServiceName(),
                 {.ready = [this] { return process_->Ready(); }});
    ASSERT_TRUE(server_->Start().ok());
    stub_ = v1::SummaryService::NewStub(server_->InProcessChannel());
    process_->Start();
  }

  grpc::Status Get(const std::string& id, v1::Summary* summary,
                   const fragment::v1::Revision& min_revision = {},
                   int point_count = 0,
                   absl::Duration patience = absl::Seconds(10)) {
    v1::GetSummaryRequest request;
    request.set_name("articles/" + id + "/summary");
    request.set_point_count(point_count);
    if (min_revision.number() > 0)
      *request.mutable_min_revision() = min_revision;
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + patience);
    summary->Clear();
    const grpc::Status status = stub_->GetSummary(&context, request, summary);
    marked_stale_ = MarkOf(context);
    return status;
  }

  grpc::Status GetFragment(const std::string& id,
                           fragment::v1::Fragment* fragment,
                           const fragment::v1::Revision& min_revision = {}) {
    v1::GetSummaryFragmentRequest request;
    request.set_name("articles/" + id + "/summary");
    if (min_revision.number() > 0)
      *request.mutable_min_revision() = min_revision;
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(10));
    fragment->Clear();
    const grpc::Status status =
        stub_->GetSummaryFragment(&context, request, fragment);
    marked_stale_ = MarkOf(context);
    return status;
  }

  // Whether the reply says that it is stale, and since when.
  static bool MarkOf(const grpc::ClientContext& context) {
    const auto& fields = context.GetServerInitialMetadata();
    const bool is_marked = fields.count("x-byline-stale") > 0;
    EXPECT_EQ(fields.count("x-byline-stale-age") > 0, is_marked);
    return is_marked;
  }

  std::string FirstPoint(const std::string& id,
                         const fragment::v1::Revision& min_revision = {}) {
    v1::Summary summary;
    const grpc::Status status = Get(id, &summary, min_revision);
    if (!status.ok()) return std::string(GrpcCodeName(status.error_code()));
    return summary.key_points().empty() ? "no points"
                                        : summary.key_points(0).text();
  }

  LeaseClock clock_;
  FakeArticles articles_;
  Metrics articles_metrics_;
  Metrics metrics_;
  GrpcServer articles_server_;
  TokenTable tokens_;
  std::unique_ptr<SummaryProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::SummaryService::Stub> stub_;
  bool marked_stale_ = false;
};

TEST_F(SummaryServiceTest, ASummaryNamesItsArticleAndTheSourceOfEachPoint) {
  const auto revision = articles_.Put("a", {"By Ana Rell", kOldText});
  Start();
  v1::Summary summary;
  ASSERT_TRUE(Get("a", &summary).ok());
  EXPECT_EQ(summary.name(), "articles/a/summary");
  EXPECT_EQ(summary.article_revision(), revision.number());
  EXPECT_EQ(summary.language_code(), "en");
  EXPECT_FALSE(summary.algorithm().empty());
  ASSERT_EQ(summary.key_points_size(), 1);
  EXPECT_EQ(summary.key_points(0).text(), kOldText);
  EXPECT_EQ(summary.key_points(0).source().block(), 1);
  EXPECT_EQ(summary.key_points(0).source().end(),
            static_cast<int>(sizeof(kOldText)) - 1);
  EXPECT_EQ(summary.abstract().text(), kOldText);
}

TEST_F(SummaryServiceTest, AKeptSummaryIsGivenWithoutReadingTheArticleAgain) {
  articles_.Put("a", {kOldText});
  Start();
  EXPECT_EQ(FirstPoint("a"), kOldText);
  const int reads = articles_.reads();
  EXPECT_EQ(FirstPoint("a"), kOldText);
  EXPECT_EQ(articles_.reads(), reads);
}

TEST_F(SummaryServiceTest, AfterAnUpdateTheNextAnswerIsOfTheNewText) {
  articles_.Put("a", {kOldText});
  Start();
  EXPECT_EQ(FirstPoint("a"), kOldText);
  const auto revision = articles_.Put("a", {kNewText});
  EXPECT_EQ(FirstPoint("a", revision), kNewText);
  EXPECT_EQ(FirstPoint("a"), kNewText);
}

TEST_F(SummaryServiceTest, AfterAnUpdateTheNextFragmentIsOfTheNewText) {
  const auto before = articles_.Put("a", {kOldText});
  Start();
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(GetFragment("a", &fragment).ok());
  EXPECT_THAT(fragment.html(), HasSubstr("#b0-0"));
  EXPECT_THAT(fragment.html(), HasSubstr(kOldText));
  EXPECT_EQ(fragment.article_revision(), before.number());
  ASSERT_EQ(fragment.depends_on_size(), 1);
  EXPECT_EQ(fragment.depends_on(0), "articles/a");
  EXPECT_EQ(fragment.as_of_revision().epoch(), FakeArticles::kEpoch);
  EXPECT_EQ(fragment.max_age().seconds(), 3600);
  EXPECT_FALSE(fragment.etag().empty());
  EXPECT_FALSE(fragment.renderer().empty());
  const auto after = articles_.Put("a", {kNewText});
  ASSERT_TRUE(GetFragment("a", &fragment, after).ok());
  EXPECT_THAT(fragment.html(), HasSubstr(kNewText));
  EXPECT_EQ(fragment.article_revision(), after.number());
}

TEST_F(SummaryServiceTest, AWithdrawnArticleHasNoSummary) {
  articles_.Put("a", {kOldText});
  Start();
  EXPECT_EQ(FirstPoint("a"), kOldText);
  const auto revision =
      articles_.Put("a", {kOldText}, article::v1::STATE_WITHDRAWN);
  EXPECT_EQ(FirstPoint("a", revision), "NOT_FOUND");
  fragment::v1::Fragment fragment;
  const grpc::Status status = GetFragment("a", &fragment);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ErrorReason(FromGrpcStatus(status)), "ARTICLE_WITHDRAWN");
}

TEST_F(SummaryServiceTest,
       WhileTheFeedLagsNothingOldIsGivenOnceTheLeaseIsOver) {
  articles_.Put("a", {kOldText});
  Start();
  EXPECT_EQ(FirstPoint("a"), kOldText);
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(GetFragment("a", &fragment).ok());
  articles_.HoldFeed(true);
  articles_.Put("a", {kNewText});
  clock_.Advance(absl::Milliseconds(1001));
  // The article service answers to this very request.
  EXPECT_EQ(FirstPoint("a"), kNewText);
  EXPECT_EQ(FirstPoint("a"), kNewText);
  EXPECT_EQ(GetFragment("a", &fragment).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  articles_.HoldFeed(false);
  EXPECT_TRUE(Eventually([&] { return GetFragment("a", &fragment).ok(); }));
  EXPECT_THAT(fragment.html(), HasSubstr(kNewText));
}

TEST_F(SummaryServiceTest,
       WhileTheTruthIsSilentNothingIsGivenUnlessStaleIsAllowed) {
  articles_.Put("a", {kOldText});
  Start(absl::ZeroDuration());
  EXPECT_EQ(FirstPoint("a"), kOldText);
  articles_.FallSilent(true);
  clock_.Advance(absl::Milliseconds(1001));
  EXPECT_EQ(FirstPoint("a"), "UNAVAILABLE");
}

TEST_F(SummaryServiceTest, AStaleAnswerIsMarked) {
  articles_.Put("a", {kOldText});
  Start(absl::Minutes(10));
  EXPECT_EQ(FirstPoint("a"), kOldText);
  EXPECT_FALSE(marked_stale_);
  fragment::v1::Fragment fragment;
  ASSERT_TRUE(GetFragment("a", &fragment).ok());
  EXPECT_FALSE(marked_stale_);
  articles_.FallSilent(true);
  clock_.Advance(absl::Milliseconds(1001));
  // Silence is proven by questions that fail.
  EXPECT_TRUE(Eventually([this] { return FirstPoint("a") == kOldText; }));
  EXPECT_TRUE(marked_stale_);
  ASSERT_TRUE(GetFragment("a", &fragment).ok());
  EXPECT_TRUE(marked_stale_);
}

TEST_F(SummaryServiceTest, ARevisionThatIsNotReachedInTimeIsUnavailable) {
  clock_.Run();
  articles_.Put("a", {kOldText});
  Start();
  articles_.HoldFeed(true);
  const auto revision = articles_.Put("a", {kNewText});
  v1::Summary summary;
  EXPECT_THAT(
      Get("a", &summary, revision, 0, absl::Milliseconds(200)).error_code(),
      ::testing::AnyOf(grpc::StatusCode::UNAVAILABLE,
                       grpc::StatusCode::DEADLINE_EXCEEDED));
}

TEST_F(SummaryServiceTest, ARevisionBeyondTheTruthIsOutOfRange) {
  auto revision = articles_.Put("a", {kOldText});
  Start();
  revision.set_number(revision.number() + 1000);
  v1::Summary summary;
  EXPECT_EQ(Get("a", &summary, revision).error_code(),
            grpc::StatusCode::OUT_OF_RANGE);
}

TEST_F(SummaryServiceTest, IsNotReadyBeforeItKnowsTheWholeState) {
  articles_.HoldFeed(true);
  articles_.Put("a", {kOldText});
  StartWithoutWaiting();
  EXPECT_FALSE(process_->Ready());
  articles_.HoldFeed(false);
  EXPECT_TRUE(Eventually([this] { return process_->Ready(); }));
}

TEST_F(SummaryServiceTest,
       SeveralSummariesComeInTheOrderAskedForWithWhatIsMissing) {
  articles_.Put("a", {kOldText});
  articles_.Put("b", {kNewText});
  articles_.Put("draft", {kNewText}, article::v1::STATE_DRAFT);
  Start();
  v1::BatchGetSummariesRequest request;
  for (const char* id : {"b", "none", "a", "draft"})
    request.add_names("articles/" + std::string(id) + "/summary");
  v1::BatchGetSummariesResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->BatchGetSummaries(&context, request, &response).ok());
  ASSERT_EQ(response.summaries_size(), 2);
  EXPECT_EQ(response.summaries(0).name(), "articles/b/summary");
  EXPECT_EQ(response.summaries(1).name(), "articles/a/summary");
  EXPECT_THAT(response.missing(),
              ::testing::ElementsAre("articles/none/summary",
                                     "articles/draft/summary"));
  EXPECT_EQ(response.as_of_revision().number(), 3);
}

TEST_F(SummaryServiceTest, WrongRequestsNameTheField) {
  Start();
  v1::Summary summary;
  grpc::Status status = Get("no such/id", &summary);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ErrorViolations(FromGrpcStatus(status)).at(0).field, "name");
  status = Get("a", &summary, {}, 11);
  EXPECT_EQ(ErrorViolations(FromGrpcStatus(status)).at(0).field, "point_count");
  v1::BatchGetSummariesRequest request;
  v1::BatchGetSummariesResponse response;
  {
    grpc::ClientContext context;
    status = stub_->BatchGetSummaries(&context, request, &response);
    EXPECT_EQ(ErrorViolations(FromGrpcStatus(status)).at(0).field, "names");
  }
  for (int i = 0; i < 101; ++i) request.add_names("articles/a/summary");
  grpc::ClientContext context;
  EXPECT_EQ(stub_->BatchGetSummaries(&context, request, &response).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(SummaryServiceTest, SummarizingATextNeedsReader) {
  Start();
  v1::SummarizeRequest request;
  request.mutable_article()
      ->add_blocks()
      ->mutable_paragraph()
      ->mutable_text()
      ->set_text(kOldText);
  v1::Summary summary;
  grpc::ClientContext context;
  const grpc::Status status = stub_->Summarize(&context, request, &summary);
  EXPECT_THAT(status.error_code(),
              ::testing::AnyOf(grpc::StatusCode::UNAUTHENTICATED,
                               grpc::StatusCode::PERMISSION_DENIED));
}

TEST_F(SummaryServiceTest, AsManyPointsAsAskedFor) {
  articles_.Put("a", {kOldText, "Storm Hedda sank two ferries in March.",
                      "Anglers keep their platform at the far end.",
                      "Mayor Ana Rell opened a market hall nearby."});
  Start();
  v1::Summary summary;
  for (int count : {1, 2, 4, 2}) {
    ASSERT_TRUE(Get("a", &summary, {}, count).ok());
    EXPECT_EQ(summary.key_points_size(), count);
  }
}

}  // namespace
}  // namespace byline::summary
