#include "services/recommendation/readers/behaviour.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

#include "services/recommendation/readers/event_intake.h"
#include "tests/unit/recommendation/reader_events.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

class BehaviourTest : public ::testing::Test {
 protected:
  BehaviourTest() { Use({}); }
  void Use(const ReaderLimits& limits) {
    limits_ = limits;
    table_ = std::make_unique<CounterTable>(limits, false);
    intake_ = std::make_unique<EventIntake>(limits, clock_, *table_);
    behaviour_ = std::make_unique<Behaviour>(limits, clock_, *table_);
  }
  void Record(const std::vector<v1::ReaderEvent>& events) {
    const auto response = intake_->Record(
        BatchOf(events), [](const std::string&) { return true; });
    EXPECT_EQ(response.accepted(), static_cast<int>(events.size()));
  }
  // So many visits, each of a session of its own, that view these.
  void Visits(int count, const std::vector<std::string>& ids) {
    for (int i = 0; i < count; ++i) {
      const std::string session = absl::StrCat("session-", ++sessions_);
      for (const std::string& id : ids) Record({ViewOf(id, session)});
    }
  }
  double Strength(const std::string& id, const std::string& other) const {
    return behaviour_->Strength("articles/" + id, "articles/" + other);
  }
  bool IsAlsoRead(const std::string& id, const std::string& other) const {
    return behaviour_->IsAlsoRead("articles/" + id, "articles/" + other);
  }

  FakeClock clock_;
  ReaderLimits limits_;
  std::unique_ptr<CounterTable> table_;
  std::unique_ptr<EventIntake> intake_;
  std::unique_ptr<Behaviour> behaviour_;
  int sessions_ = 0;
};

TEST_F(BehaviourTest, LiftIsShrunkTowardsOne) {
  Visits(10, {"a", "b"});
  Visits(10, {"a"});
  Visits(10, {"b"});
  Visits(70, {"c"});
  // 10 together of 100 visits; 20 * 20 / 100 = 4 by chance.
  const auto read = behaviour_->ReadWith("articles/a");
  ASSERT_THAT(read, ElementsAre(Field(&AlsoRead::article, "articles/b")));
  EXPECT_NEAR(read[0].lift, (10 + kPrior) / (4 + kPrior), 1e-9);
  EXPECT_EQ(read[0].visits, 10);
}

TEST_F(BehaviourTest, NothingIsToldUnderTheLeastNumberOfSessions) {
  Visits(100, {"c"});
  Visits(4, {"a", "b"});
  EXPECT_THAT(behaviour_->ReadWith("articles/a"), IsEmpty());
  EXPECT_EQ(Strength("a", "b"), 0);
  EXPECT_FALSE(IsAlsoRead("a", "b"));
  Visits(1, {"a", "b"});
  EXPECT_EQ(behaviour_->ReadWith("articles/a").size(), 1u);
  EXPECT_GT(Strength("a", "b"), 0);
  EXPECT_TRUE(IsAlsoRead("a", "b"));
}

TEST_F(BehaviourTest, WhatIsReadTogetherLessThanByChanceIsNotAlsoRead) {
  Visits(10, {"a", "b"});
  Visits(40, {"a"});
  Visits(40, {"b"});
  EXPECT_FALSE(IsAlsoRead("a", "b"));
  EXPECT_EQ(Strength("a", "b"), 0);
  EXPECT_THAT(behaviour_->ReadWith("articles/a"), IsEmpty());
}

TEST_F(BehaviourTest, TheMoreSessionsTellTheStronger) {
  Visits(200, {"z"});
  Visits(6, {"a", "b"});
  Visits(40, {"c", "d"});
  EXPECT_GT(Strength("c", "d"), Strength("a", "b"));
  EXPECT_LE(Strength("c", "d"), 1);
  EXPECT_EQ(Strength("a", "d"), 0);
  EXPECT_EQ(Strength("a", "never-there"), 0);
  EXPECT_EQ(Strength("never-there", "a"), 0);
}

