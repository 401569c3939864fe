#include "services/gateway/page/page_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "services/gateway/page/page_handler.h"
#include "tests/unit/gateway/page_fakes.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Kind = PageOutcome::Kind;
using Lease = FakeJudge::Lease;

class PageServiceTest : public testing::Test {
 protected:
  ~PageServiceTest() override { executor_->End(); }

  PageServiceTest()
      : frame_({}),
        service_(
            {.composition = {}, .cache_bytes = 16 << 20}, frame_, source_,
            judge_, [] { return absl::Seconds(7); }, clock_) {}

  // Asks for a page; the outcome comes into outcomes_[n].
  size_t Get(const std::string& path, const std::string& query = "") {
    const size_t n = outcomes_.size();
    outcomes_.emplace_back();
    service_.Get(ParseRoute(path, query), "id", executor_,
                 [this, n](PageOutcome outcome) {
                   outcomes_[n] =
                       std::make_unique<PageOutcome>(std::move(outcome));
                 });
    executor_->Run();
    return n;
  }
  bool IsDone(size_t n) const { return outcomes_[n] != nullptr; }
  Kind KindOf(size_t n) const { return outcomes_[n]->kind; }
  const std::string& Html(size_t n) const {
    return *outcomes_[n]->page->plain.body;
  }

  FakeSource::Asked AnswerLookup(PartSource::LookupResult result) {
    FakeSource::Asked asked = source_.Take("lookup");
    EXPECT_NE(asked.what, "");
    asked.lookup_done(std::move(result));
    executor_->Run();
    return asked;
  }
  FakeSource::Asked Answer(const std::string& what,
                           absl::StatusOr<fragment::v1::Fragment> result) {
    FakeSource::Asked asked = source_.Take(what);
    EXPECT_NE(asked.what, "") << what << " was not asked for";
    asked.fragment_done(std::move(result));
    executor_->Run();
    return asked;
  }
  static fragment::v1::Fragment Body(int64_t as_of = 10, int64_t revision = 3) {
    return MakeFragment("BODY", as_of, revision, {"articles/a"});
  }
  static fragment::v1::Fragment Points(int64_t as_of = 10,
                                       int64_t revision = 3) {
    return MakeFragment("POINTS", as_of, revision, {"articles/a"});
  }
  static fragment::v1::Fragment Similar(int64_t as_of = 10) {
    return MakeFragment("SIMILAR", as_of, 3, {"articles/a", "articles/b"}, 60);
  }
  void AnswerAll() {
    AnswerLookup(Found("s"));
    Answer("body", Body());
    Answer("summary", Points());
    Answer("similar", Similar());
  }

  FakeClock clock_;
  FakeJudge judge_;
  FakeSource source_;
  PageFrame frame_;
  std::shared_ptr<FakeExecutor> executor_ = std::make_shared<FakeExecutor>();
  PageService service_;
  std::vector<std::unique_ptr<PageOutcome>> outcomes_;
};

TEST_F(PageServiceTest, PartsAreAskedForAtTheSameTimeUnderTheirDeadlines) {
  Get("/articles/s");
  EXPECT_THAT(source_.Open(), ElementsAre("lookup s"));
  AnswerLookup(Found("s"));
  EXPECT_THAT(source_.Open(),
              UnorderedElementsAre("body articles/a", "summary articles/a",
                                   "similar articles/a"));
  const FakeSource::Asked body = Answer("body", Body());
  EXPECT_EQ(body.call.deadline, clock_.Now() + absl::Seconds(2));
  EXPECT_EQ(body.call.request_id, "id");
  EXPECT_EQ(Answer("summary", Points()).call.deadline,
            clock_.Now() + absl::Seconds(1));
  EXPECT_FALSE(IsDone(0));
  Answer("similar", Similar());
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("BODY"), HasSubstr("POINTS"),
                             HasSubstr("SIMILAR")));
}

TEST_F(PageServiceTest, TheNextCompositionBeginsOnTheExecutorOfWhoWaitsForIt) {
  Get("/articles/s");
  const auto other = std::make_shared<FakeExecutor>();
  bool is_answered = false;
  service_.Get(ParseRoute("/articles/s", ""), "late", other,
               [&](const PageOutcome&) { is_answered = true; });
  AnswerLookup(absl::NotFoundError("not yet"));
  ASSERT_TRUE(IsDone(0));
  EXPECT_FALSE(is_answered);
  EXPECT_THAT(source_.Open(), IsEmpty());
  other->Run();
  EXPECT_THAT(source_.Open(), ElementsAre("lookup s"));
}

