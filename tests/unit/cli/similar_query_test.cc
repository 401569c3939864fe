#include "services/cli/similar_query.h"

#include <absl/flags/reflection.h>
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/cli/command_line.h"
#include "services/cli/time_span.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "name, name, ...", so many.
std::string Repeated(const std::string& name, int count) {
  std::string list = name;
  for (int i = 1; i < count; ++i) absl::StrAppend(&list, ",", name);
  return list;
}

class SimilarQueryTest : public ::testing::Test {
 protected:
  static absl::StatusOr<v1::ListSimilarArticlesRequest> Read(
      const std::vector<std::string>& words) {
    const absl::FlagSaver saver;
    const Command command{"similar",
                          "",
                          "",
                          "",
                          {"top", "mode", "sections", "exclude", "any_language",
                           "max_time_apart", "min_score"},
                          0,
                          0,
                          nullptr};
    const auto arguments = ParseCommandLine(command, words);
    if (!arguments.ok()) return arguments.status();
    return ReadSimilarQuery("articles/lamps");
  }
  static std::string Fault(const std::string& flag) {
    return std::string(Read({flag}).status().message());
  }
};

TEST_F(SimilarQueryTest, WithoutFlagsNothingIsAskedForButTheArticle) {
  const auto request = Read({});
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_EQ(request->article(), "articles/lamps");
  EXPECT_EQ(request->page_size(), 10);
  EXPECT_EQ(request->mode(), v1::SIMILARITY_MODE_SIMILAR);
  EXPECT_FALSE(request->any_language());
  EXPECT_THAT(request->conditions().sections(), IsEmpty());
  EXPECT_THAT(request->conditions().excluded_articles(), IsEmpty());
  EXPECT_FALSE(request->conditions().has_max_time_apart());
  EXPECT_EQ(request->conditions().min_score(), 0);
}

TEST_F(SimilarQueryTest, EveryFlagIsAConditionOfTheRequest) {
  const auto request =
      Read({"--top=50", "--mode=background", "--sections=Town, High Water",
            "--exclude", "articles/boiler,articles/tower", "--any_language",
            "--max_time_apart=1d12h", "--min_score=0.25"});
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_EQ(request->page_size(), 50);
  EXPECT_EQ(request->mode(), v1::SIMILARITY_MODE_BACKGROUND);
  EXPECT_TRUE(request->any_language());
  EXPECT_THAT(request->conditions().sections(),
              ElementsAre("Town", "High Water"));
  EXPECT_THAT(request->conditions().excluded_articles(),
              ElementsAre("articles/boiler", "articles/tower"));
  EXPECT_EQ(request->conditions().max_time_apart().seconds(), 36 * 3600);
  EXPECT_EQ(request->conditions().min_score(), 0.25);
  EXPECT_EQ(Read({"--mode=latest"})->mode(), v1::SIMILARITY_MODE_LATEST);
  EXPECT_EQ(Read({"--mode=timeline"})->mode(), v1::SIMILARITY_MODE_TIMELINE);
  EXPECT_EQ(
      Read({"--max_time_apart=1.5s"})->conditions().max_time_apart().nanos(),
      500'000'000);
}

TEST_F(SimilarQueryTest, WhatIsWrongIsNamedWithWhatWouldBeRight) {
  EXPECT_EQ(Fault("--top=0"), "--top must be 1 to 50 for an article");
  EXPECT_EQ(Fault("--top=51"), "--top must be 1 to 50 for an article");
  for (const char* mode : {"newest", "unspecified", ""}) {
    EXPECT_EQ(Fault(absl::StrCat("--mode=", mode)),
              absl::StrCat("--mode=", mode,
                           " is none; must be similar, background, latest or "
                           "timeline"));
  }
  EXPECT_THAT(Fault("--sections=Town,,Harbour"),
              HasSubstr("--sections has a name of 0 bytes; must be"));
  EXPECT_THAT(Fault("--sections=" + std::string(101, 'x')),
              HasSubstr("--sections has a name of 101 bytes; must be"));
  EXPECT_EQ(Fault("--sections=" + Repeated("Town", 21)),
            "--sections names 21; at most 20 are allowed");
  EXPECT_THAT(Fault("--exclude=boiler"),
              HasSubstr("--exclude: \"boiler\" is no article; must be "
                        "articles/ID"));
  EXPECT_EQ(Fault("--exclude=" + Repeated("articles/a", 101)),
            "--exclude names 101; at most 100 are allowed");
  for (const char* span : {"soon", "0d", "-1h"}) {
    EXPECT_THAT(Fault(absl::StrCat("--max_time_apart=", span)),
                HasSubstr(absl::StrCat("--max_time_apart: \"", span,
                                       "\" is no time above 0")));
  }
  for (const char* score : {"-0.1", "10.5", "nan"}) {
    EXPECT_EQ(Fault(absl::StrCat("--min_score=", score)),
              "--min_score must be from 0 to 10");
  }
  EXPECT_THAT(Fault("--min_score=good"), HasSubstr("--min_score=good is not"));
}

TEST(ParseTimeSpanTest, DaysStandInFrontOfWhatIsShorter) {
  EXPECT_EQ(ParseTimeSpan("7d"), absl::Hours(168));
  EXPECT_EQ(ParseTimeSpan("1d12h"), absl::Hours(36));
  EXPECT_EQ(ParseTimeSpan("90m"), absl::Minutes(90));
  for (const char* text : {"", "d", "-1d", "1dd", "36501d", "7 days"}) {
    EXPECT_EQ(ParseTimeSpan(text), absl::nullopt) << text;
  }
}

}  // namespace
}  // namespace byline::cli
