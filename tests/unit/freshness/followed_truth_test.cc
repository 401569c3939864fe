#include "common/freshness/followed_truth.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/base/errors.h"

namespace byline {
namespace {

const std::vector<std::string> kA = {"articles/a"};
const std::vector<std::string> kFront = {"articles/-"};
const std::vector<std::string> kSports = {"articles/a", "sections/sports"};

class FollowedTruthTest : public testing::Test {
 protected:
  void StartAtZero(int64_t marker,
                   std::vector<EpochStart> epochs = {{"e", 1}}) {
    ASSERT_TRUE(truth_.BeginStream(std::move(epochs), true).ok());
    truth_.CompleteTo(marker, true);
  }
  FollowedTruth::AnswerUse Answer(int64_t number, const char* epoch = "e") {
    return truth_.OnAnswer(truth_.OnAsk(), {epoch, number}, epoch);
  }
  void Fail() {
    const auto question = truth_.OnAsk();
    clock_.Advance(absl::Milliseconds(100));
    truth_.OnNoAnswer(question);
  }
  absl::Status WaitForNow(const Revision& revision) {
    return truth_.WaitFor(revision, clock_.Now());
  }

  FakeClock clock_;
  FollowedTruth truth_{clock_, {}};
};

TEST_F(FollowedTruthTest, GivesNothingBeforeTheMarkerAndTheFirstAnswer) {
  EXPECT_EQ(truth_.Judge({}, {}), Freshness::kNoLease);
  EXPECT_EQ(Answer(0), FollowedTruth::AnswerUse::kOutdated);
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
  truth_.Apply({"articles/a", 3, {}, false});
  truth_.CompleteTo(0, false);
  EXPECT_EQ(Answer(0), FollowedTruth::AnswerUse::kCounts);
  EXPECT_EQ(truth_.Judge({"e", 0}, {}), Freshness::kNoLease);
  EXPECT_EQ(truth_.AsOf(), Revision());
  EXPECT_FALSE(truth_.Ready());
  truth_.CompleteTo(3, true);
  EXPECT_EQ(truth_.AsOf(), (Revision{"e", 3}));
  EXPECT_TRUE(truth_.Ready()) << "the answer had waited for it";
  EXPECT_EQ(truth_.Judge({"e", 3}, kA), Freshness::kFresh);
}

TEST_F(FollowedTruthTest, AnEmptyStoreIsKnownToo) {
  StartAtZero(0);
  Answer(0);
  EXPECT_EQ(truth_.AsOf(), (Revision{"e", 0}));
  EXPECT_EQ(truth_.Judge(truth_.AsOf(), kSports), Freshness::kFresh);
}

TEST_F(FollowedTruthTest, WhatADependencyOutlivedIsChanged) {
  StartAtZero(5);
  Answer(5);
  truth_.Apply({"articles/a", 6, {"articles/-", "sections/sports"}, false});
  truth_.CompleteTo(6, false);
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 6}, kA), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 5}, kFront), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 5}, {"sections/world"}), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 5}, {"articles/b"}), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 7}, {"articles/b"}), Freshness::kAhead);
  EXPECT_EQ(truth_.Judge({"x", 5}, {}), Freshness::kUnknownRevision);
}

TEST_F(FollowedTruthTest, SettingsOfASectionAreADependencyLikeAnArticle) {
  const std::vector<std::string> settings = {"sectionSettings/obituaries"};
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
  truth_.Apply({"sectionSettings/obituaries", 3, {}, false});
  truth_.CompleteTo(5, true);
  Answer(5);
  // Of the present state already, unlike that of a collection.
  EXPECT_EQ(truth_.Judge({"e", 2}, settings), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 3}, settings), Freshness::kFresh);
  truth_.Apply({"sectionSettings/obituaries", 6, {}, false});
  truth_.CompleteTo(6, false);
  EXPECT_EQ(truth_.Judge({"e", 5}, settings), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 5}, {"sections/obituaries"}), Freshness::kFresh);
}

