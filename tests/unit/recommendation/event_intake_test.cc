#include "services/recommendation/readers/event_intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "services/recommendation/readers/behaviour.h"
#include "tests/unit/recommendation/reader_events.h"

namespace byline::recommendation {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr size_t kOneHour = 0;
constexpr size_t kSixHours = 1;
constexpr size_t kOneWeek = 3;

class EventIntakeTest : public ::testing::Test {
 protected:
  void Use(const ReaderLimits& limits) {
    table_ = std::make_unique<CounterTable>(limits, false);
    intake_ = std::make_unique<EventIntake>(limits, clock_, *table_);
  }
  EventIntakeTest() { Use({}); }

  v1::RecordReaderEventsResponse Record(
      const std::vector<v1::ReaderEvent>& events) {
    return intake_->Record(BatchOf(events), [this](const std::string& name) {
      return name != withdrawn_;
    });
  }
  // The field at fault of one event; "" where it counts.
  std::string FaultOf(const v1::ReaderEvent& event) {
    const auto response = Record({event});
    EXPECT_EQ(response.accepted() + response.rejected_size(), 1);
    return response.rejected_size() == 0 ? "" : response.rejected(0).field();
  }
  double Views(const std::string& id, size_t half_life) {
    double views = 0;
    table_->LookAt("articles/" + id, [&](const ReaderCounts& counts) {
      views = counts.views[half_life] *
              counts.WorthAt(clock_.Now(), kHalfLives[half_life]);
    });
    return views;
  }
  double VisitsOfBoth(const std::string& id, const std::string& other) {
    double visits = 0;
    table_->LookAt("articles/" + id, [&](const ReaderCounts& counts) {
      const auto found = counts.pairs.find("articles/" + other);
      if (found != counts.pairs.end()) visits = found->second.visits;
    });
    return visits;
  }

  FakeClock clock_;
  std::string withdrawn_ = "articles/withdrawn";
  std::unique_ptr<CounterTable> table_;
  std::unique_ptr<EventIntake> intake_;
};

TEST_F(EventIntakeTest, NamesTheFieldAtFault) {
  const auto with = [](const std::function<void(v1::ReaderEvent&)>& change) {
    v1::ReaderEvent event = ClickFrom("a", "b", 3, "session-1");
    change(event);
    return event;
  };
  using E = v1::ReaderEvent;
  const absl::Time now = clock_.Now();
  EXPECT_EQ(FaultOf(with([](E&) {})), "");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_event_id("short"); })), "event_id");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_event_id("has a space"); })),
            "event_id");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_event_id(std::string(65, 'x')); })),
            "event_id");
  EXPECT_EQ(FaultOf(with([](E& e) { e.clear_kind(); })), "kind");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_kind(static_cast<E::Kind>(9)); })),
            "kind");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_article("b"); })), "article");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_from_article("x/y"); })),
            "from_article");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_from_article("articles/b"); })),
            "from_article");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_position(0); })), "position");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_position(51); })), "position");
  EXPECT_EQ(FaultOf(with([](E& e) { e.set_session_id("!"); })), "session_id");
  EXPECT_EQ(FaultOf(DwellOn("a", 0)), "dwell");
  EXPECT_EQ(FaultOf(DwellOn("a", -5)), "dwell");
  EXPECT_EQ(FaultOf(DwellOn("a", 3601)), "dwell");
  EXPECT_EQ(FaultOf(DwellOn("a", 3600)), "");
  EXPECT_EQ(FaultOf(At(ViewOf("a"), now - absl::Hours(1))), "");
  EXPECT_EQ(FaultOf(At(ViewOf("a"), now - absl::Seconds(3601))), "event_time");
  EXPECT_EQ(FaultOf(At(ViewOf("a"), now + absl::Minutes(1))), "");
  EXPECT_EQ(FaultOf(At(ViewOf("a"), now + absl::Seconds(61))), "event_time");
  EXPECT_EQ(FaultOf(At(ViewOf("a"), absl::InfiniteFuture())), "event_time");
  EXPECT_EQ(FaultOf(ViewOf("withdrawn")), "article");
  EXPECT_EQ(FaultOf(ClickFrom("withdrawn", "a", 1)), "from_article");
}

TEST_F(EventIntakeTest, ABadEventDoesNotTakeTheOthersWithItAndNamesItsPlace) {
  v1::ReaderEvent bad = ViewOf("b");
  bad.set_event_id("?");
  const auto response = Record({ViewOf("a"), bad, ViewOf("c")});
  EXPECT_EQ(response.accepted(), 2);
  ASSERT_THAT(response.rejected(), SizeIs(1));
  EXPECT_EQ(response.rejected(0).index(), 1);
  EXPECT_THAT(response.rejected(0).description(), HasSubstr("8 to 64"));
  EXPECT_EQ(intake_->counters().invalid, 1u);
}

