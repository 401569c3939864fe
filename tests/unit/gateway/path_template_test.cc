#include "services/gateway/transcode/path_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace byline::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

PathTemplate Template(const std::string& text) {
  auto parsed = PathTemplate::Parse(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return *parsed;
}

absl::optional<PathTemplate::Bindings> Match(
    const std::string& text, const std::string& path,
    const std::vector<std::string>& verbs = {"batchGet", "publish"}) {
  return Template(text).Match(SplitPath(path, verbs));
}

TEST(PathTemplateTest, VariablesTakeTheirSegments) {
  EXPECT_THAT(*Match("/v1/{name=articles/*}", "/v1/articles/a"),
              ElementsAre(Pair("name", "articles/a")));
  EXPECT_THAT(*Match("/v1/{name=articles/*}/fragments/body",
                     "/v1/articles/a/fragments/body"),
              ElementsAre(Pair("name", "articles/a")));
  EXPECT_THAT(*Match("/v1/{name=articles/*/summary}", "/v1/articles/a/summary"),
              ElementsAre(Pair("name", "articles/a/summary")));
  EXPECT_THAT(*Match("/v1/{a.b}/{c}", "/v1/x/y"),
              ElementsAre(Pair("a.b", "x"), Pair("c", "y")));
  EXPECT_THAT(*Match("/v1/articles", "/v1/articles"), ElementsAre());
}

TEST(PathTemplateTest, OtherPathsDoNotFit) {
  for (const char* path :
       {"/v1/articles", "/v1/articles/", "/v1/articles/a/b", "/v1/article/a",
        "/v2/articles/a", "/", "/v1//a", "", "v1/articles/a"}) {
    EXPECT_FALSE(Match("/v1/{name=articles/*}", path).has_value()) << path;
  }
}

TEST(PathTemplateTest, TwoStarsTakeAnyNumberOfSegments) {
  EXPECT_THAT(*Match("/v1/{name=files/**}", "/v1/files/a/b/c"),
              ElementsAre(Pair("name", "files/a/b/c")));
  EXPECT_THAT(*Match("/v1/{name=files/**}", "/v1/files"),
              ElementsAre(Pair("name", "files")));
  EXPECT_THAT(*Match("/v1/{rest=**}", "/v1/a"), ElementsAre(Pair("rest", "a")));
}

TEST(PathTemplateTest, VerbsAreWhatSomeTemplateCallsOne) {
  EXPECT_TRUE(
      Match("/v1/articles:batchGet", "/v1/articles:batchGet").has_value());
  EXPECT_FALSE(Match("/v1/articles:batchGet", "/v1/articles").has_value());
  EXPECT_FALSE(
      Match("/v1/{name=articles/*}", "/v1/articles/a:publish").has_value());
  EXPECT_THAT(*Match("/v1/{name=articles/*}:publish", "/v1/articles/a:publish"),
              ElementsAre(Pair("name", "articles/a")));
  EXPECT_THAT(*Match("/v1/{name=articles/*}", "/v1/articles/a:b"),
              ElementsAre(Pair("name", "articles/a:b")));
}

TEST(PathTemplateTest,
     AVariableOfOneSegmentIsDecodedWhollyALongerOneKeepsReservedCharacters) {
  EXPECT_THAT(*Match("/v1/{id}", "/v1/a%2Fb%20c"),
              ElementsAre(Pair("id", "a/b c")));
  EXPECT_THAT(*Match("/v1/{name=articles/*}", "/v1/articles/a%2Fb%20c"),
              ElementsAre(Pair("name", "articles/a%2Fb c")));
  EXPECT_TRUE(Match("/v1/articles", "/v1/art%69cles").has_value());
}

TEST(PathTemplateTest, WhatIsNoTemplateIsRefusedWithThePlace) {
  for (const char* text :
       {"", "v1", "/", "/v1/", "/v1/{", "/v1/{}", "/v1/{a", "/v1/{a=}",
        "/v1/{a={b}}", "/v1/**/a", "/v1/a:", "/v1/{a=*}b", "/v1/a}"}) {
    EXPECT_EQ(PathTemplate::Parse(text).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace
}  // namespace byline::gateway
