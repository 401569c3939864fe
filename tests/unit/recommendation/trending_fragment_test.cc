#include "services/recommendation/render/trending_fragment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TrendingFragmentTest, NoEntriesGiveNoHtml) {
  EXPECT_EQ(RenderTrendingArticles({}, "en"), "");
}

TEST(TrendingFragmentTest, MarkupInHeadlinesShowsAsText) {
  const std::string html = RenderTrendingArticles(
      {{"<script>alert(1)</script>", "x\"onmouseover=\"alert(1)", "en"}}, "en");
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("\"onmouseover")));
}

TEST(TrendingFragmentTest, WordsAndDirectionFollowTheLanguage) {
  const std::string html =
      RenderTrendingArticles({{"Osterby", "o", "fa"}}, "fa-IR");
  EXPECT_THAT(html, HasSubstr("lang=\"fa\" dir=\"rtl\""));
  EXPECT_THAT(html, Not(HasSubstr("Most read")));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/articles/o\">Osterby</a></li>"));
}

TEST(TrendingFragmentTest, AHeadlineInAnotherLanguageSaysSo) {
  EXPECT_THAT(RenderTrendingArticles({{"Osterby", "o", "ar"}}, "en"),
              HasSubstr("<li lang=\"ar\" dir=\"rtl\"><a"));
}

}  // namespace
}  // namespace byline::recommendation
