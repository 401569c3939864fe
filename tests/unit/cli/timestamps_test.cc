#include "services/cli/import/timestamps.h"

#include <gtest/gtest.h>

#include "common/base/timestamps.h"

namespace byline::cli {
namespace {

TEST(TimestampsTest, TheUsualFormsOfIso8601AreRead) {
  const absl::Time midnight = absl::FromUnixSeconds(1793577600);  // 2026-11-02
  EXPECT_EQ(ParseIsoTime("2026-11-02"), midnight);
  EXPECT_EQ(ParseIsoTime("2026-11-02T08:30"), midnight + absl::Minutes(510));
  EXPECT_EQ(ParseIsoTime("2026-11-02 08:30:15"),
            midnight + absl::Minutes(510) + absl::Seconds(15));
  EXPECT_EQ(ParseIsoTime("2026-11-02T08:30:15.250Z"),
            midnight + absl::Minutes(510) + absl::Milliseconds(15250));
  EXPECT_EQ(ParseIsoTime("2026-11-02T08:30:00+01:00"),
            midnight + absl::Minutes(450));
  EXPECT_EQ(ParseIsoTime("1987-02-26T15:01:01.790000").has_value(), true);
}

TEST(TimestampsTest, OtherTextIsNotATime) {
  for (const char* text :
       {"", "yesterday", "infinite-past", "2026-13-01", "2026-02-30",
        "02.11.2026", "-2026-11-02", "99999-01-01", "2026-11-02T25:00"}) {
    EXPECT_FALSE(ParseIsoTime(text).has_value()) << text;
  }
}

TEST(TimestampsTest, ATimestampKeepsFractionsBeforeTheEpoch) {
  const auto timestamp =
      ToTimestamp(absl::UnixEpoch() - absl::Milliseconds(250));
  EXPECT_EQ(timestamp.seconds(), -1);
  EXPECT_EQ(timestamp.nanos(), 750'000'000);
}

}  // namespace
}  // namespace byline::cli