TEST_F(PageServiceTest,
       AKeptPageIsGivenWithoutAskingUntilSomethingOnItChanges) {
  Get("/articles/s");
  AnswerAll();
  judge_.Change("articles/unrelated");
  Get("/articles/s", "utm_source=x");
  ASSERT_TRUE(IsDone(1));
  EXPECT_EQ(service_.counters().hits, 1);
  judge_.Change("articles/b");  // one of the similar posts
  Get("/articles/s");
  EXPECT_FALSE(IsDone(2));
  EXPECT_THAT(source_.Open(), ElementsAre("lookup s"));
}

TEST_F(PageServiceTest, AKeptPageEndsWithItsLife) {
  Get("/articles/s");
  AnswerAll();
  clock_.Advance(absl::Seconds(59));
  EXPECT_TRUE(service_.FindKept("/articles/s").has_value());
  clock_.Advance(absl::Seconds(1));
  EXPECT_FALSE(service_.FindKept("/articles/s").has_value());
}

TEST_F(PageServiceTest, WithoutLeaseNothingKeptIsGiven) {
  Get("/articles/s");
  AnswerAll();
  judge_.lease = Lease::kNone;
  EXPECT_FALSE(service_.FindKept("/articles/s").has_value());
}

TEST_F(PageServiceTest, WithoutLeaseThePageIsWhatTheTruthAnswersNow) {
  judge_.lease = Lease::kNone;
  Get("/articles/s");
  AnswerAll();
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("BODY"), Not(HasSubstr("POINTS")),
                             Not(HasSubstr("SIMILAR"))));
  EXPECT_FALSE(outcomes_[0]->page->is_complete);
}

TEST_F(PageServiceTest,
       WithoutLeaseWhoCameLaterWaitsForTheNextAnswerOfTheTruth) {
  judge_.lease = Lease::kNone;
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Get("/articles/s");
  Get("/articles/s");
  Answer("body", Body());
  Answer("summary", Points());
  Answer("similar", Similar());
  EXPECT_TRUE(IsDone(0));
  EXPECT_FALSE(IsDone(1));
  AnswerAll();  // one composition for both
  EXPECT_TRUE(IsDone(1));
  EXPECT_TRUE(IsDone(2));
  EXPECT_THAT(source_.Open(), IsEmpty());
}

TEST_F(PageServiceTest, OneCompositionServesAllWhoAskAtOnce) {
  for (int i = 0; i < 100; ++i) Get("/articles/s");
  AnswerAll();
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(IsDone(i)) << i;
  EXPECT_EQ(service_.counters().composed, 1);
  EXPECT_EQ(service_.counters().coalesced, 99);
}

TEST_F(PageServiceTest, WhileTheTruthIsSilentAKeptPageIsGivenAndMarked) {
  Get("/articles/s");
  AnswerAll();
  judge_.lease = Lease::kStale;
  clock_.Advance(absl::Minutes(2));  // past its life as well
  Get("/articles/s");
  ASSERT_TRUE(IsDone(1));
  EXPECT_TRUE(outcomes_[1]->is_stale);
  EXPECT_THAT(
      ToResponse(*outcomes_[1], frame_, false, "").extra,
      AllOf(HasSubstr("Age: 60\r\n"), HasSubstr("Byline-Stale: 1\r\n")));
  EXPECT_EQ(service_.counters().stale, 1);
}

TEST_F(PageServiceTest, WhatIsKnownToBeChangedIsNotGivenStaleEither) {
  Get("/articles/s");
  AnswerAll();
  judge_.Change("articles/a");
  judge_.lease = Lease::kStale;
  Get("/articles/s");
  AnswerLookup(absl::UnavailableError("down"));
  EXPECT_EQ(KindOf(1), Kind::kUnavailable);
}

TEST_F(PageServiceTest, WhenComposingFailsAnExpiredButUnchangedPageHelps) {
  Get("/articles/s");
  AnswerAll();
  clock_.Advance(absl::Minutes(2));
  Get("/articles/s");
  AnswerLookup(absl::DeadlineExceededError("slow"));
  ASSERT_EQ(KindOf(1), Kind::kPage);
  EXPECT_TRUE(outcomes_[1]->is_stale);
}