TEST_F(EventIntakeTest, AtMostAHundredOfTheRejectedAreNamed) {
  const auto response =
      Record(std::vector<v1::ReaderEvent>(150, ViewOf("withdrawn")));
  EXPECT_THAT(response.rejected(), SizeIs(100));
  EXPECT_EQ(intake_->counters().invalid, 150u);
}

TEST_F(EventIntakeTest, AnEventThatComesTwiceCountsOnce) {
  const v1::ReaderEvent view = ViewOf("a");
  const auto response = Record({view, view});
  EXPECT_EQ(response.accepted(), 1);
  EXPECT_EQ(response.duplicates(), 1);
  EXPECT_EQ(Record({view}).duplicates(), 1);
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 1);
}

TEST_F(EventIntakeTest, TheWindowOfEventIdsIsBounded) {
  ReaderLimits limits;
  limits.event_ids = 10;
  Use(limits);
  const v1::ReaderEvent first = ViewOf("a");
  Record({first});
  for (int i = 0; i < 9; ++i) Record({ViewOf("b")});
  EXPECT_EQ(Record({first}).duplicates(), 1);
  for (int i = 0; i < 20; ++i) Record({ViewOf("b")});
  EXPECT_EQ(Record({first}).accepted(), 1);
}

TEST(SeenEventsTest,
     NeverHoldsMoreThanTwiceItsCapacityAndForgetsAfterTwoWindows) {
  SeenEvents seen(100, absl::Hours(1));
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(seen.Insert(absl::StrCat("id", i), now));
    ASSERT_LE(seen.size(), 200u);
  }
  EXPECT_FALSE(seen.Insert("id999", now));
  EXPECT_FALSE(seen.Insert("id999", now + absl::Minutes(50)));
  EXPECT_TRUE(seen.Insert("other", now + absl::Hours(3)));
  EXPECT_EQ(seen.size(), 1u);
}

TEST_F(EventIntakeTest, ViewsAreForgottenAtTheirHalfLives) {
  Record({ViewOf("a"), ViewOf("a")});
  clock_.Advance(absl::Hours(6));
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 2.0 / 64);
  EXPECT_DOUBLE_EQ(Views("a", kSixHours), 1);
  EXPECT_THAT(Views("a", kOneWeek),
              DoubleNear(2 * std::exp2(-6.0 / 168), 1e-9));
  Record({ViewOf("a")});
  EXPECT_DOUBLE_EQ(Views("a", kSixHours), 2);
}

TEST_F(EventIntakeTest, ALateEventCountsAsOfTheTimeWhenItHappened) {
  Record({At(ViewOf("a"), clock_.Now() - absl::Hours(1))});
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 0.5);
  Record({ViewOf("a"), At(ViewOf("a"), clock_.Now() - absl::Hours(1))});
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 2);
}

TEST_F(EventIntakeTest, ASessionCountsAnArticleOnceInEachHalfLife) {
  for (int i = 0; i < 3; ++i) Record({ViewOf("a", "session-1")});
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 1);
  clock_.Advance(absl::Hours(1));
  Record({ViewOf("a", "session-1")});
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 1.5);
  EXPECT_THAT(Views("a", kSixHours), DoubleNear(std::exp2(-1.0 / 6), 1e-9));
  Record({ViewOf("a", "session-2")});
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 2.5);
}

TEST_F(EventIntakeTest, ASessionAboveACapIsIgnoredFromThenOn) {
  ReaderLimits limits;
  limits.views_per_minute = 3;
  Use(limits);
  for (const char* id : {"a", "b", "c"}) {
    EXPECT_EQ(FaultOf(ViewOf(id, "a-robot-1")), "");
  }
  EXPECT_EQ(FaultOf(ViewOf("d", "a-robot-1")), "session");
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(FaultOf(ViewOf("d", "a-robot-1")), "session");
  EXPECT_EQ(FaultOf(ClickFrom("a", "d", 1, "a-robot-1")), "session");
  EXPECT_DOUBLE_EQ(Views("d", kOneHour), 0);
  EXPECT_EQ(intake_->counters().capped, 3u);
  EXPECT_EQ(FaultOf(ViewOf("d", "a-reader-1")), "");
}

TEST_F(EventIntakeTest, ThereIsACapForTheDayAndOneForAllEvents) {
  ReaderLimits limits;
  limits.views_per_day = 10;
  limits.events_per_minute = 5;
  Use(limits);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(FaultOf(ViewOf("a", "a-reader-1")), "") << i;
    clock_.Advance(absl::Minutes(2));
  }
  EXPECT_EQ(FaultOf(ViewOf("a", "a-reader-1")), "session");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(FaultOf(DwellOn("a", 5, "a-reader-2")), "") << i;
  }
  EXPECT_EQ(FaultOf(DwellOn("a", 5, "a-reader-2")), "session");
  // With the next day's salt it is another session.
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(FaultOf(ViewOf("a", "a-reader-1")), "");
}

