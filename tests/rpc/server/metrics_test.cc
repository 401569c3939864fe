#include "common/server/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace byline {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MetricsTest, TheSameNameAndLabelsAreTheSameMetric) {
  Metrics metrics;
  EXPECT_EQ(&metrics.Counter("a_total", "A.", {{"k", "1"}}),
            &metrics.Counter("a_total", "A.", {{"k", "1"}}));
  EXPECT_NE(&metrics.Counter("a_total", "A.", {{"k", "1"}}),
            &metrics.Counter("a_total", "A.", {{"k", "2"}}));
}

TEST(MetricsTest, ACallbackIsAskedAtEachScrape) {
  Metrics metrics;
  double entries = 1;
  const auto registration =
      metrics.Callback(Metrics::Kind::kGauge, "cache_entries", "Entries.",
                       {{"cache", "body"}}, [&] { return entries; });
  EXPECT_THAT(metrics.Text(), HasSubstr("cache_entries{cache=\"body\"} 1\n"));
  entries = 2;
  EXPECT_THAT(metrics.Text(), HasSubstr("cache_entries{cache=\"body\"} 2\n"));
}

TEST(MetricsTest, CallbacksOfOneNameAreOneFamily) {
  Metrics metrics;
  const auto one = metrics.Callback(Metrics::Kind::kCounter, "hits_total", "H.",
                                    {{"layer", "l1"}}, [] { return 1; });
  const auto two = metrics.Callback(Metrics::Kind::kCounter, "hits_total", "H.",
                                    {{"layer", "l2"}}, [] { return 2; });
  const std::string text = metrics.Text();
  const size_t type = text.find("# TYPE hits_total counter\n");
  ASSERT_NE(type, std::string::npos);
  EXPECT_EQ(text.find("# TYPE hits_total", type + 1), std::string::npos);
  EXPECT_THAT(text, HasSubstr("hits_total{layer=\"l1\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("hits_total{layer=\"l2\"} 2\n"));
}

TEST(MetricsTest, ACallbackEndsWithItsRegistration) {
  Metrics metrics;
  {
    auto made = metrics.Callback(Metrics::Kind::kGauge, "short_lived", "S.", {},
                                 [] { return 1; });
    const auto moved = std::move(made);
    EXPECT_THAT(metrics.Text(), HasSubstr("short_lived 1\n"));
  }
  EXPECT_THAT(metrics.Text(), Not(HasSubstr("short_lived")));
}

}  // namespace
}  // namespace byline
