#include "common/base/log.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

TEST(LogTest, TextFromOutsideCannotEndTheLineOrForgeAField) {
  testing::internal::CaptureStderr();
  Log(Severity::kInfo, "first\n{\"severity\":\"ERROR\"}",
      {{"key", "a\"b\\c\x01\x7f"}});
  const std::string line = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_NE(line.find(R"(first\u000a{\"severity\":\"ERROR\"})"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find(R"("key":"a\"b\\c\u0001\u007f")"), std::string::npos)
      << line;
}

TEST(LogTest, InvalidUtf8IsReplaced) {
  EXPECT_EQ(JsonQuote("a\xff"), "\"a\\ufffd\"");
  EXPECT_EQ(JsonQuote("\xed\xa0\x80"),
            "\"\\ufffd\\ufffd\\ufffd\"");                  // a surrogate
  EXPECT_EQ(JsonQuote("\xc0\xaf"), "\"\\ufffd\\ufffd\"");  // overlong
  EXPECT_EQ(JsonQuote("é\xF0\x9F\x97\x9E"), "\"é\xF0\x9F\x97\x9E\"");
}

TEST(LogTest, TheRequestIdOfTheScopeIsWrittenAndRestored) {
  RequestIdScope outer("outer");
  {
    RequestIdScope inner("inner");
    EXPECT_EQ(CurrentRequestId(), "inner");
    testing::internal::CaptureStderr();
    Log(Severity::kWarning, "x");
    EXPECT_NE(
        testing::internal::GetCapturedStderr().find(R"("request_id":"inner")"),
        std::string::npos);
  }
  EXPECT_EQ(CurrentRequestId(), "outer");
}

TEST(LogTest, BelowTheLeastSeverityNothingIsWritten) {
  testing::internal::CaptureStderr();
  Log(Severity::kDebug, "x");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(LogTest, RequestIdsAreRestricted) {
  EXPECT_TRUE(IsValidRequestId("a-B.9_"));
  EXPECT_FALSE(IsValidRequestId(""));
  EXPECT_FALSE(IsValidRequestId("a b"));
  EXPECT_FALSE(IsValidRequestId(std::string(129, 'a')));
}

}  // namespace
}  // namespace byline
