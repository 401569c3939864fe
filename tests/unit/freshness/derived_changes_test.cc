#include "common/freshness/derived_changes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "common/freshness/followed_truth.h"

namespace byline {
namespace {

const std::vector<std::string> kListOfA = {"articles/a", "articles/a/list",
                                           "list/-"};
const std::vector<std::string> kListOfB = {"articles/b", "articles/b/list",
                                           "list/-"};

TEST(DerivedChangesTest, NamesTellWhatIsDerived) {
  for (const char* name : {"articles/a/list", "list/-"}) {
    EXPECT_TRUE(IsDerivedName(name)) << name;
  }
  for (const char* name :
       {"articles/a", "articles/-", "sections/world", "tags/a-b", "", "-"}) {
    EXPECT_FALSE(IsDerivedName(name)) << name;
  }
}

TEST(DerivedChangesTest, TheGreatestNumberCounts) {
  DerivedChanges changes;
  EXPECT_EQ(changes.LastChange(1), 0);
  changes.Note(1, 7);
  changes.Note(1, 6);
  EXPECT_EQ(changes.LastChange(1), 7);
  EXPECT_EQ(changes.LastChange(2), 0);
  changes.ForgetBefore(7);
  changes.Note(3, 5);
  EXPECT_EQ(changes.LastChange(1), 7);
  EXPECT_EQ(changes.LastChange(2), 7);
  EXPECT_EQ(changes.size(), 0u) << "all of it is within the one number";
  changes.Clear();
  EXPECT_EQ(changes.LastChange(1), 0);
}

// Against a model that never forgets: no change is lost, and of what changed
// lately nothing more is said than is true.
TEST(DerivedChangesTest, FoldingKeepsWithinTheLimitAndLosesNoChange) {
  constexpr size_t kLimit = 64;
  DerivedChanges changes(kLimit);
  std::map<uint64_t, int64_t> all;
  std::mt19937 random(11);
  for (int64_t number = 1; number <= 5'000; ++number) {
    const uint64_t name = random() % 300;
    changes.Note(name, number);
    all[name] = number;
    ASSERT_LE(changes.size(), kLimit);
    ASSERT_EQ(changes.LastChange(name), number);
    const uint64_t other = random() % 400;
    ASSERT_GE(changes.LastChange(other), all[other]);
    // The newest half of the limit is always kept by name.
    if (number > static_cast<int64_t>(kLimit)) {
      ASSERT_LT(changes.LastChange(1'000), number - 30);
    }
  }
  EXPECT_GT(changes.LastChange(1'000), 4'000)
      << "it has folded again and again";
}

class DerivedKnowledgeTest : public testing::Test {
 protected:
  DerivedKnowledgeTest() { StartAtZero(5); }

  void StartAtZero(int64_t marker) {
    EXPECT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
    truth_.CompleteTo(marker, true);
    RenewLease();
  }
  void RenewLease() {
    const Revision now = truth_.AsOf();
    truth_.OnAnswer(truth_.OnAsk(), now, now.epoch);
  }
  void CompleteTo(int64_t number) {
    truth_.CompleteTo(number, false);
    RenewLease();
  }

  FakeClock clock_;
  FollowedTruth truth_{clock_, {}};
};

TEST_F(DerivedKnowledgeTest, WhatIsToldToHaveChangedIsOld) {
  CompleteTo(7);
  truth_.NoteDerived({"e", 7}, {"articles/a/list"});
  EXPECT_EQ(truth_.Judge({"e", 6}, kListOfA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 7}, kListOfA), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 6}, kListOfB), Freshness::kFresh);
  EXPECT_EQ(truth_.Judge({"e", 6}, {"articles/a"}), Freshness::kFresh)
      << "the article itself has not changed";
  truth_.NoteDerived({"e", 7}, {"list/-"});
  EXPECT_EQ(truth_.Judge({"e", 6}, kListOfB), Freshness::kChanged);
}

TEST_F(DerivedKnowledgeTest, ItBeginsAtTheMarker) {
  EXPECT_EQ(truth_.Judge({"e", 4}, kListOfA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kFresh);
}

TEST_F(DerivedKnowledgeTest, ANoteOnlyOfArticlesChangesNothing) {
  truth_.NoteDerived({"e", 9}, {"articles/a", "sections/s", "articles/-"});
  EXPECT_EQ(truth_.Judge({"e", 5}, {"articles/a", "sections/s", "articles/-"}),
            Freshness::kFresh);
}

// What was not made anew in time may be given as stale, as it may be when its
// max_age is over; what shows a withdrawn article may not.
TEST_F(DerivedKnowledgeTest, WhileTheTruthIsSilentAnOldListIsStaleNotGone) {
  CompleteTo(6);
  truth_.NoteDerived({"e", 6}, {"articles/a/list"});
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kChanged);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kNoLease);
  for (int i = 0; i < 2; ++i) {
    const auto question = truth_.OnAsk();
    clock_.Advance(absl::Milliseconds(100));
    truth_.OnNoAnswer(question);
  }
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kStale);
  truth_.Apply({"articles/a", 6, {}, true});
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kChanged);
}

// Before that nothing could be made that is new enough.
TEST_F(DerivedKnowledgeTest, ANoteAheadOfTheFeedCountsOnceItsWriteIsApplied) {
  truth_.NoteDerived({"e", 8}, {"articles/a/list"});
  CompleteTo(7);
  EXPECT_EQ(truth_.Judge({"e", 7}, kListOfA), Freshness::kFresh);
  CompleteTo(8);
  EXPECT_EQ(truth_.Judge({"e", 7}, kListOfA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 8}, kListOfA), Freshness::kFresh);
}

TEST_F(DerivedKnowledgeTest, ANoteOfAnEpochThatIsNotKnownYetCountsOnceItIs) {
  truth_.NoteDerived({"f", 6}, {"articles/a/list"});
  // A replica that lags behind tells of the epoch before.
  truth_.NoteDerived({"e", 5}, {"articles/b/list"});
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}, {"f", 6}}, false).ok());
  truth_.CompleteTo(6, false);
  RenewLease();
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"f", 6}, kListOfA), Freshness::kFresh);
}

TEST_F(DerivedKnowledgeTest, ANoteOfALostHistoryIsForgotten) {
  truth_.NoteDerived({"lost", 99}, {"list/-"});
  ASSERT_TRUE(truth_.BeginStream({{"e", 1}, {"f", 6}}, false).ok());
  truth_.CompleteTo(6, false);
  RenewLease();
  EXPECT_EQ(truth_.Judge({"e", 5}, kListOfA), Freshness::kFresh);
}

// The marker of a stream may be older than a note that came before it.
TEST_F(DerivedKnowledgeTest, AStartAtZeroDoesNotForgetALaterNote) {
  truth_.NoteDerived({"e", 7}, {"articles/a/list"});
  StartAtZero(6);
  truth_.CompleteTo(7, false);
  RenewLease();
  EXPECT_EQ(truth_.Judge({"e", 6}, kListOfA), Freshness::kChanged);
  EXPECT_EQ(truth_.Judge({"e", 7}, kListOfA), Freshness::kFresh);
}

}  // namespace
}  // namespace byline