TEST_F(FollowedTruthTest, AChangeCountsBeforeItsNumberIsComplete) {
  StartAtZero(5);
  Answer(5);
  truth_.Apply({"articles/a", 7, {}, true});
  EXPECT_EQ(truth_.AsOf().number, 5);
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kChanged);
  EXPECT_TRUE(truth_.IsWithdrawn("articles/a"));
}

TEST_F(FollowedTruthTest, HearingSomethingAgainChangesNothing) {
  StartAtZero(5);
  truth_.Apply({"articles/a", 7, {"sections/sports"}, true});
  truth_.CompleteTo(7, false);
  truth_.Apply({"articles/a", 6, {"sections/sports"}, false});
  truth_.CompleteTo(6, false);
  Answer(7);
  EXPECT_EQ(truth_.AsOf().number, 7);
  EXPECT_TRUE(truth_.IsWithdrawn("articles/a"));
  EXPECT_EQ(truth_.Judge({"e", 6}, kA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 6}, {"sections/sports"}), Freshness::kChanged);
}

TEST_F(FollowedTruthTest, KnowledgeOfCollectionsBeginsAtTheMarker) {
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
  truth_.Apply({"articles/a", 3, {"sections/sports"}, false});
  truth_.CompleteTo(9, true);
  Answer(9);
  EXPECT_EQ(truth_.Judge({"e", 8}, kSports), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 8}, kFront), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 9}, kSports), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 3}, kA), Freshness::kFresh)
      << "that of articles is complete";
  EXPECT_EQ(truth_.Judge({"e", 2}, kA), Freshness::kChanged);
}

TEST_F(FollowedTruthTest, ResumingKeepsWhatIsKnown) {
  StartAtZero(5);
  Answer(5);
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}, {"f", 6}}, false).ok());
  EXPECT_EQ(truth_.Judge({"e", 5}, kSports), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 6}, kA), Freshness::kUnknownRevision);
  EXPECT_EQ(Answer(5, "f"), FollowedTruth::AnswerUse::kWatchAnew)
      << "number 5 was written in e";
  EXPECT_EQ(truth_.OnAnswer(truth_.OnAsk(), {"e", 5}, "f"),
            FollowedTruth::AnswerUse::kCounts);
}

TEST_F(FollowedTruthTest, ResumingFromALostHistoryIsRefused) {
  StartAtZero(5);
  EXPECT_TRUE(
      absl::IsOutOfRange(truth_.BeginStream({{"e", 1}, {"f", 5}}, false)));
  EXPECT_EQ(truth_.AsOf(), (Revision{"e", 5})) << "nothing has changed";
  truth_.Apply({"articles/a", 6, {}, false});
  EXPECT_TRUE(
      absl::IsOutOfRange(truth_.BeginStream({{"e", 1}, {"f", 6}}, false)))
      << "what was seen beyond 5 is lost";
  EXPECT_TRUE(truth_.BeginStream({{"e", 1}, {"f", 7}}, false).ok());
}

TEST_F(FollowedTruthTest, ResumingBeforeAnyMarkerIsRefused) {
  EXPECT_TRUE(absl::IsOutOfRange(truth_.BeginStream({{"e", 1}}, false)));
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
  EXPECT_TRUE(absl::IsOutOfRange(truth_.BeginStream({{"e", 1}}, false)));
  EXPECT_TRUE(absl::IsInvalidArgument(truth_.BeginStream({}, true)));
}

