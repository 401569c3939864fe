#include "services/recommendation/readers/counter_sync.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "tests/unit/recommendation/fake_shared_values.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;

// One of several replicas over the same store.
struct Replica {
  Replica(const Clock& clock, SharedValues& values,
          const ReaderLimits& limits = {})
      : clock(clock),
        table(limits, true),
        sync({}, limits, clock, table, values) {}

  void Views(const std::string& name, double count) {
    ReaderCounts counts;
    counts.as_of = clock.Now();
    counts.views.fill(count);
    table.Add(name, counts);
  }
  double ViewsOf(const std::string& name) const {
    double views = 0;
    table.LookAt(name, [&](const ReaderCounts& counts) {
      views = counts.views[3] * counts.WorthAt(clock.Now(), kHalfLives[3]);
    });
    return views;
  }

  const Clock& clock;
  CounterTable table;
  CounterSync sync;
};

class CounterSyncTest : public ::testing::Test {
 protected:
  FakeClock clock_;
  FakeSharedValues values_;
  Replica one_{clock_, values_};
  Replica two_{clock_, values_};
};

TEST_F(CounterSyncTest, ReplicasKnowTheSumOfWhatTheyCounted) {
  one_.Views("articles/a", 2);
  two_.Views("articles/a", 3);
  two_.Views("articles/b", 1);
  one_.sync.Tell();
  two_.sync.Tell();
  one_.sync.Read();
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 5);
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 5);
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/b"), 1);
  // Nothing is told twice.
  one_.sync.Tell();
  two_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 5);
}

TEST_F(CounterSyncTest, WhatWasCountedAtOtherTimesIsAddedAtOneTime) {
  one_.Views("articles/a", 4);
  one_.sync.Tell();
  clock_.Advance(kHalfLives[3]);
  two_.Views("articles/a", 1);
  two_.sync.Tell();
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 3);
}

TEST_F(CounterSyncTest, WhatIsCountedWhileItIsToldIsKept) {
  one_.Views("articles/a", 1);
  values_.on_get = [this] {
    values_.on_get = nullptr;
    one_.Views("articles/a", 1);
  };
  one_.sync.Tell();
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 2);
  one_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 2);
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 2);
}

TEST_F(CounterSyncTest, TheOneThatComesSecondTriesAgain) {
  one_.Views("articles/a", 1);
  two_.Views("articles/a", 1);
  values_.on_get = [this] {
    values_.on_get = nullptr;
    two_.sync.Tell();
  };
  one_.sync.Tell();
  EXPECT_EQ(one_.sync.counters().conflicts, 1u);
  one_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 2);
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 2);
}

TEST_F(CounterSyncTest, AStoreThatIsAwayGetsEverythingLater) {
  values_.is_away = true;
  for (int i = 0; i < 3; ++i) {
    one_.Views("articles/a", 1);
    one_.sync.Tell();
    one_.sync.Read();
  }
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 3);
  EXPECT_EQ(one_.sync.counters().away, 6u);
  values_.is_away = false;
  one_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 3);
}

TEST_F(CounterSyncTest, AStoreThatLosesEverythingGetsItBackWithTheNextChange) {
  one_.Views("articles/a", 2);
  one_.sync.Tell();
  two_.sync.Read();
  values_.LoseAll();
  two_.Views("articles/a", 1);
  one_.Views("articles/a", 1);
  two_.sync.Tell();
  one_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(one_.ViewsOf("articles/a"), 4);
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 4);
}

TEST_F(CounterSyncTest, AReplicaThatStartsKnowsWhatWasCountedBefore) {
  for (int i = 0; i < 20; ++i) one_.Views(absl::StrCat("articles/", i), 1);
  one_.Views(kAllArticlesCounts, 7);
  one_.sync.Tell();
  Replica late(clock_, values_);
  late.sync.Read();
  EXPECT_EQ(late.table.size(), 21u);
  EXPECT_DOUBLE_EQ(late.ViewsOf("articles/19"), 1);
  EXPECT_DOUBLE_EQ(late.ViewsOf(kAllArticlesCounts), 7);
}

TEST_F(CounterSyncTest, ValuesThatCannotBeCountsAreReplaced) {
  values_.Set("articles/a", "no counts");
  ReaderCounts of_tomorrow;
  of_tomorrow.as_of = clock_.Now() + absl::Hours(24);
  of_tomorrow.views.fill(1'000);
  values_.Set("articles/b", of_tomorrow.Serialize());
  values_.Set("no name", of_tomorrow.Serialize());
  one_.sync.Read();
  EXPECT_EQ(one_.table.size(), 0u);
  EXPECT_EQ(one_.sync.counters().refused, 2u);
  one_.Views("articles/a", 1);
  one_.sync.Tell();
  two_.sync.Read();
  EXPECT_DOUBLE_EQ(two_.ViewsOf("articles/a"), 1);
}

TEST_F(CounterSyncTest, WhatIsPendingWhileTheStoreIsAwayIsBounded) {
  ReaderLimits limits;
  limits.articles = 50;
  Replica small(clock_, values_, limits);
  values_.is_away = true;
  for (int i = 0; i < 1'000; ++i) {
    small.Views(absl::StrCat("articles/", i), 1 + i % 7);
    if (i % 100 == 0) small.sync.Tell();
  }
  EXPECT_LE(small.table.size(), 51u);
  values_.is_away = false;
  small.sync.Tell();
  EXPECT_LE(values_.size(), 51u);
  EXPECT_GT(values_.size(), 30u);
}

}  // namespace
}  // namespace byline::recommendation
