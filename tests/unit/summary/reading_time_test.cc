#include "services/summary/core/reading_time.h"

#include <gtest/gtest.h>

namespace byline::summary {
namespace {

TEST(ReadingTimeTest, AMinuteIsTheSpeedOfTheLanguage) {
  EXPECT_EQ(ReadingSeconds(228, "en"), 60);
  EXPECT_EQ(ReadingSeconds(228, "en-GB"), 60);
  EXPECT_EQ(ReadingSeconds(179, "de-AT"), 60);
  EXPECT_EQ(ReadingSeconds(195, "fr"), 60);
  EXPECT_EQ(ReadingSeconds(218, "es"), 60);
  EXPECT_EQ(ReadingSeconds(138, "ar"), 60);
  EXPECT_EQ(ReadingSeconds(127, "zh-Hans"), 60);
}

TEST(ReadingTimeTest, LanguagesWithoutAMeasureGetTheUsualSpeed) {
  EXPECT_EQ(ReadingSeconds(184, ""), 60);
  EXPECT_EQ(ReadingSeconds(184, "mi"), 60);
}

TEST(ReadingTimeTest, SecondsAreRoundedUp) {
  EXPECT_EQ(ReadingSeconds(0, "en"), 0);
  EXPECT_EQ(ReadingSeconds(1, "en"), 1);
  EXPECT_EQ(ReadingSeconds(229, "en"), 61);
  EXPECT_EQ(ReadingSeconds(456, "en"), 120);
}

}  // namespace
}  // namespace byline::summary