TEST_F(PageServiceTest,
       WhoWaitsForAServiceThatHangsGetsTheKeptPageWhenTheTruthIsSilent) {
  Get("/articles/s");
  AnswerAll();
  judge_.lease = Lease::kNone;  // over, and its silence not proved yet
  Get("/articles/s");
  Get("/articles/s");
  AnswerLookup(Found("s"));  // the last that comes
  executor_->RunTimers();
  EXPECT_FALSE(IsDone(1));
  judge_.lease = Lease::kStale;
  executor_->RunTimers();
  ASSERT_TRUE(IsDone(1));
  ASSERT_TRUE(IsDone(2));
  EXPECT_TRUE(outcomes_[1]->is_stale);
  EXPECT_TRUE(outcomes_[2]->is_stale);
  EXPECT_EQ(service_.counters().stale, 2);
  // The composition ends for nobody, and nothing goes on looking.
  Answer("body", absl::DeadlineExceededError("slow"));
  executor_->RunTimers();
  EXPECT_FALSE(executor_->has_timers());
}

TEST_F(PageServiceTest, WhileTheFeedLagsWhoWaitsGetsNothingKept) {
  Get("/articles/s");
  AnswerAll();
  judge_.lease = Lease::kNone;  // the truth answers, the feed lags
  Get("/articles/s");
  for (int i = 0; i < 100; ++i) executor_->RunTimers();
  EXPECT_FALSE(IsDone(1));
  AnswerLookup(absl::DeadlineExceededError("slow"));
  EXPECT_EQ(KindOf(1), Kind::kUnavailable);
}

TEST_F(PageServiceTest, WhoWaitsIsNotGivenStaleWhatIsKnownToBeChanged) {
  Get("/articles/s");
  AnswerAll();
  judge_.lease = Lease::kNone;
  Get("/articles/s");
  judge_.Change("articles/a");
  judge_.lease = Lease::kStale;
  executor_->RunTimers();
  EXPECT_FALSE(IsDone(1));
  EXPECT_FALSE(executor_->has_timers());
}

TEST_F(PageServiceTest, APageWithoutItsKeyPointsIsAPageForOneSecond) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("summary", absl::DeadlineExceededError("slow"));
  Answer("similar", absl::UnavailableError("down"));
  Answer("body", Body());
  ASSERT_EQ(KindOf(0), Kind::kPage);
  EXPECT_THAT(Html(0), HasSubstr("BODY"));
  clock_.Advance(absl::Seconds(1));
  EXPECT_FALSE(service_.FindKept("/articles/s").has_value());
  EXPECT_EQ(service_.counters().incomplete, 1);
}

TEST_F(PageServiceTest, AnOlderSummaryIsAskedForAgainAtTheBodysRevision) {
  judge_.applied = 12;
  judge_.changed["articles/a"] = 12;
  Get("/articles/s");
  AnswerLookup(Found("s", 12));
  Answer("body", Body(12, 12));
  Answer("similar", Similar(12));
  Answer("summary", Points(11, 3));
  const FakeSource::Asked again = Answer("summary", Points(12, 12));
  EXPECT_EQ(again.call.min_revision, (Revision{"e1", 12}));
  EXPECT_THAT(Html(0), HasSubstr("POINTS"));
}

TEST_F(PageServiceTest, AnOlderBodyIsAskedForAgainAtTheSummarysRevision) {
  judge_.applied = 12;
  Get("/articles/s");
  AnswerLookup(Found("s", 12));
  Answer("body", Body(11, 3));
  Answer("similar", Similar(12));
  Answer("summary", Points(12, 12));
  EXPECT_EQ(Answer("body", Body(12, 12)).call.min_revision,
            (Revision{"e1", 12}));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("BODY"), HasSubstr("POINTS")));
}

TEST_F(PageServiceTest, ASummaryThatStaysOfAnotherRevisionIsLeftOut) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body", Body(10, 4));
  Answer("similar", Similar());
  Answer("summary", Points(10, 3));
  Answer("summary", Points(10, 3));
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), Not(HasSubstr("POINTS")));
}

TEST_F(PageServiceTest, ALaggingReplicaIsAskedAgainForWhatWeKnow) {
  judge_.applied = 20;
  judge_.changed["articles/b"] = 15;
  Get("/articles/s");
  AnswerLookup(Found("s", 20));
  Answer("body", Body(20));
  Answer("summary", Points(20));
  Answer("similar", Similar(14));  // shows articles/b as it was
  EXPECT_FALSE(IsDone(0));
  EXPECT_EQ(Answer("similar", Similar(20)).call.min_revision,
            (Revision{"e1", 20}));
  EXPECT_THAT(Html(0), HasSubstr("SIMILAR"));
}

