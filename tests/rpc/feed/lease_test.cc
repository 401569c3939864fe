// What a FeedFollower's questions do for the lease on the truth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/rpc/feed/follower_fixture.h"

namespace byline {
namespace {

class FollowerLeaseTest : public FollowerFixture {};

TEST_F(FollowerLeaseTest, AnswersGiveTheLeaseAndKeepIt) {
  ASSERT_NE(FollowToFive(), nullptr);
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
  for (int i = 0; i < 3; ++i) {
    clock_.Advance(absl::Seconds(5));
    EXPECT_TRUE(WaitJudged(Freshness::kFresh));
  }
  EXPECT_EQ(follower_->StoreId(), "the-store");
}

TEST_F(FollowerLeaseTest, AQuestionNamesFollowerTokenAndWhatIsApplied) {
  ASSERT_NE(FollowToFive(), nullptr);
  ASSERT_TRUE(Eventually(
      [&] { return feed_.last_question().applied().number() == 5; }));
  EXPECT_EQ(feed_.last_question().follower(), "summary/test");
  EXPECT_EQ(feed_.last_question().applied().epoch(), "e1");
  EXPECT_EQ(feed_.last_authorization(), "Bearer reader-token");
}

TEST_F(FollowerLeaseTest, ALaggingFeedLosesTheLeaseUntilItHasCaughtUp) {
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  feed_.SetTruth({"e1", 9});
  // No stale answers either: the truth is not silent.
  ASSERT_TRUE(Eventually([&] {
    clock_.Advance(absl::Milliseconds(100));
    return JudgeA() == Freshness::kNoLease;
  }));
  stream->Send(MakeMessage({MakeChange("articles/b", 9)}, 9));
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
}

TEST_F(FollowerLeaseTest, TheLeaseRunsFromTheSendingOfTheQuestion) {
  options_.ask_patience = absl::Seconds(60);
  feed_.HoldQuestionsFrom(1);
  ASSERT_NE(FollowToFive(), nullptr);
  ASSERT_TRUE(Eventually([&] { return feed_.questions() == 4; }));
  // All four were sent at time 0 of the clock; the answers come at 0.9 s.
  clock_.Advance(absl::Milliseconds(900));
  feed_.ReleaseUpTo(4);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  clock_.Advance(absl::Milliseconds(99));
  EXPECT_EQ(JudgeA(), Freshness::kFresh);
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
}

TEST_F(FollowerLeaseTest, ASlowAnswerDoesNotHoldUpTheOthers) {
  options_.ask_patience = absl::Seconds(60);
  feed_.HoldQuestionsFrom(1);
  ASSERT_NE(FollowToFive(), nullptr);
  ASSERT_TRUE(Eventually([&] { return feed_.questions() == 4; }));
  // The first question hangs for good, the others are answered.
  ASSERT_EQ(JudgeA(), Freshness::kNoLease);
  feed_.ReleaseAllBut(1);
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
  clock_.Advance(absl::Seconds(5));
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
}

TEST_F(FollowerLeaseTest, AtMostFourQuestionsAreUnderWay) {
  options_.ask_patience = absl::Seconds(60);
  options_.ask_every = absl::Milliseconds(1);
  feed_.HoldQuestionsFrom(1);
  const auto stream = FollowToFive();
  ASSERT_NE(stream, nullptr);
  ASSERT_TRUE(Eventually([&] { return feed_.questions() == 4; }));
  // Meanwhile many more would have been due.
  for (int number = 6; number < 30; ++number) {
    stream->Send(MakeMessage({MakeChange("articles/b", number)}, number));
    ASSERT_TRUE(WaitApplied({"e1", number}));
  }
  EXPECT_EQ(feed_.questions(), 4);
  feed_.ReleaseUpTo(1);
  EXPECT_TRUE(Eventually([&] { return feed_.questions() == 5; }));
}

TEST_F(FollowerLeaseTest, AQuestionIsGivenUpAfterItsOwnDeadline) {
  options_.ask_patience = absl::Milliseconds(50);
  feed_.HoldQuestionsFrom(1);
  ASSERT_NE(FollowToFive(), nullptr);
  // The first four make room for others, though none is ever answered.
  EXPECT_TRUE(Eventually([&] { return feed_.questions() > 8; }));
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
}

TEST_F(FollowerLeaseTest, SilenceOfTheTruthAllowsStaleAnswers) {
  ASSERT_NE(FollowToFive(), nullptr);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  feed_.FailQuestions(grpc::Status(grpc::StatusCode::UNAVAILABLE, "away"));
  EXPECT_TRUE(Eventually([&] {
    clock_.Advance(absl::Milliseconds(100));
    return JudgeA() == Freshness::kStale;
  }));
  feed_.FailQuestions(grpc::Status::OK);
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
}

TEST_F(FollowerLeaseTest, ARefusalIsNoSilence) {
  ASSERT_NE(FollowToFive(), nullptr);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  feed_.FailQuestions(
      grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "token revoked"));
  ASSERT_TRUE(Eventually([&] {
    clock_.Advance(absl::Milliseconds(100));
    return JudgeA() != Freshness::kFresh;
  }));
  const int asked = feed_.questions();
  ASSERT_TRUE(Eventually([&] { return feed_.questions() > asked + 8; }));
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
}

TEST_F(FollowerLeaseTest, ANewEpochCancelsTheStreamThatBeganInTheOldOne) {
  const auto first = FollowToFive();
  ASSERT_NE(first, nullptr);
  ASSERT_TRUE(WaitJudged(Freshness::kFresh));
  feed_.SetTruth({"e2", 6});
  EXPECT_TRUE(first->WaitCancelled());
  const auto second = feed_.NextStream();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->request.from().epoch(), "e1");
  EXPECT_EQ(second->request.from().number(), 6);
  // Until the new stream tells the epochs, answers of e2 are no lease.
  clock_.Advance(absl::Seconds(2));
  const int asked = feed_.questions();
  ASSERT_TRUE(Eventually([&] { return feed_.questions() > asked + 8; }));
  EXPECT_EQ(JudgeA(), Freshness::kNoLease);
  second->Send(WithEpochs(MakeMessage({MakeChange("articles/b", 6)}, 6),
                          {{"e1", 1}, {"e2", 6}}));
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
  EXPECT_EQ(truth_.AsOf(), (Revision{"e2", 6}));
}

TEST_F(FollowerLeaseTest, AStreamThatIsSlowToBeginIsNotCancelled) {
  Follow();
  const auto stream = feed_.NextStream();
  ASSERT_NE(stream, nullptr);
  // Many answers name an epoch that no stream has told yet.
  ASSERT_TRUE(Eventually([&] { return feed_.questions() > 8; }));
  stream->Send(WithEpochs(MakeMessage({MakeChange("articles/a", 5)}, 5, true),
                          {{"e1", 1}}));
  EXPECT_TRUE(WaitJudged(Freshness::kFresh));
}

}  // namespace
}  // namespace byline
