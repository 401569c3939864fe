// The change feed over gRPC, and what followers and takedowns have to do with
// it.
#include <thread>

#include "common/feed/follower.h"
#include "tests/rpc/article/suite_of_one.h"

namespace byline::article {
namespace {

// An open stream.
class Stream {
 public:
  Stream(v1::ArticleService::Stub& stub, const v1::WatchRequest& request,
         const std::string& role) {
    PrepareClientContext(context_, absl::Now() + absl::Seconds(60), "",
                         role.empty() ? "" : role + "-token");
    reader_ = stub.Watch(&context_, request);
  }
  ~Stream() {
    context_.TryCancel();
    (void)Finish();
  }

  // The next message; an empty one at the stream's end.
  v1::WatchResponse Next() {
    v1::WatchResponse message;
    ended_ = !reader_->Read(&message);
    return message;
  }
  bool ended() const { return ended_; }
  absl::Status Finish() {
    v1::WatchResponse message;
    while (reader_ && reader_->Read(&message)) {
    }
    if (!reader_) return status_;
    status_ = FromGrpcStatus(reader_->Finish());
    reader_.reset();
    return status_;
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchResponse>> reader_;
  absl::Status status_;
  bool ended_ = false;
};

class ArticleWatchTest : public SuiteOfOne {
 protected:
  static v1::WatchRequest From(const std::string& epoch, int64_t number) {
    v1::WatchRequest request;
    request.set_follower("test/1");
    request.set_view(v1::WATCH_VIEW_FULL);
    request.mutable_from()->set_epoch(epoch);
    request.mutable_from()->set_number(number);
    return request;
  }
  absl::Status AskRevision(const std::string& role, const std::string& follower,
                           const fragment::v1::Revision& applied) {
    v1::GetRevisionRequest request;
    request.set_follower(follower);
    *request.mutable_applied() = applied;
    v1::GetRevisionResponse response;
    return Call(role, &Stub::GetRevision, request, &response);
  }
  v1::Propagation Propagation() {
    v1::Propagation propagation;
    EXPECT_TRUE(Call("reader", &Stub::GetPropagation,
                     v1::GetPropagationRequest(), &propagation)
                    .ok());
    return propagation;
  }
};

TEST_F(ArticleWatchTest, AWatcherSeesTheStateAndThenEveryWrite) {
  Create("a", 1);
  Create("draft", 2, false);
  Stream stream(*stub_, From("", 0), "reader");
  const auto first = stream.Next();
  EXPECT_EQ(first.epochs_size(), 1);
  EXPECT_EQ(first.changes_size(), 2);
  EXPECT_TRUE(first.marker());
  EXPECT_EQ(first.complete_to(), 2);
  Withdraw("articles/a");
  const auto live = stream.Next();
  ASSERT_EQ(live.changes_size(), 1);
  EXPECT_EQ(live.changes(0).state(), v1::STATE_WITHDRAWN);
  EXPECT_EQ(live.changes(0).article().name(), "articles/a");
  EXPECT_EQ(live.complete_to(), 3);
  Stream resumed(*stub_, From(first.epochs(0).id(), 3), "reader");
  EXPECT_EQ(resumed.Next().changes(0).number(), 3);
}

TEST_F(ArticleWatchTest, AStrangerSeesOnlyNamesOfWhatIsNotPublished) {
  Create("draft", 2, false);
  Stream stream(*stub_, From("", 0), "");
  const auto first = stream.Next();
  ASSERT_EQ(first.changes_size(), 1);
  EXPECT_EQ(first.changes(0).name(), "articles/draft");
  EXPECT_EQ(first.changes(0).state(), v1::STATE_UNSPECIFIED);
  EXPECT_FALSE(first.changes(0).has_article());
}

TEST_F(ArticleWatchTest, BadStartsAndNamelessFollowersAreRefused) {
  Create("a", 1);
  Stream unknown(*stub_, From("0123456789abcdef", 1), "reader");
  EXPECT_TRUE(absl::IsOutOfRange(unknown.Finish()));
  Stream ahead(*stub_, From(Newest().epoch(), 3), "reader");
  EXPECT_TRUE(absl::IsOutOfRange(ahead.Finish()));
  v1::WatchRequest nameless;
  Stream bad(*stub_, nameless, "reader");
  EXPECT_EQ(ErrorViolations(bad.Finish())[0].field, "follower");
}

TEST_F(ArticleWatchTest, TooManyWatchersAreRefused) {
  Stop();
  options_.watchers.limit = 1;
  Start();
  Stream first(*stub_, From("", 0), "reader");
  first.Next();
  Stream second(*stub_, From("", 0), "reader");
  EXPECT_TRUE(absl::IsResourceExhausted(second.Finish()));
}

TEST_F(ArticleWatchTest, StreamsEndWhenTheServiceStops) {
  Stream stream(*stub_, From("", 0), "reader");
  stream.Next();
  process_->Stop();
  EXPECT_TRUE(absl::IsUnavailable(stream.Finish()));
}

// Nothing that a watcher does may hold up a write.
TEST_F(ArticleWatchTest, AWatcherThatDoesNotReadIsCutOffAndDelaysNoWrite) {
  Stop();
  options_.watchers.patience = absl::Seconds(10);
  Start();
  Stream stream(*stub_, From("", 0), "reader");
  stream.Next();
  // More than any buffer between us and the service takes.
  v1::CreateArticleRequest create;
  *create.mutable_article() = MakeArticle("", 1);
  for (int i = 0; i < 10; ++i) {
    AddParagraph(*create.mutable_article(), Prose(i, 11'000));
  }
  v1::Article article;
  for (int i = 0; i < 40; ++i) {
    create.set_article_id(absl::StrCat("large-", i));
    ASSERT_TRUE(Call("editor", &Stub::CreateArticle, create, &article).ok());
  }
  // Its clock runs until the watchdog has seen it.
  std::atomic<bool> finished = false;
  std::thread clock([&] {
    while (!finished) {
      clock_.Advance(absl::Milliseconds(100));
      std::this_thread::yield();
    }
  });
  v1::GetRevisionResponse response;
  while (metrics_.Text().find("article_watchers 1") != std::string::npos) {
    std::this_thread::yield();
  }
  finished = true;
  clock.join();
  EXPECT_TRUE(absl::IsCancelled(stream.Finish()));
}

TEST_F(ArticleWatchTest, FollowersAndTheirProgressAreTold) {
  Create("a", 1);
  ASSERT_TRUE(AskRevision("reader", "summary/1", Newest()).ok());
  ASSERT_TRUE(AskRevision("reader", "gateway/1", {}).ok());
  auto propagation = Propagation();
  EXPECT_EQ(propagation.revision().number(), 1);
  ASSERT_EQ(propagation.followers_size(), 2);
  EXPECT_EQ(propagation.followers(0).follower(), "gateway/1");
  EXPECT_FALSE(propagation.followers(0).reached());
  EXPECT_TRUE(propagation.followers(1).reached());
  EXPECT_FALSE(propagation.complete());
  clock_.Advance(absl::Seconds(11));
  EXPECT_EQ(Propagation().followers_size(), 0);
  EXPECT_EQ(ErrorViolations(AskRevision("reader", "caf\xc3\xa9", {}))[0].field,
            "follower");
}

TEST_F(ArticleWatchTest, AStrangerCountsOnlyWhileItWatches) {
  ASSERT_TRUE(AskRevision("", "test/1", {}).ok());
  EXPECT_EQ(Propagation().followers_size(), 0);
  Stream stream(*stub_, From("", 0), "");
  stream.Next();
  ASSERT_TRUE(AskRevision("", "test/1", {}).ok());
  EXPECT_EQ(Propagation().followers_size(), 1);
}

TEST_F(ArticleWatchTest, ATakedownWaitsForTheFollowersAndGivesTheReceipt) {
  Create("a", 1);
  ASSERT_TRUE(AskRevision("reader", "gateway/1", Newest()).ok());
  v1::WithdrawArticleRequest request;
  request.set_name("articles/a");
  request.set_reason("wrong");
  v1::WithdrawArticleResponse response;
  ASSERT_TRUE(Call("editor", &Stub::WithdrawArticle, request, &response).ok());
  EXPECT_FALSE(response.propagation().complete());

  // The same once more, waiting, while the follower catches up.
  std::thread follower(
      [&] { EXPECT_TRUE(AskRevision("reader", "gateway/1", Newest()).ok()); });
  request.mutable_wait()->set_seconds(10);
  ASSERT_TRUE(Call("editor", &Stub::WithdrawArticle, request, &response).ok());
  follower.join();
  EXPECT_TRUE(response.propagation().complete());
  EXPECT_EQ(response.propagation().revision().number(), 2);
  request.mutable_wait()->set_seconds(11);
  EXPECT_EQ(ErrorViolations(
                Call("editor", &Stub::WithdrawArticle, request, &response))[0]
                .field,
            "wait");
}

TEST_F(ArticleWatchTest, ARevisionThatCannotBeIsNamedByItsOwnField) {
  Create("a", 1);
  Stream stream(*stub_, From("0123456789abcdef", 1), "reader");
  const absl::Status unknown = stream.Finish();
  EXPECT_TRUE(absl::IsOutOfRange(unknown)) << unknown;
  ASSERT_EQ(ErrorViolations(unknown).size(), 1u);
  EXPECT_EQ(ErrorViolations(unknown)[0].field, "from");

  v1::GetPropagationRequest request;
  *request.mutable_revision() = Newest();
  request.mutable_revision()->set_number(99);
  v1::Propagation propagation;
  const absl::Status ahead =
      Call("reader", &Stub::GetPropagation, request, &propagation);
  EXPECT_TRUE(absl::IsOutOfRange(ahead)) << ahead;
  ASSERT_EQ(ErrorViolations(ahead).size(), 1u);
  EXPECT_EQ(ErrorViolations(ahead)[0].field, "revision");

  v1::GetArticleRequest get;
  get.set_name("articles/a");
  *get.mutable_min_revision() = request.revision();
  v1::Article article;
  const absl::Status least = Call("", &Stub::GetArticle, get, &article);
  EXPECT_TRUE(absl::IsOutOfRange(least)) << least;
  ASSERT_EQ(ErrorViolations(least).size(), 1u);
  EXPECT_EQ(ErrorViolations(least)[0].field, "min_revision");
}

// The feed and the follower that the other services use agree with one another.
TEST_F(ArticleWatchTest, AFeedFollowerKnowsEveryWriteAlsoAfterARestart) {
  const SystemClock clock;
  FollowedTruth truth(clock, {});
  const auto channel = MakeChannel("unix:" + dir_.File("socket"));
  const auto stub = v1::ArticleService::NewStub(channel);
  FeedFollower follower(*stub, *stub, truth, nullptr, metrics_,
                        {.follower = "test/1", .token = "reader-token"});
  follower.Start();
  Create("a", 1);
  Create("b", 2);
  const auto reached = [&] {
    const auto newest = Newest();
    return truth.WaitFor({newest.epoch(), newest.number()},
                         absl::Now() + absl::Seconds(30));
  };
  EXPECT_TRUE(reached().ok()) << reached();
  const int64_t known = static_cast<int64_t>(truth.articles());
  EXPECT_EQ(known, 2);
  Stop();
  Start();
  Withdraw("articles/a");
  while (!truth.IsWithdrawn("articles/a")) std::this_thread::yield();
  EXPECT_TRUE(reached().ok()) << reached();
  // It resumed: a start at 0 would have been counted twice.
  EXPECT_THAT(metrics_.Text(), ::testing::HasSubstr("resume"));
  follower.Stop();
}

}  // namespace
}  // namespace byline::article
