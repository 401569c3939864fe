#include "services/gateway/transcode/route_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/summary/v1/summary_service.pb.h"
#include "common/base/errors.h"
#include "services/gateway/transcode/status_json.h"

namespace byline::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

RouteTable Table() {
  auto table = RouteTable::Build(
      {article::v1::ListArticlesRequest::descriptor()
           ->file()
           ->FindServiceByName("ArticleService"),
       summary::v1::GetSummaryRequest::descriptor()->file()->FindServiceByName(
           "SummaryService"),
       recommendation::v1::ExplainSimilarityRequest::descriptor()
           ->file()
           ->FindServiceByName("RecommendationService")});
  EXPECT_TRUE(table.ok()) << table.status();
  return *std::move(table);
}

std::string MethodAt(const RouteTable& table, const std::string& path) {
  const RouteTable::Found found = table.Find("GET", path);
  return found.route == nullptr || !found.route->is_served
             ? ""
             : found.route->method->name();
}

TEST(RouteTableTest, FindsTheReadingMethodsOfAllServices) {
  const RouteTable table = Table();
  EXPECT_EQ(MethodAt(table, "/v1/articles/a"), "GetArticle");
  EXPECT_EQ(MethodAt(table, "/v1/articles"), "ListArticles");
  EXPECT_EQ(MethodAt(table, "/v1/articles:batchGet"), "BatchGetArticles");
  EXPECT_EQ(MethodAt(table, "/v1/articles:lookup"), "LookupArticle");
  EXPECT_EQ(MethodAt(table, "/v1/revision"), "GetRevision");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a/fragments/body"),
            "GetArticleFragment");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a/summary"), "GetSummary");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a/summary/fragment"),
            "GetSummaryFragment");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a/similarArticles"),
            "ListSimilarArticles");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a/similarArticles:fragment"),
            "GetSimilarArticlesFragment");
  EXPECT_EQ(MethodAt(table, "/v1/articles/a:explainSimilarity"),
            "ExplainSimilarity");
  EXPECT_THAT(table.Find("GET", "/v1/articles/a").bindings,
              ElementsAre(Pair("name", "articles/a")));
}

TEST(RouteTableTest, KnowsWhatItDoesNotServe) {
  const RouteTable table = Table();
  EXPECT_FALSE(table.Find("GET", "/v1/nothing").is_known_path);
  const RouteTable::Found watch = table.Find("GET", "/v1/articles:watch");
  ASSERT_NE(watch.route, nullptr);
  EXPECT_FALSE(watch.route->is_served);
  const RouteTable::Found options = table.Find("OPTIONS", "/v1/articles/a");
  EXPECT_EQ(options.route, nullptr);
  EXPECT_EQ(options.allow, "GET, HEAD");
  EXPECT_FALSE(table.Find("POST", "/v1/articles/a:publish").route->is_served);
}

TEST(StatusJsonTest, ShowsCodeMessageAndDetails) {
  const std::string json =
      StatusJson(InvalidField("page_size", "must be more"));
  EXPECT_THAT(json, HasSubstr("\"code\":3"));
  EXPECT_THAT(
      json,
      HasSubstr("\"@type\":\"type.googleapis.com/google.rpc.BadRequest\""));
  EXPECT_THAT(json, HasSubstr("\"field\":\"page_size\""));
  absl::Status strange = absl::NotFoundError("gone");
  strange.SetPayload("type.googleapis.com/no.such.Type", absl::Cord("x"));
  EXPECT_EQ(StatusJson(strange), "{\"code\":5,\"message\":\"gone\"}");
}

TEST(StatusJsonTest, CodesHaveTheirHttpStatus) {
  EXPECT_EQ(HttpStatusOf(3), 400);
  EXPECT_EQ(HttpStatusOf(5), 404);
  EXPECT_EQ(HttpStatusOf(7), 403);
  EXPECT_EQ(HttpStatusOf(10), 409);
  EXPECT_EQ(HttpStatusOf(14), 503);
  EXPECT_EQ(HttpStatusOf(16), 401);
  EXPECT_EQ(HttpStatusOf(2), 500);
  EXPECT_EQ(HttpStatusOf(99), 500);
}

}  // namespace
}  // namespace byline::gateway