TEST_F(FollowedTruthTest, StartingAtZeroForgetsEverything) {
  StartAtZero(5);
  truth_.Apply({"articles/a", 6, {"sections/sports"}, true});
  truth_.CompleteTo(6, false);
  Answer(6);
  EXPECT_TRUE(truth_.Ready());
  ASSERT_TRUE(truth_.BeginStream({{"g", 1}}, true).ok());
  EXPECT_FALSE(truth_.Ready());
  EXPECT_FALSE(truth_.IsWithdrawn("articles/a"));
  EXPECT_EQ(truth_.articles(), 0u);
  EXPECT_EQ(truth_.Judge({"g", 0}, {}), Freshness::kNoLease);
  truth_.CompleteTo(2, true);
  EXPECT_EQ(truth_.AsOf(), (Revision{"g", 2}));
  EXPECT_EQ(truth_.Judge({"e", 5}, {}), Freshness::kUnknownRevision);
  EXPECT_EQ(truth_.Judge({"g", 2}, kSports), Freshness::kNoLease);
  Answer(2, "g");
  EXPECT_EQ(truth_.Judge({"g", 2}, kSports), Freshness::kFresh);
}

TEST_F(FollowedTruthTest, AnAnswerOfAnotherEpochGivesNoLease) {
  StartAtZero(5);
  const auto before = truth_.OnAsk();
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}}, false).ok());
  EXPECT_EQ(truth_.OnAnswer(before, {"d", 5}, "d"),
            FollowedTruth::AnswerUse::kOutdated);
  EXPECT_EQ(truth_.OnAnswer(truth_.OnAsk(), {"e", 5}, "f"),
            FollowedTruth::AnswerUse::kWatchAnew);
  EXPECT_EQ(truth_.Judge({"e", 5}, {}), Freshness::kNoLease);
}

TEST_F(FollowedTruthTest, StaleAnswersNeedSilenceAndEndInTime) {
  StartAtZero(5);
  Answer(5);
  truth_.Apply({"articles/b", 6, {}, true});
  truth_.CompleteTo(6, false);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kNoLease)
      << "nobody has tried to ask";
  Fail();
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kNoLease);
  Fail();
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kStale);
  EXPECT_EQ(truth_.Judge({"e", 5}, {"articles/b"}), Freshness::kChanged)
      << "known to be withdrawn";
  EXPECT_EQ(truth_.StaleAge(), absl::Milliseconds(1200));
  clock_.Advance(absl::Seconds(3));
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kNoLease)
      << "paused: no failure of late";
  clock_.Advance(absl::Minutes(10) - absl::Seconds(3) -
                 absl::Milliseconds(401));
  Fail();
  Fail();
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kStale);
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kNoLease)
      << "10 minutes after the end of the lease";
}

TEST_F(FollowedTruthTest, ALateFeedIsNoReasonForStaleAnswers) {
  StartAtZero(5);
  Answer(5);
  clock_.Advance(absl::Seconds(1));
  Fail();
  Fail();
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kStale);
  Answer(6);
  EXPECT_EQ(truth_.Judge({"e", 5}, kA), Freshness::kNoLease);
}

TEST_F(FollowedTruthTest, ZeroRefusesStaleAnswers) {
  FollowedTruth::Options options;
  options.max_stale = absl::ZeroDuration();
  FollowedTruth truth(clock_, options);
  ASSERT_TRUE(truth.BeginStream({{"e", 1}}, true).ok());
  truth.CompleteTo(5, true);
  truth.OnAnswer(truth.OnAsk(), {"e", 5}, "e");
  clock_.Advance(absl::Seconds(1));
  for (int i = 0; i < 2; ++i) {
    const auto question = truth.OnAsk();
    clock_.Advance(absl::Milliseconds(1));
    truth.OnNoAnswer(question);
  }
  EXPECT_EQ(truth.Judge({"e", 5}, {}), Freshness::kNoLease);
}

TEST_F(FollowedTruthTest, ANeverHeldLeaseAllowsNothingStale) {
  StartAtZero(5);
  Fail();
  Fail();
  EXPECT_EQ(truth_.Judge({"e", 5}, {}), Freshness::kNoLease);
  EXPECT_EQ(truth_.StaleAge(), absl::InfiniteDuration());
}

