#include "services/gateway/page/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(TargetTest, DecodesEscapesOnce) {
  EXPECT_EQ(*PercentDecode("/a%20b+c%2525"), "/a b+c%25");
  EXPECT_FALSE(PercentDecode("%4").has_value());
  EXPECT_FALSE(PercentDecode("%zz").has_value());
}

TEST(TargetTest, ReservedCharactersMayStayEscaped) {
  EXPECT_EQ(*PercentDecodeUnreserved("a%2Fb%20c%3a"), "a%2Fb c%3a");
}

TEST(TargetTest, TakesQueriesApart) {
  EXPECT_THAT(*ParseQuery("a=1&b=&c&&d=x%26y+z&a=2"),
              ElementsAre(Pair("a", "1"), Pair("b", ""), Pair("c", ""),
                          Pair("d", "x&y z"), Pair("a", "2")));
  EXPECT_THAT(*ParseQuery(""), ElementsAre());
  EXPECT_FALSE(ParseQuery("a=%").has_value());
}

}  // namespace
}  // namespace byline::gateway