TEST_F(EventIntakeTest, WhatIsReadInOneVisitIsCountedOnceForEachPair) {
  Record({ViewOf("a", "session-1"), ViewOf("b", "session-1"),
          ViewOf("a", "session-1"), ViewOf("c", "session-1")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("a", "b"), 1);
  EXPECT_DOUBLE_EQ(VisitsOfBoth("b", "a"), 1);
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "a"), 1);
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "b"), 1);
}

TEST_F(EventIntakeTest, HalfAnHourWithoutAViewEndsAVisit) {
  Record({ViewOf("a", "session-1")});
  clock_.Advance(absl::Minutes(29));
  Record({ViewOf("b", "session-1")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("a", "b"), 1);
  clock_.Advance(absl::Minutes(31));
  Record({ViewOf("c", "session-1")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "a"), 0);
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "b"), 0);
}

TEST_F(EventIntakeTest, WithoutASessionNothingIsReadTogether) {
  Record({ViewOf("a"), ViewOf("b")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("a", "b"), 0);
  EXPECT_DOUBLE_EQ(Views("a", kOneHour), 1);
}

TEST_F(EventIntakeTest, ASessionRemembersItsLatestArticlesOnly) {
  ReaderLimits limits;
  limits.articles_per_session = 2;
  Use(limits);
  for (const char* id : {"a", "b", "c"}) Record({ViewOf(id, "session-1")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "b"), 1);
  EXPECT_DOUBLE_EQ(VisitsOfBoth("c", "a"), 1);
  Record({ViewOf("d", "session-1")});
  EXPECT_DOUBLE_EQ(VisitsOfBoth("d", "a"), 0);
}

TEST(SessionTableTest, HoldsABoundedNumberOfSessionsAndForgetsThemAfterADay) {
  ReaderLimits limits;
  limits.sessions = 10;
  SessionTable sessions(limits);
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  for (uint64_t i = 1; i <= 50; ++i) {
    sessions.View(i, "articles/a", now, now);
    ASSERT_LE(sessions.size(), 10u);
  }
  EXPECT_TRUE(sessions.View(1, "articles/a", now, now).begins_visit);
  EXPECT_FALSE(sessions.View(50, "articles/a", now, now).begins_visit);
  now += absl::Hours(26);
  sessions.View(99, "articles/a", now, now);
  EXPECT_EQ(sessions.size(), 1u);
}

TEST(SessionTableTest, ALateViewBelongsToItsVisitOnce) {
  SessionTable sessions({});
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  const absl::Time before = now - absl::Minutes(10);
  sessions.View(1, "articles/a", now, now);
  ViewWeight late = sessions.View(1, "articles/b", before, now);
  EXPECT_TRUE(late.is_first_in_visit);
  EXPECT_FALSE(late.begins_visit);
  EXPECT_THAT(late.read_before, ElementsAre("articles/a"));
  late = sessions.View(1, "articles/b", before + absl::Minutes(1), now);
  EXPECT_FALSE(late.is_first_in_visit);
  EXPECT_THAT(late.read_before, IsEmpty());
}

TEST(SessionSaltsTest, TheSaltChangesAtMidnightSoASessionBeginsAnew) {
  // 1,700,006,400 is 2023-11-15 00:00:00 UTC.
  const absl::Time midnight = absl::FromUnixSeconds(1'700'006'400);
  SessionSalts salts;
  const absl::Time before = midnight - absl::Minutes(10);
  const uint64_t hash = salts.Hash("session-1", before, before);
  EXPECT_EQ(salts.Hash("session-1", before, before), hash);
  EXPECT_NE(salts.Hash("session-2", before, before), hash);
  const absl::Time after = midnight + absl::Minutes(10);
  EXPECT_NE(salts.Hash("session-1", after, after), hash);
  // An event of yesterday that comes within the hour still finds its session.
  EXPECT_EQ(salts.Hash("session-1", before, after), hash);
  EXPECT_TRUE(salts.HasYesterday());
  salts.Rotate(midnight + absl::Hours(1));
  EXPECT_FALSE(salts.HasYesterday());
  EXPECT_NE(salts.Hash("session-1", before, midnight + absl::Hours(1)), hash);
}

TEST(SessionSaltsTest, SaltsAreOfOneObjectAlone) {
  SessionSalts one, other;
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  EXPECT_NE(one.Hash("session-1", now, now), other.Hash("session-1", now, now));
}

TEST(SessionSaltsTest, AfterADayWithoutEventsNothingOfTheOldSaltIsLeft) {
  SessionSalts salts;
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  salts.Hash("session-1", now, now);
  salts.Rotate(now + absl::Hours(48));
  EXPECT_FALSE(salts.HasYesterday());
}

}  // namespace
}  // namespace byline::recommendation