TEST_F(FollowedTruthTest, WaitForWantsTheRevisionAndNoLease) {
  StartAtZero(5);
  EXPECT_TRUE(WaitForNow({}).ok());
  EXPECT_TRUE(WaitForNow({"e", 5}).ok());
  const absl::Status late = WaitForNow({"e", 6});
  EXPECT_TRUE(absl::IsUnavailable(late));
  EXPECT_EQ(ErrorReason(late), "REVISION_NOT_REACHED");
  EXPECT_TRUE(absl::IsUnavailable(WaitForNow({"x", 1})));
}

// Answers questions as `newest` until the waiting has ended.
absl::Status WaitWhileAnswering(FollowedTruth& truth, const Clock& clock,
                                const Revision& wanted,
                                const Revision& newest) {
  absl::Status status;
  std::atomic<bool> done{false};
  std::thread waiter([&] {
    status = truth.WaitFor(wanted, clock.Now() + absl::Hours(1));
    done = true;
  });
  while (!done) {
    truth.OnAnswer(truth.OnAsk(), newest, newest.epoch);
    std::this_thread::yield();
  }
  waiter.join();
  return status;
}

TEST_F(FollowedTruthTest, WaitForRefusesWhatTheTruthItselfHasNot) {
  StartAtZero(5);
  Answer(5);
  const absl::Status above =
      WaitWhileAnswering(truth_, clock_, {"e", 6}, {"e", 5});
  EXPECT_TRUE(absl::IsOutOfRange(above));
  EXPECT_EQ(ErrorReason(above), "REVISION_NOT_REACHED_BY_STORE");
  const absl::Status unknown =
      WaitWhileAnswering(truth_, clock_, {"x", 2}, {"e", 5});
  EXPECT_TRUE(absl::IsOutOfRange(unknown));
  EXPECT_EQ(ErrorReason(unknown), "UNKNOWN_REVISION");
}

TEST_F(FollowedTruthTest, WaitForDoesNotBelieveAnswersToOlderQuestions) {
  StartAtZero(5);
  const auto before = truth_.OnAsk();
  Answer(5);
  std::atomic<bool> done{false};
  absl::Status status;
  std::thread waiter([&] {
    status = truth_.WaitFor({"e", 6}, clock_.Now() + absl::Hours(1));
    done = true;
  });
  truth_.OnAnswer(before, {"e", 5}, "e");
  truth_.Apply({"articles/a", 6, {}, false});
  truth_.CompleteTo(6, false);
  waiter.join();
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(FollowedTruthTest, WaitForWakesWhenTheDeadlinePasses) {
  StartAtZero(5);
  std::atomic<bool> done{false};
  std::thread waiter([&] {
    EXPECT_TRUE(absl::IsUnavailable(
        truth_.WaitFor({"e", 6}, clock_.Now() + absl::Seconds(1))));
    done = true;
  });
  while (!done) {
    clock_.Advance(absl::Seconds(1));
    std::this_thread::yield();
  }
  waiter.join();
}

// For ThreadSanitizer: all that may happen at once, at once.
TEST_F(FollowedTruthTest, BearsReadersWhileItIsFed) {
  StartAtZero(0);
  std::atomic<bool> stop{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const Revision as_of = truth_.AsOf();
        truth_.Judge(as_of, kSports);
        truth_.WaitFor(as_of, clock_.Now() + absl::Seconds(1)).IgnoreError();
        truth_.Ready();
        truth_.StaleAge();
        truth_.IsWithdrawn("articles/a");
      }
    });
  }
  for (int64_t number = 1; number <= 20'000; ++number) {
    truth_.Apply({"articles/a", number, {"sections/sports"}, number % 2 == 0});
    truth_.CompleteTo(number, false);
    Answer(number);
    clock_.Advance(absl::Milliseconds(1));
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(truth_.Judge({"e", 20'000}, kSports), Freshness::kFresh);
}

}  // namespace
}  // namespace byline