TEST_F(BehaviourTest, WhatWasReadTogetherIsForgotten) {
  Visits(100, {"c"});
  Visits(8, {"a", "b"});
  EXPECT_TRUE(IsAlsoRead("a", "b"));
  clock_.Advance(2 * kBehaviourHalfLife);
  EXPECT_FALSE(IsAlsoRead("a", "b"));
}

TEST_F(BehaviourTest, AClickOnACardFarBehindTellsMoreThanOneInFront) {
  for (int i = 0; i < 60; ++i) Record({ClickFrom("x", "y", 1)});
  for (int i = 0; i < 10; ++i) {
    Record({ClickFrom("a", "front", 1), ClickFrom("a", "behind", 6),
            ClickFrom("a", "other", 1)});
  }
  EXPECT_GT(Strength("a", "behind"), Strength("a", "front"));
  EXPECT_GT(Strength("a", "behind"), 0);
  EXPECT_EQ(Strength("behind", "a"), 0);  // a click has a direction
  EXPECT_FALSE(IsAlsoRead("a", "behind"));
}

TEST_F(BehaviourTest, FewClicksTellNothing) {
  for (int i = 0; i < 4; ++i) Record({ClickFrom("a", "b", 6)});
  EXPECT_EQ(Strength("a", "b"), 0);
  Record({ClickFrom("a", "b", 6)});
  EXPECT_GT(Strength("a", "b"), 0);
}

TEST_F(BehaviourTest, ASessionClicksACardOnce) {
  for (int i = 0; i < 10; ++i) Record({ClickFrom("a", "b", 6, "session-1")});
  EXPECT_EQ(Strength("a", "b"), 0);
}

TEST_F(BehaviourTest, AnArticleThatReadersLeaveAtOnceIsWeaker) {
  Visits(100, {"z"});
  Visits(20, {"a", "stays"});
  Visits(20, {"a", "left"});
  EXPECT_NEAR(Strength("a", "stays"), Strength("a", "left"), 1e-9);
  for (int i = 0; i < 20; ++i) {
    Record({DwellOn("stays", 60), DwellOn("left", 2)});
  }
  EXPECT_NEAR(Strength("a", "left"), Strength("a", "stays") * 5 / 25, 1e-9);
}

TEST_F(BehaviourTest, RanksWhatIsReadMostByEachHalfLife) {
  Visits(10, {"old"});
  clock_.Advance(absl::Hours(5));
  Visits(3, {"new"});
  Visits(1, {"rare"});
  const auto names = [this](size_t half_life) {
    std::vector<std::string> names;
    for (const ReadMost& most : *behaviour_->MostRead(half_life)) {
      names.push_back(most.article);
    }
    return names;
  };
  EXPECT_THAT(names(0),
              ElementsAre("articles/new", "articles/rare", "articles/old"));
  EXPECT_THAT(names(3),
              ElementsAre("articles/old", "articles/new", "articles/rare"));
  clock_.Advance(absl::Hours(24 * 60));
  EXPECT_THAT(names(3), IsEmpty());
}

TEST_F(BehaviourTest, ARankingIsHalfASecondOldAtMost) {
  Visits(1, {"a"});
  EXPECT_EQ(behaviour_->MostRead(1)->size(), 1u);
  Visits(1, {"b"});
  EXPECT_EQ(behaviour_->MostRead(1)->size(), 1u);
  clock_.Advance(absl::Milliseconds(501));
  EXPECT_EQ(behaviour_->MostRead(1)->size(), 2u);
}

