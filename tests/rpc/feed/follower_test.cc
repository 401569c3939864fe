// What a FeedFollower makes of the stream.
#include "common/feed/follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "tests/rpc/feed/follower_fixture.h"

namespace byline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<EpochStart> kFirstEpoch = {{"e1", 1}};

class FollowerTest : public FollowerFixture {};

TEST_F(FollowerTest, TheFirstStreamAsksForThePresentStateUnderItsName) {
  Follow();
  const auto stream = feed_.NextStream();
  ASSERT_NE(stream, nullptr);
  EXPECT_EQ(stream->request.from().number(), 0);
  EXPECT_EQ(stream->request.view(), article::v1::WATCH_VIEW_FULL);
  EXPECT_EQ(stream->request.follower(), "summary/test");
}

TEST_F(FollowerTest, NothingIsKnownUntilTheMarkerOfThePresentState) {
  Follow();
  const auto stream = feed_.NextStream();
  ASSERT_NE(stream, nullptr);
  stream->Send(
      WithEpochs(MakeMessage({MakeChange("articles/b", 4)}, 0), kFirstEpoch));
  stream->Send(MakeMessage({MakeChange("articles/a", 2)}, 0));
  ASSERT_TRUE(Eventually([&] { return sink_.told().size() == 3; }));
  EXPECT_EQ(truth_.AsOf(), Revision());
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
  stream->Send(MakeMessage({}, 5, /*marker=*/true));
  EXPECT_TRUE(WaitApplied({"e1", 5}));
  EXPECT_THAT(sink_.told(),
              ElementsAre("reset", "articles/b@4", "articles/a@2", "marker 5"));
}

TEST_F(FollowerTest, WhatTheSinkGaveUpDoesNotCount) {
  sink_.gives_up = true;
  Follow();
  const auto stream = feed_.NextStream();
  ASSERT_NE(stream, nullptr);
  stream->Send(WithEpochs(MakeMessage({}, 5, /*marker=*/true), kFirstEpoch));
  stream->Send(MakeMessage({}, 6));
  ASSERT_TRUE(Eventually([&] { return sink_.told().size() == 3; }));
  EXPECT_THAT(sink_.told(), ElementsAre("reset", "marker 5", "complete 6"));
  EXPECT_EQ(truth_.AsOf(), Revision());
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
}

TEST_F(FollowerTest, StartedAnewItTakesThePresentStateOnceMore) {
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  follower_->StartAnew();
  const auto anew = feed_.NextStream();
  ASSERT_NE(anew, nullptr);
  EXPECT_EQ(anew->request.from().number(), 0);
  anew->Send(WithEpochs(MakeMessage({}, 6, /*marker=*/true), kFirstEpoch));
  EXPECT_TRUE(WaitApplied({"e1", 6}));
  EXPECT_THAT(sink_.told(), ElementsAre("reset", "articles/a@5", "marker 5",
                                        "reset", "marker 6"));
  // Once.
  anew->End(grpc::Status::OK);
  const auto resumed = feed_.NextStream();
  ASSERT_NE(resumed, nullptr);
  EXPECT_EQ(resumed->request.from().number(), 7);
}

TEST_F(FollowerTest, LiveChangesAreAppliedInTheirOrder) {
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  stream->Send(MakeMessage(
      {MakeChange("articles/b", 6), MakeChange("articles/a", 7)}, 7));
  ASSERT_TRUE(WaitApplied({"e1", 7}));
  EXPECT_EQ(truth_.Judge({"e1", 5}, {"articles/a"}), Freshness::kChanged);
  EXPECT_THAT(sink_.told(),
              ElementsAre("reset", "articles/a@5", "marker 5", "articles/b@6",
                          "articles/a@7", "complete 7"));
}

TEST_F(FollowerTest, WithdrawalsAndCollectionsReachTheTruth) {
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  auto change = MakeChange("articles/a", 6, {"articles/-", "sections/news"});
  change.set_state(article::v1::STATE_WITHDRAWN);
  stream->Send(MakeMessage({change}, 6));
  ASSERT_TRUE(WaitApplied({"e1", 6}));
  EXPECT_TRUE(truth_.IsWithdrawn("articles/a"));
  EXPECT_EQ(truth_.Judge({"e1", 5}, {"sections/news"}), Freshness::kChanged);
}

TEST_F(FollowerTest, ANumberCountsOnlyAfterTheSinkHasHadItsChanges) {
  std::atomic<bool> hold = false;
  std::atomic<bool> held = false;
  sink_.on_apply = [&] {
    if (!hold) return;
    held = true;
    Eventually([&] { return !hold; });
  };
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  hold = true;
  stream->Send(MakeMessage({MakeChange("articles/a", 6)}, 6));
  ASSERT_TRUE(Eventually([&] { return held.load(); }));
  EXPECT_EQ(truth_.AsOf(), (Revision{"e1", 5}));
  // What shows the old article may already not be given.
  EXPECT_EQ(JudgeA(), Freshness::kChanged);
  hold = false;
  EXPECT_TRUE(WaitApplied({"e1", 6}));
}

TEST_F(FollowerTest, ACutStreamIsResumedAfterTheLastCompleteNumber) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  first->Send(MakeMessage({MakeChange("articles/b", 6)}, 6));
  first->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->request.from().epoch(), "e1");
  EXPECT_EQ(second->request.from().number(), 7);
  second->Send(
      WithEpochs(MakeMessage({MakeChange("articles/c", 7)}, 7), kFirstEpoch));
  EXPECT_TRUE(WaitApplied({"e1", 7}));
  EXPECT_THAT(sink_.told(),
              ElementsAre("reset", "articles/a@5", "marker 5", "articles/b@6",
                          "complete 6", "articles/c@7", "complete 7"));
}