TEST_F(PageServiceTest, AReplicaThatStaysBehindIsLeftOut) {
  judge_.changed["articles/b"] = 9;
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body", Body());
  Answer("summary", Points());
  Answer("similar", Similar(8));
  Answer("similar", Similar(8));
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("POINTS"), Not(HasSubstr("SIMILAR"))));
}

TEST_F(PageServiceTest, APartAheadOfTheFeedWaitsForIt) {
  Get("/articles/s");
  AnswerLookup(Found("s", 11));
  Answer("body", Body(11));
  Answer("summary", Points(11));
  Answer("similar", Similar(11));
  EXPECT_FALSE(IsDone(0));
  executor_->RunTimers();
  EXPECT_FALSE(IsDone(0));
  judge_.applied = 11;
  executor_->RunTimers();
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("POINTS"), HasSubstr("SIMILAR")));
}

TEST_F(PageServiceTest, APartThatStaysAheadOfTheFeedIsLeftOut) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body", Body());
  Answer("summary", Points(11));
  Answer("similar", Similar());
  clock_.Advance(absl::Milliseconds(250));
  executor_->RunTimers();
  ASSERT_TRUE(IsDone(0));
  EXPECT_THAT(Html(0), AllOf(HasSubstr("SIMILAR"), Not(HasSubstr("POINTS"))));
}

TEST_F(PageServiceTest, AChangeWhileThePageIsMadeIsShown) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body", Body());
  judge_.Change("articles/a");  // 11
  Answer("summary", Points());
  Answer("similar", Similar());
  EXPECT_FALSE(IsDone(0));
  EXPECT_EQ(AnswerLookup(Found("s", 11)).call.min_revision,
            (Revision{"e1", 11}));
  EXPECT_EQ(Answer("body", Body(11, 11)).call.min_revision,
            (Revision{"e1", 11}));
  Answer("summary", Points(11, 11));
  Answer("similar", Similar(11));
  EXPECT_EQ(KindOf(0), Kind::kPage);
}

TEST_F(PageServiceTest, AWithdrawalWhileThePageIsMadeIsTold) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body", Body());
  judge_.Change("articles/a");
  Answer("summary", Points());
  Answer("similar", Similar());
  auto gone = Found("s", 11);
  gone.set_state(article::v1::STATE_WITHDRAWN);
  gone.set_public_notice("Withdrawn by us.");
  AnswerLookup(gone);
  ASSERT_EQ(KindOf(0), Kind::kGone);
  const Response response = ToResponse(*outcomes_[0], frame_, false, "");
  EXPECT_EQ(response.status, 410);
  EXPECT_THAT(*response.body, HasSubstr("Withdrawn by us."));
  EXPECT_THAT(*response.head, AllOf(HasSubstr("Surrogate-Key: articles/a\r\n"),
                                    HasSubstr("ETag: \"")));
}

TEST_F(PageServiceTest, AnArticleThatNeverStopsChangingGives503) {
  Get("/articles/s");
  for (int round = 0; round < 3; ++round) {
    AnswerLookup(Found("s", judge_.applied));
    Answer("body", Body(judge_.applied));
    Answer("summary", Points(judge_.applied));
    judge_.Change("articles/a");
    Answer("similar", Similar(judge_.applied));
  }
  ASSERT_TRUE(IsDone(0));
  EXPECT_EQ(KindOf(0), Kind::kUnavailable);
}

TEST_F(PageServiceTest, ANewSlugTurnsTheKeptPageIntoARedirect) {
  Get("/articles/s");
  AnswerLookup(Found("s", 10));
  // The slug changes as 11 before the body is read; we do not know it yet.
  Answer("body", Body(11, 11));
  Answer("summary", absl::UnavailableError("down"));
  Answer("similar", absl::UnavailableError("down"));
  EXPECT_EQ(KindOf(0), Kind::kPage);
  judge_.Change("articles/a");
  Get("/articles/s");
  AnswerLookup(Found("new-s", 11));
  ASSERT_EQ(KindOf(1), Kind::kRedirect);
  const Response response = ToResponse(*outcomes_[1], frame_, false, "");
  EXPECT_EQ(response.status, 301);
  EXPECT_THAT(*response.head, HasSubstr("Location: /articles/new-s\r\n"));
}

TEST_F(PageServiceTest, WhatIsNotThereIsNotKept) {
  Get("/articles/s");
  AnswerLookup(absl::NotFoundError("no"));
  EXPECT_EQ(KindOf(0), Kind::kNotFound);
  Get("/articles/s");
  AnswerAll();
  EXPECT_EQ(KindOf(1), Kind::kPage);
}

