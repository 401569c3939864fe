#include "services/gateway/page/compose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/gateway/page/assets.h"
#include "tests/unit/gateway/page_fakes.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

class ComposeTest : public testing::Test {
 protected:
  ComposeTest() : frame_({"The <Daily> & Lamp", "Fiction \"only\"", "en"}) {
    parts_.body = MakeFragment(
        "<article><header>H</header><!--after-header--><p>TEXT</p></article>",
        5, 3, {"articles/a"});
    parts_.body.set_head_html("<title>Title of it</title>");
    parts_.summary =
        MakeFragment("<section>POINTS</section>", 5, 3, {"articles/a"});
    parts_.similar = MakeFragment("<section>SIMILAR</section>", 5, 3,
                                  {"articles/a", "articles/b"}, 60);
  }
  PageFrame frame_;
  ArticleParts parts_;
};

TEST_F(ComposeTest, KeyPointsStandBetweenHeaderAndText) {
  const std::string html = ComposeArticlePage(frame_, parts_, kNow).html;
  const size_t header = html.find("<header>H</header>"),
               points = html.find("POINTS"), text = html.find("TEXT"),
               similar = html.find("SIMILAR");
  EXPECT_TRUE(header < points && points < text && text < similar) << html;
  EXPECT_THAT(html, Not(HasSubstr("after-header")));
}

TEST_F(ComposeTest, WithoutTheMarkKeyPointsFollowTheText) {
  parts_.body.set_html("<article>TEXT</article>");
  const std::string html = ComposeArticlePage(frame_, parts_, kNow).html;
  EXPECT_LT(html.find("TEXT"), html.find("POINTS"));
  EXPECT_LT(html.find("POINTS"), html.find("SIMILAR"));
}

TEST_F(ComposeTest, TheFrameEscapesItsOwnTextsAndLinksItsStyle) {
  const std::string html = ComposeArticlePage(frame_, parts_, kNow).html;
  EXPECT_THAT(html, AllOf(HasSubstr("<!doctype html>"),
                          HasSubstr("<html lang=\"en\" dir=\"ltr\">"),
                          HasSubstr("The &lt;Daily&gt; &amp; Lamp"),
                          HasSubstr("Fiction &quot;only&quot;"),
                          HasSubstr("<title>Title of it</title>"),
                          HasSubstr(AssetPath("style.css")),
                          HasSubstr("href=\"#main\"")));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("style=")),
                          Not(HasSubstr("<Daily>"))));
}

TEST_F(ComposeTest, LanguageAndDirectionAreThoseOfTheArticle) {
  parts_.body.set_lang("fa");
  parts_.body.set_dir("rtl");
  EXPECT_THAT(ComposeArticlePage(frame_, parts_, kNow).html,
              HasSubstr("<html lang=\"fa\" dir=\"rtl\">"));
}

TEST_F(ComposeTest, APageLivesAsLongAsItsShortestPart) {
  const PageContent content = ComposeArticlePage(frame_, parts_, kNow);
  EXPECT_TRUE(content.is_complete);
  EXPECT_EQ(content.life, absl::Seconds(60));
  parts_.body.mutable_rendered_at()->set_seconds(absl::ToUnixSeconds(kNow) -
                                                 3590);
  EXPECT_EQ(ComposeArticlePage(frame_, parts_, kNow).life, absl::Seconds(10));
  parts_.body.mutable_rendered_at()->set_seconds(absl::ToUnixSeconds(kNow) -
                                                 4000);
  EXPECT_EQ(ComposeArticlePage(frame_, parts_, kNow).life,
            absl::ZeroDuration());
  parts_.body.mutable_rendered_at()->set_seconds(
      absl::ToUnixSeconds(kNow) + 1000);  // another machine's clock
  EXPECT_EQ(ComposeArticlePage(frame_, parts_, kNow).life, absl::Seconds(60));
}

