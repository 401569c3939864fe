#include "common/freshness/lease.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

absl::Duration At(double milliseconds) {
  return absl::Hours(1000) + absl::Milliseconds(milliseconds);
}

class LeaseTest : public testing::Test {
 protected:
  Lease lease_{absl::Seconds(1)};
};

TEST_F(LeaseTest, CountsFromTheSendingAndEndsASecondLater) {
  EXPECT_FALSE(lease_.Holds(At(0)));
  lease_.OnAnswer(At(0), 5, 5, At(900));
  EXPECT_TRUE(lease_.Holds(At(900)));
  EXPECT_TRUE(lease_.Holds(At(999.9)));
  EXPECT_FALSE(lease_.Holds(At(1000)));
}

TEST_F(LeaseTest, WaitsForTheChangesThatTheAnswerSpeaksOf) {
  lease_.OnAnswer(At(0), 5, 4, At(10));
  EXPECT_FALSE(lease_.Holds(At(10)));
  lease_.OnApplied(5, At(20));
  EXPECT_TRUE(lease_.Holds(At(20)));
}

TEST_F(LeaseTest, AnAnswerThatIsASecondOldBeginsNone) {
  lease_.OnAnswer(At(0), 5, 5, At(1000));
  EXPECT_FALSE(lease_.ever_held());
  lease_.OnAnswer(At(2000), 6, 5, At(2010));
  lease_.OnApplied(6, At(3000));
  EXPECT_FALSE(lease_.ever_held());
}

TEST_F(LeaseTest, TheLatestSendingCountsInWhateverOrderAnswersCome) {
  lease_.OnAnswer(At(250), 5, 5, At(300));
  lease_.OnAnswer(At(0), 5, 5, At(400));
  EXPECT_TRUE(lease_.Holds(At(1200)));
  // The older answer is there already while the later one waits.
  lease_.OnAnswer(At(1000), 9, 7, At(1100));
  lease_.OnAnswer(At(900), 7, 7, At(1110));
  EXPECT_TRUE(lease_.Holds(At(1899)));
  EXPECT_FALSE(lease_.Holds(At(1900)));
  lease_.OnApplied(9, At(1901));
  EXPECT_TRUE(lease_.Holds(At(1999)));
}

TEST_F(LeaseTest, TheTruthIsSilentAfterTwoFailuresInARow) {
  lease_.OnNoAnswer(At(0), At(100));
  EXPECT_FALSE(lease_.Silent(At(100)));
  // Sent before the first one failed: one outage, or one nap, may fell both.
  lease_.OnNoAnswer(At(50), At(150));
  EXPECT_FALSE(lease_.Silent(At(150)));
  lease_.OnNoAnswer(At(100), At(200));
  EXPECT_TRUE(lease_.Silent(At(200)));
  EXPECT_TRUE(lease_.Silent(At(2200)));
  EXPECT_FALSE(lease_.Silent(At(2201))) << "nobody has asked for long";
}

TEST_F(LeaseTest, AnyAnswerEndsTheSilence) {
  lease_.OnNoAnswer(At(0), At(100));
  lease_.OnNoAnswer(At(100), At(200));
  lease_.OnTouch(At(250));
  EXPECT_FALSE(lease_.Silent(At(250)));
  lease_.OnNoAnswer(At(220), At(300));  // asked before the answer came
  lease_.OnNoAnswer(At(310), At(400));
  EXPECT_FALSE(lease_.Silent(At(400)));
  lease_.OnNoAnswer(At(400), At(500));
  EXPECT_TRUE(lease_.Silent(At(500)));
}

TEST_F(LeaseTest, AFailureAfterALongSleepShowsNothing) {
  lease_.OnNoAnswer(At(0), At(100));
  lease_.OnNoAnswer(At(100), At(2101));
  EXPECT_FALSE(lease_.Silent(At(2101)));
  lease_.OnNoAnswer(At(2101), At(2200));
  EXPECT_FALSE(lease_.Silent(At(2200))) << "the chain begins anew";
  lease_.OnNoAnswer(At(2200), At(2300));
  EXPECT_TRUE(lease_.Silent(At(2300)));
}

TEST_F(LeaseTest, ForgetsAnswersThatWait) {
  lease_.OnAnswer(At(0), 5, 5, At(10));
  lease_.OnAnswer(At(5), 6, 5, At(10));
  lease_.Forget();
  EXPECT_FALSE(lease_.ever_held());
  lease_.OnApplied(9, At(20));
  EXPECT_FALSE(lease_.Holds(At(20)));
  EXPECT_EQ(lease_.Age(At(20)), absl::nullopt);
}

TEST_F(LeaseTest, TellsItsAge) {
  lease_.OnAnswer(At(0), 5, 5, At(10));
  EXPECT_EQ(lease_.Age(At(300)), absl::Milliseconds(300));
  EXPECT_EQ(lease_.SinceEnd(At(1300)), absl::Milliseconds(300));
}

}  // namespace
}  // namespace byline
