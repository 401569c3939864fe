#include "services/summary/core/offline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/quality/summary/summary_promises.h"

namespace byline::summary {
namespace {

using testing::IsEmpty;

TEST(OfflineTest, RangesPointIntoTheBody) {
  const std::string body =
      "Pier falls\n\nThe “old” pier of Port Ann fell into the sea.\n\n• Gull "
      "is the name of a ferry.";
  const OfflineSummary summary =
      SummarizeBody("a1", "Pier falls", body, "en", {.points = 1});
  EXPECT_EQ(summary.id, "a1");
  ASSERT_EQ(summary.key_points.size(), 1U);
  const OfflinePoint& point = summary.key_points[0];
  EXPECT_EQ(point.source.begin, body.find("The “old”"));
  EXPECT_EQ(
      body.substr(point.source.begin, point.source.end - point.source.begin),
      point.text);
}

TEST(OfflineTest, AnyBytesGiveASummaryThatKeepsItsPromises) {
  unsigned state = 7;
  const char* const pieces[] = {
      "“",   "”",    "\"",       "(",     ")",    ". ",   "? ",
      ": ",  "\n",   "\n\n",     "• ",    "港口", "بندر", "pier ",
      "He ", "\xff", "\xe2\x80", "(CNN)", "The ", "3.5 ", ", ",
      "„",   "«",    "»",        "é",     "\t",   "a.m. "};
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    state = state * 1103515245U + 12345U;
    const int length = static_cast<int>((state >> 16) % 120);
    for (int i = 0; i < length; ++i) {
      state = state * 1103515245U + 12345U;
      body += pieces[(state >> 16) % std::size(pieces)];
    }
    PromiseReport report;
    const OfflineSummary summary =
        SummarizeBody("r", "The pier", body, round % 2 == 0 ? "en" : "", {});
    CheckPromises(body, "The pier", summary, report);
    ASSERT_THAT(report.broken, IsEmpty()) << body;
  }
}

}  // namespace
}  // namespace byline::summary