TEST_F(PageServiceTest, ANotFoundIsNotForThoseWhoCameAfterTheQuestion) {
  Get("/articles/s");
  Get("/articles/s");
  AnswerLookup(absl::NotFoundError("no"));
  EXPECT_TRUE(IsDone(0));
  EXPECT_FALSE(IsDone(1));
  AnswerAll();
  EXPECT_EQ(KindOf(1), Kind::kPage);
}

TEST_F(PageServiceTest, ABodyWithdrawnBehindTheLookupGives410) {
  Get("/articles/s");
  AnswerLookup(Found("s"));
  Answer("body",
         ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN",
                         "gone", {{"public_notice", "Sorry."}}));
  ASSERT_EQ(KindOf(0), Kind::kGone);
  EXPECT_EQ(outcomes_[0]->notice, "Sorry.");
  EXPECT_EQ(outcomes_[0]->article, "articles/a");
  // What comes later changes nothing.
  Answer("summary", Points());
  Answer("similar", Similar());
}

TEST_F(PageServiceTest, ADownArticleServiceGives503WithRetryAfter) {
  Get("/articles/s");
  AnswerLookup(absl::UnavailableError("down"));
  const Response response = ToResponse(*outcomes_[0], frame_, false, "");
  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(*response.head, HasSubstr("Retry-After: 1\r\n"));
}

TEST_F(PageServiceTest, ListsComeFromTheTruthAndAreKeptByTheirToken) {
  Get("/sections/world", "after=tok");
  EXPECT_THAT(source_.Open(), ElementsAre("list sections/world tok"));
  Answer("list",
         MakeFragment("LIST", 10, 0, {"sections/world", "articles/a"}, 60));
  EXPECT_THAT(Html(0), HasSubstr("LIST"));
  EXPECT_TRUE(service_.FindKept("/sections/world?after=tok").has_value());
  judge_.Change("sections/world");
  EXPECT_FALSE(service_.FindKept("/sections/world?after=tok").has_value());
}

TEST_F(PageServiceTest, AKeptListNeedsTheLeaseThoughTheTruthMadeIt) {
  Get("/");
  Answer("list", MakeFragment("LIST", 10, 0, {"articles/-"}, 60));
  EXPECT_TRUE(service_.FindKept("/").has_value());
  judge_.lease = Lease::kNone;
  EXPECT_FALSE(service_.FindKept("/").has_value());
}

TEST_F(PageServiceTest, APageTokenThatTheServiceRefusesGives400) {
  Get("/", "after=nonsense");
  Answer("list", absl::InvalidArgumentError("page_token"));
  EXPECT_EQ(KindOf(0), Kind::kBadRequest);
}

TEST_F(PageServiceTest, AFollowedFragmentAloneNeedsTheLease) {
  Get("/fragments/articles/a/summary");
  Answer("summary", Points());
  EXPECT_EQ(Html(0), "POINTS");
  judge_.lease = Lease::kNone;
  Get("/fragments/articles/a/summary");
  Answer("summary", Points());
  EXPECT_EQ(KindOf(1), Kind::kUnavailable);
  Get("/fragments/articles/a/body");
  Answer("body", Body());
  EXPECT_EQ(Html(2), "BODY");
}

TEST_F(PageServiceTest, WhatAFragmentHasInsteadCanBePurgedByItsArticle) {
  Get("/fragments/articles/a/summary");
  Answer("summary", absl::NotFoundError("none"));
  const Response response = ToResponse(*outcomes_[0], frame_, false, "");
  EXPECT_EQ(response.status, 404);
  EXPECT_THAT(*response.head, AllOf(HasSubstr("Surrogate-Key: articles/a\r\n"),
                                    HasSubstr("ETag: \"")));
  Get("/sections/none");
  Answer("list", absl::NotFoundError("none"));
  EXPECT_THAT(*ToResponse(*outcomes_[1], frame_, false, "").head,
              Not(HasSubstr("Surrogate-Key")));
}

TEST_F(PageServiceTest, A304IsJudgedLikeA200) {
  Get("/articles/s");
  AnswerAll();
  const std::string etag = outcomes_[0]->page->gzip.etag;
  EXPECT_EQ(
      ToResponse(*service_.FindKept("/articles/s"), frame_, true, etag).status,
      304);
  EXPECT_EQ(
      ToResponse(*service_.FindKept("/articles/s"), frame_, false, etag).status,
      200);
  judge_.Change("articles/a");
  EXPECT_FALSE(service_.FindKept("/articles/s").has_value());
}

}  // namespace
}  // namespace byline::gateway