TEST_F(FollowerTest, AStreamThatEndsWellIsResumedToo) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  first->End(grpc::Status::OK);
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->request.from().number(), 6);
}

TEST_F(FollowerTest, APresentStateThatIsCutBeginsAgain) {
  Follow();
  const auto first = feed_.NextStream();
  ASSERT_NE(first, nullptr);
  first->Send(
      WithEpochs(MakeMessage({MakeChange("articles/x", 3)}, 0), kFirstEpoch));
  first->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->request.from().number(), 0);
  second->Send(WithEpochs(MakeMessage({MakeChange("articles/a", 5)}, 5, true),
                          kFirstEpoch));
  EXPECT_TRUE(WaitApplied({"e1", 5}));
  EXPECT_THAT(sink_.told(), ElementsAre("reset", "articles/x@3", "reset",
                                        "articles/a@5", "marker 5"));
}

TEST_F(FollowerTest, AStartThatIsGoneMakesItStartAtZero) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  first->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  second->End(grpc::Status(grpc::StatusCode::OUT_OF_RANGE, "not kept"));
  const auto third = feed_.NextStream();
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->request.from().number(), 0);
  EXPECT_EQ(truth_.AsOf(), (Revision{"e1", 5})) << "forgotten too early";
  third->Send(WithEpochs(MakeMessage({MakeChange("articles/a", 9)}, 9, true),
                         kFirstEpoch));
  EXPECT_TRUE(WaitApplied({"e1", 9}));
  EXPECT_THAT(sink_.told(), ElementsAre("reset", "articles/a@5", "marker 5",
                                        "reset", "articles/a@9", "marker 9"));
}

TEST_F(FollowerTest, AStoreThatLostOurHistoryMakesItStartAtZero) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  first->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  feed_.SetTruth({"e2", 3});
  // Resumes without a word, but its epochs say that our 5 is of another past.
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  second->Send(WithEpochs(MakeMessage({}, 6), {{"e0", 1}, {"e2", 3}}));
  const auto third = feed_.NextStream();
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->request.from().number(), 0);
  third->Send(WithEpochs(MakeMessage({}, 3, true), {{"e0", 1}, {"e2", 3}}));
  EXPECT_TRUE(WaitApplied({"e2", 3}));
}

TEST_F(FollowerTest, AChangeThatARestoreTookBackLeavesTheSink) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  // 6 is complete, 7 was only sent, and then lost by the store.
  first->Send(MakeMessage(
      {MakeChange("articles/b", 6), MakeChange("articles/lost", 7)}, 6));
  ASSERT_TRUE(WaitApplied({"e1", 6}));
  first->End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut"));
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->request.from().number(), 7);
  feed_.SetTruth({"e2", 7});
  second->Send(WithEpochs(MakeMessage({MakeChange("articles/c", 7)}, 7),
                          {{"e1", 1}, {"e2", 7}}));
  const auto third = feed_.NextStream();
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->request.from().number(), 0);
  third->Send(WithEpochs(MakeMessage({MakeChange("articles/c", 7)}, 7, true),
                         {{"e1", 1}, {"e2", 7}}));
  EXPECT_TRUE(WaitApplied({"e2", 7}));
  EXPECT_THAT(sink_.told(),
              ElementsAre("reset", "articles/a@5", "marker 5", "articles/b@6",
                          "articles/lost@7", "complete 6", "reset",
                          "articles/c@7", "marker 7"));
}

TEST_F(FollowerTest, AStreamWithoutEpochsIsNotTaken) {
  Follow();
  const auto first = feed_.NextStream();
  ASSERT_NE(first, nullptr);
  first->Send(MakeMessage({MakeChange("articles/a", 5)}, 5, true));
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_TRUE(sink_.told().empty());
  EXPECT_EQ(truth_.AsOf(), Revision());
}

TEST_F(FollowerTest, ItSurvivesARestartOfTheArticleService) {
  ASSERT_NE(FollowToFive(), nullptr);
  server_.reset();
  server_ = MakeServer(address_);
  const auto stream = feed_.NextStream();
  ASSERT_NE(stream, nullptr);
  EXPECT_EQ(stream->request.from().number(), 6);
  feed_.SetTruth({"e2", 6});
  stream->Send(WithEpochs(MakeMessage({MakeChange("articles/b", 6)}, 6),
                          {{"e1", 1}, {"e2", 6}}));
  EXPECT_TRUE(WaitApplied({"e2", 6}));
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
}

TEST_F(FollowerTest, StopEndsStreamAndQuestionsAtOnce) {
  options_.ask_patience = absl::Seconds(60);
  feed_.HoldQuestionsFrom(1);
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  ASSERT_TRUE(Eventually([&] { return feed_.questions() == 4; }));
  const auto start = std::chrono::steady_clock::now();
  follower_->Stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(stream->WaitCancelled());
  follower_->Stop();
}

TEST_F(FollowerTest, MetricsTellStreamsQuestionsAndWhatIsApplied) {
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  const std::string text = metrics_.Text();
  EXPECT_THAT(text, HasSubstr("feed_applied_revision{follower=\"summary/test\"}"
                              " 5\n"));
  EXPECT_THAT(text, HasSubstr("feed_streams_total{follower=\"summary/test\","
                              "start=\"present_state\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("feed_questions_total{answer=\"yes\""));
}

}  // namespace
}  // namespace byline
