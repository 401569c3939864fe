#include "services/gateway/page/route.h"

#include <gtest/gtest.h>

#include <string>

namespace byline::gateway {
namespace {

using RouteKind = Route::Kind;

TEST(RouteTest, KnowsThePagesOfReaders) {
  EXPECT_EQ(ParseRoute("/", "").name, "articles/-");
  EXPECT_EQ(ParseRoute("/sections/world", "").name, "sections/world");
  EXPECT_EQ(ParseRoute("/tags/a-b", "").name, "tags/a-b");
  EXPECT_EQ(ParseRoute("/authors/x1", "").name, "authors/x1");
  const Route article = ParseRoute("/articles/a-slug-2", "");
  EXPECT_EQ(article.kind, RouteKind::kArticle);
  EXPECT_EQ(article.name, "a-slug-2");
  EXPECT_EQ(article.pattern, "/articles/{slug}");
  EXPECT_EQ(ParseRoute("/fragments/articles/A.1_x/body", "").name,
            "articles/A.1_x");
  EXPECT_EQ(ParseRoute("/fragments/articles/a/summary", "").kind,
            RouteKind::kSummaryFragment);
  EXPECT_EQ(ParseRoute("/fragments/articles/a/similar", "").kind,
            RouteKind::kSimilarFragment);
  EXPECT_EQ(ParseRoute("/assets/0123/style.css", "").kind, RouteKind::kAsset);
  EXPECT_EQ(ParseRoute("/healthz", "").kind, RouteKind::kHealth);
  EXPECT_EQ(ParseRoute("/readyz", "").kind, RouteKind::kReadiness);
  EXPECT_EQ(ParseRoute("/robots.txt", "").kind, RouteKind::kRobots);
  EXPECT_EQ(ParseRoute("/beacon.js", "").kind, RouteKind::kBeaconScript);
}

TEST(RouteTest, AddressesThatNoPageHasAreNotFoundWithoutAsking) {
  for (const char* path :
       {"/articles", "/articles/", "/articles/A", "/articles/a/b",
        "/articles/a%2Fb", "/articles/a_b", "/articles/%C3%A9", "//articles/a",
        "/articles/a/", "/sections/", "/nothing", "/fragments/articles/a",
        "/fragments/articles/.a/body", "/fragments/articles/a/head",
        "/fragments/x/a/body", "*"}) {
    EXPECT_EQ(ParseRoute(path, "").kind, RouteKind::kNotFound) << path;
  }
  EXPECT_EQ(ParseRoute("/articles/" + std::string(129, 'a'), "").kind,
            RouteKind::kNotFound);
}

TEST(RouteTest, PagesAreKeptUnderOneKeyHoweverTheyAreAskedFor) {
  EXPECT_EQ(ParseRoute("/articles/a", "utm_source=x&a=b").key, "/articles/a");
  EXPECT_EQ(ParseRoute("/articles/%61", "").key, "/articles/a");
  EXPECT_EQ(ParseRoute("/sections/a", "x=1&after=tok-1&y").key,
            "/sections/a?after=tok-1");
  EXPECT_EQ(ParseRoute("/sections/a", "after=").key, "/sections/a");
  EXPECT_NE(ParseRoute("/sections/a", "after=b").key,
            ParseRoute("/sections/a", "after=c").key);
}

TEST(RouteTest, AMalformedPageTokenIsRefused) {
  EXPECT_EQ(ParseRoute("/", "after=tok").detail, "tok");
  EXPECT_EQ(ParseRoute("/", "after=a&after=b").kind, RouteKind::kBadQuery);
  EXPECT_EQ(ParseRoute("/", "after=%0a").kind, RouteKind::kBadQuery);
  EXPECT_EQ(ParseRoute("/", "after=" + std::string(2000, 'a')).kind,
            RouteKind::kBadQuery);
}

}  // namespace
}  // namespace byline::gateway
