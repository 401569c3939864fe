#include "services/recommendation/core/index/date_density.h"

#include <gtest/gtest.h>

#include <tuple>

namespace byline::recommendation {
namespace {

constexpr int64_t kDay = 86'400;

TEST(DateDensityTest, NearnessFallsWithTheDaysAndEnds) {
  DateDensity density;
  for (int64_t day = 0; day < 1000; ++day) density.Add(day * kDay);
  const Nearness nearness = density.At(500 * kDay);
  for (Day days = 1; days < Day{kFarDays}; ++days) {
    EXPECT_LT(nearness.Of(500 + days), nearness.Of(499 + days));
    EXPECT_EQ(nearness.Of(500 - days), nearness.Of(500 + days));
  }
  EXPECT_GT(nearness.Of(500), 0.5);
  EXPECT_LT(nearness.Of(500), 1.1);
  EXPECT_LT(nearness.Of(499 + kFarDays), 1e-3);
  EXPECT_GT(nearness.Of(499 + kFarDays), 0);
  EXPECT_EQ(nearness.Of(500 + kFarDays), 0);
}

TEST(DateDensityTest, WhereAllIsOfOneDayThatSaysLittle) {
  DateDensity dense;
  DateDensity spread;
  for (int64_t i = 0; i < 2000; ++i) {
    dense.Add(100 * kDay + i);
    spread.Add(i * kDay);
  }
  EXPECT_LT(dense.At(100 * kDay).Of(100), 0.1);
  EXPECT_GT(spread.At(100 * kDay).Of(100), 0.8);
}

TEST(DateDensityTest, ATimeThatIsNotKnownIsNearNothing) {
  DateDensity density;
  density.Add(INT64_MIN);
  for (const Day day : {Day{0}, kNoDay}) {
    EXPECT_EQ(density.At(INT64_MIN).Of(day), 0);
  }
  EXPECT_EQ(density.At(0).Of(kNoDay), 0);
  EXPECT_GT(density.At(0).Of(0), 0.5);  // by the background
}

TEST(DateDensityTest, DaysAreThoseOfTheCalendar) {
  EXPECT_EQ(DayOf(kDay - 1), 0);
  EXPECT_EQ(DayOf(kDay), 1);
  EXPECT_EQ(DayOf(-1), -1);
  EXPECT_EQ(DayOf(-kDay), -1);
  EXPECT_EQ(DayOf(-kDay - 1), -2);
  EXPECT_EQ(DayOf(INT64_MIN), kNoDay);
  EXPECT_GT(DayOf(INT64_MAX), 1'000'000'000);
}

TEST(DateDensityTest, DaysOfWhichNoneIsNearAreTold) {
  const Nearness nearness = DateDensity().At(500 * kDay);
  const Day far = Day{kFarDays};
  for (const auto& [first, last, may_be] :
       {std::tuple{490, 510, true}, std::tuple{0, 10'000, true},
        std::tuple{0, 500 - far, false}, std::tuple{0, 501 - far, true},
        std::tuple{500 + far, 900, false}, std::tuple{499 + far, 900, true},
        std::tuple{INT32_MAX, INT32_MIN, false}}) {
    EXPECT_EQ(nearness.MayBeOf(first, last), may_be) << first << " " << last;
  }
  EXPECT_FALSE(DateDensity().At(INT64_MIN).MayBeOf(0, 10'000));
}

}  // namespace
}  // namespace byline::recommendation