TEST_F(ComposeTest, APageWithAMissingPartIsAPageButLivesOneSecond) {
  parts_.summary.reset();
  const PageContent content = ComposeArticlePage(frame_, parts_, kNow);
  EXPECT_THAT(content.html, AllOf(HasSubstr("TEXT"), HasSubstr("SIMILAR"),
                                  Not(HasSubstr("POINTS"))));
  EXPECT_FALSE(content.is_complete);
  EXPECT_EQ(content.life, absl::Seconds(1));
  parts_.summary = MakeFragment("", 5, 3, {"articles/a"});
  parts_.similar->set_incomplete(true);
  EXPECT_EQ(ComposeArticlePage(frame_, parts_, kNow).life, absl::Seconds(1));
}

TEST_F(ComposeTest, AListWithoutATitleGetsTheSitesName) {
  const std::string html =
      ComposeListPage(frame_,
                      MakeFragment("<h1>News</h1>", 5, 0, {"articles/-"}), kNow)
          .html;
  EXPECT_THAT(html, HasSubstr("<title>The &lt;Daily&gt; &amp; Lamp</title>"));
}

TEST_F(ComposeTest, ErrorPagesArePagesAndEscapeTheNotice) {
  const Response gone = ErrorPage(frame_, 410, "fr", "Retiré <b>");
  EXPECT_EQ(gone.status, 410);
  EXPECT_THAT(*gone.body,
              AllOf(HasSubstr("lang=\"fr\""), HasSubstr("Retiré &lt;b&gt;"),
                    HasSubstr("noindex"), HasSubstr("</html>")));
  EXPECT_THAT(*gone.head, HasSubstr("Content-Security-Policy: "));
  EXPECT_THAT(*ErrorPage(frame_, 503, "").head,
              HasSubstr("Retry-After: 1\r\n"));
  EXPECT_THAT(*ErrorPage(frame_, 404, "").head,
              HasSubstr("HTTP/1.1 404 Not Found\r\n"));
}

TEST(PageTest, CodingsHaveEtagsOfTheirOwnAndKeysForACdn) {
  PageContent content;
  content.html = std::string(1000, 'x');
  content.lang = "en";
  content.parts = {
      {{"e1", 5}, {"articles/b", "articles/-"}, true},
      {{"e1", 5}, {"articles/a", "articles/b", "bad name\r\n"}, false}};
  const auto page = MakePage(content, absl::Seconds(1));
  EXPECT_NE(page->plain.etag, page->gzip.etag);
  EXPECT_THAT(
      *page->plain.head,
      AllOf(HasSubstr("Surrogate-Key: articles/- articles/a articles/b\r\n"),
            HasSubstr("Cache-Control: no-cache\r\n"),
            HasSubstr("Vary: Accept-Encoding\r\n"),
            HasSubstr("Content-Length: 1000\r\n"),
            Not(HasSubstr("Content-Encoding"))));
  EXPECT_THAT(*page->gzip.head, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(
      *page->gzip.not_modified_head,
      AllOf(HasSubstr("HTTP/1.1 304 "), HasSubstr("ETag: " + page->gzip.etag),
            Not(HasSubstr("Content-Length"))));
  content.html = "other";
  EXPECT_NE(MakePage(content, absl::Seconds(1))->plain.etag, page->plain.etag);
}

TEST(AssetsTest, TheFileOfTodayIsKeptForEverAnyOtherHashIsNot) {
  const std::string path = AssetPath("style.css");
  const std::string hash = path.substr(8, 16);
  const Response today = AssetResponse(hash, "style.css", "", "");
  EXPECT_THAT(*today.head,
              AllOf(HasSubstr("immutable"), HasSubstr("text/css")));
  EXPECT_THAT(*today.body, HasSubstr("prefers-color-scheme"));
  EXPECT_LT(today.body->size(), 12'000u);
  EXPECT_THAT(*AssetResponse("0", "style.css", "", "").head,
              HasSubstr("no-cache"));
  EXPECT_EQ(AssetResponse(hash, "style.css", "", "\"" + hash + "\"").status,
            304);
  EXPECT_EQ(AssetResponse(hash, "../style.css", "", "").status, 404);
}

}  // namespace
}  // namespace byline::gateway
