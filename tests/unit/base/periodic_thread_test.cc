#include "common/base/periodic_thread.h"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/testing/within.h"

namespace byline {
namespace {

using byline::testing::Eventually;

TEST(PeriodicThreadTest, StepsAtOnceThenAfterEachInterval) {
  std::atomic<int> steps = 0;
  PeriodicThread thread(std::chrono::milliseconds(1), [&] { ++steps; });
  EXPECT_EQ(steps, 0);
  thread.Start();
  EXPECT_TRUE(Eventually([&] { return steps >= 3; }));
}

TEST(PeriodicThreadTest, HurriedItDoesNotWait) {
  std::atomic<int> steps = 0;
  PeriodicThread thread(std::chrono::hours(1), [&] { ++steps; });
  thread.Start();
  ASSERT_TRUE(Eventually([&] { return steps == 1; }));
  thread.Hurry();
  EXPECT_TRUE(Eventually([&] { return steps == 2; }));
}

TEST(PeriodicThreadTest, StopEndsTheWaitAndSaysWhetherItRan) {
  std::atomic<int> steps = 0;
  PeriodicThread thread(std::chrono::hours(1), [&] { ++steps; });
  EXPECT_FALSE(thread.Stop());
  thread.Start();
  EXPECT_TRUE(thread.Stop());
  EXPECT_EQ(steps, 1);
  EXPECT_FALSE(thread.Stop());
}

}  // namespace
}  // namespace byline
