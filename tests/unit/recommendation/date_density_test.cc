#include "services/recommendation/core/index/date_density.h"

#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

constexpr int64_t kDay = 86'400;

TEST(DateDensityTest, NearnessFallsWithTheDaysAndEnds) {
  DateDensity density;
  for (int64_t day = 0; day < 1000; ++day) density.Add(day * kDay);
  const Nearness nearness = density.At(500 * kDay);
  for (size_t days = 1; days < kFarDays; ++days) {
    EXPECT_LT(nearness[days], nearness[days - 1]);
  }
  EXPECT_GT(nearness[0], 0.5F);
  EXPECT_LT(nearness[0], 1.1F);
  EXPECT_LT(nearness[kFarDays - 1], 1e-3F);
}

TEST(DateDensityTest, WhereAllIsOfOneDayThatSaysLittle) {
  DateDensity dense;
  DateDensity spread;
  for (int64_t i = 0; i < 2000; ++i) {
    dense.Add(100 * kDay + i);
    spread.Add(i * kDay);
  }
  EXPECT_LT(dense.At(100 * kDay)[0], 0.1F);
  EXPECT_GT(spread.At(100 * kDay)[0], 0.8F);
}

TEST(DateDensityTest, ATimeThatIsNotKnownIsNearNothing) {
  DateDensity density;
  density.Add(INT64_MIN);
  EXPECT_EQ(density.At(INT64_MIN), Nearness{});
  EXPECT_GT(density.At(0)[0], 0.5F);  // by the background
}

TEST(DateDensityTest, DaysAreThoseOfTheCalendar) {
  EXPECT_EQ(DaysApart(0, kDay - 1), 0u);
  EXPECT_EQ(DaysApart(0, kDay), 1u);
  EXPECT_EQ(DaysApart(kDay, 0), 1u);
  EXPECT_EQ(DaysApart(-1, 0), 1u);
  EXPECT_EQ(DaysApart(-kDay, -1), 0u);
  EXPECT_EQ(DaysApart(0, 400 * kDay), kFarDays);
  EXPECT_EQ(DaysApart(INT64_MIN, 0), kFarDays);
}

}  // namespace
}  // namespace byline::recommendation