TEST_F(BehaviourTest, TooManyArticlesDropThoseReadLeast) {
  ReaderLimits limits;
  limits.articles = 20;
  Use(limits);
  Visits(5, {"liked"});
  for (int i = 0; i < 500; ++i) {
    Record({ViewOf(absl::StrCat("rare-", i))});
    ASSERT_LE(table_->size(), 21u);
  }
  EXPECT_GT(table_->dropped(), 400u);
  EXPECT_EQ(behaviour_->MostRead(3)->front().article, "articles/liked");
}

TEST_F(BehaviourTest, TooManyPairsOfAnArticleDropThoseReadLeast) {
  ReaderLimits limits;
  limits.pairs_per_article = 10;
  Use(limits);
  Visits(6, {"a", "b"});
  for (int i = 0; i < 100; ++i) Visits(1, {"a", absl::StrCat("rare-", i)});
  size_t pairs = 0;
  table_->LookAt("articles/a", [&](const ReaderCounts& counts) {
    pairs = counts.pairs.size();
    EXPECT_TRUE(counts.pairs.contains("articles/b"));
  });
  EXPECT_LE(pairs, 20u);
  EXPECT_GE(pairs, 10u);
}

TEST_F(BehaviourTest, SignalsAreReadWhileEventsAreTaken) {
  Visits(20, {"a", "b"});
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const double strength = Strength("a", "b");
      ASSERT_GE(strength, 0);
      ASSERT_LE(strength, 1);
      behaviour_->MostRead(1);
    }
  });
  Visits(300, {"a", "b", "c", "d"});
  done = true;
  reader.join();
}

TEST(ReaderCountsTest, ParsesWhatItSerializesAndNothingElse) {
  ReaderCounts counts;
  counts.as_of = absl::FromUnixSeconds(1'700'000'000);
  counts.views = {1, 2, 3, 4};
  counts.visits = 5;
  counts.clicks = 6;
  counts.dwells = 8;
  counts.engaged = 7;
  counts.pairs["articles/b"] = {1, 2, 9};
  counts.clicks_at = {3, 0, 1};
  const auto parsed = ReaderCounts::Parse(counts.Serialize());
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->as_of, counts.as_of);
  EXPECT_EQ(parsed->views, counts.views);
  EXPECT_EQ(parsed->engaged, 7);
  EXPECT_EQ(parsed->pairs.at("articles/b").positions, 9);
  EXPECT_EQ(parsed->clicks_at, counts.clicks_at);

  EXPECT_FALSE(ReaderCounts::Parse("anything").has_value());
  EXPECT_FALSE(ReaderCounts::Parse("").has_value());
  for (const double bad : {-1.0, std::nan(""), HUGE_VAL, 1e300}) {
    ReaderCounts wrong = counts;
    wrong.views[2] = bad;
    EXPECT_FALSE(ReaderCounts::Parse(wrong.Serialize()).has_value()) << bad;
    wrong = counts;
    wrong.pairs["articles/b"].visits = bad;
    EXPECT_FALSE(ReaderCounts::Parse(wrong.Serialize()).has_value()) << bad;
  }
  ReaderCounts stranger = counts;
  stranger.pairs["no name"] = {1, 1, 1};
  EXPECT_FALSE(ReaderCounts::Parse(stranger.Serialize()).has_value());
}

TEST(ReaderCountsTest, AddingIsTheSameInAnyOrder) {
  ReaderCounts early, late;
  early.as_of = absl::FromUnixSeconds(1'700'000'000);
  late.as_of = early.as_of + absl::Hours(7);
  early.views = {4, 4, 4, 4};
  late.views = {1, 1, 1, 1};
  ReaderCounts one = early, other = late;
  one.Add(late);
  other.Add(early);
  EXPECT_EQ(one.as_of, other.as_of);
  for (size_t i = 0; i < kHalfLifeCount; ++i) {
    EXPECT_DOUBLE_EQ(one.views[i], other.views[i]);
  }
  EXPECT_DOUBLE_EQ(one.views[0], 1 + 4 * std::exp2(-7));
}

}  // namespace
}  // namespace byline::recommendation
