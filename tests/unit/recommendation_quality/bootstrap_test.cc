#include "tests/quality/bootstrap.h"

#include <gtest/gtest.h>

namespace byline::quality {
namespace {

TEST(GroupedBootstrapTest, GroupsOfOneAreAsNoGroups) {
  const std::vector<double> differences = {1, 0, 2, -1, 4};
  const Interval alone = Bootstrap(differences);
  const Interval grouped = Bootstrap(differences, {7, 3, 9, 1, 5});
  EXPECT_DOUBLE_EQ(grouped.mean, alone.mean);
  EXPECT_DOUBLE_EQ(grouped.low, alone.low);
  EXPECT_DOUBLE_EQ(grouped.high, alone.high);
}

TEST(GroupedBootstrapTest, MembersOfAGroupAreDrawnTogether) {
  // 40 groups of 10 equal members say no more than 40 articles: the standard
  // error of the mean is 0.5 / sqrt(40), not 0.5 / sqrt(400).
  std::vector<double> differences;
  std::vector<size_t> groups;
  for (size_t i = 0; i < 400; ++i) {
    groups.push_back(i / 10);
    differences.push_back(i / 10 % 2 == 0 ? 1 : 0);
  }
  const Interval interval = Bootstrap(differences, groups);
  EXPECT_DOUBLE_EQ(interval.mean, 0.5);
  EXPECT_NEAR(interval.low, 0.5 - 1.96 * 0.079, 0.02);
  EXPECT_NEAR(interval.high, 0.5 + 1.96 * 0.079, 0.02);
}

TEST(GroupedBootstrapTest, TheMeanIsOfMembersNotOfGroups) {
  EXPECT_DOUBLE_EQ(Bootstrap({1, 1, 1, 0}, {0, 0, 0, 1}).mean, 0.75);
}

}  // namespace
}  // namespace byline::quality
