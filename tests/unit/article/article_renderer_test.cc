#include "services/article/render/article_renderer.h"

#include <absl/strings/match.h>
#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include "services/article/core/verdicts.h"
#include "services/article/render/shown_text.h"
#include "tests/unit/article/html_outline.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using testing::HasSubstr;
using testing::Not;

class ArticleRendererTest : public testing::Test {
 protected:
  fragment::v1::Fragment Render(const v1::Article& article,
                                const v1::Article* canonical = nullptr) {
    const auto fragment = renderer_.Render(article, canonical);
    EXPECT_TRUE(fragment.ok()) << fragment.status();
    if (!fragment.ok()) return {};
    EXPECT_EQ(ReadHtml(fragment->html()).error, "");
    EXPECT_EQ(ReadHtml(fragment->head_html()).error, "");
    return *fragment;
  }
  static google::protobuf::Struct JsonLd(
      const fragment::v1::Fragment& fragment) {
    google::protobuf::Struct json;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(
                    ReadHtml(fragment.head_html()).json_ld, &json)
                    .ok())
        << fragment.head_html();
    return json;
  }
  static v1::Article Full() {
    v1::Article article = MakeArticle("full", 1);
    article.set_slug("full");
    article.set_revision(7);
    article.set_state(v1::STATE_PUBLISHED);
    article.set_standfirst("What stands under it.");
    article.add_authors("Ada Merrow");
    article.add_authors("Bo Quay");
    article.set_section("Harbour");
    article.add_tags("Ferries");
    *article.mutable_publish_time() = At(1'600'000'000);
    return article;
  }

  TemplateSet templates_;
  ArticleRenderer renderer_{templates_, {"The Example", "https://ex.example"}};
};

TEST_F(ArticleRendererTest, TheHeadlineStandsOnceAndARepeatIsNotShown) {
  v1::Article article = MakeArticle("a", 1);
  article.mutable_blocks()->Clear();
  AddParagraph(article, article.headline() + ".");
  AddParagraph(article, "The text itself.");
  DeriveFromText(article);
  const std::string text = ReadHtml(Render(article).html()).text;
  EXPECT_THAT(text, HasSubstr("Harbour story number 1"));
  EXPECT_THAT(text, Not(HasSubstr("Harbour story number 1.")));
  EXPECT_THAT(text, HasSubstr("The text itself."));
}

TEST_F(ArticleRendererTest, SentencesHaveTheIdsThatKeyPointsLinkTo) {
  v1::Article article;
  article.set_language_code("en");
  AddParagraph(article, "One came. Two went.");
  article.add_blocks()->mutable_divider();
  v1::Quote& quote = *article.add_blocks()->mutable_quote();
  quote.mutable_text()->set_text("I saw it. It was blue.");
  quote.set_speaker("Bo Quay");
  const std::string html = Render(article).html();
  EXPECT_THAT(html, HasSubstr("<p><span id=\"b0-0\">One came.</span> "
                              "<span id=\"b0-10\">Two went.</span></p>"));
  EXPECT_THAT(html, HasSubstr("<hr>"));
  EXPECT_THAT(html, HasSubstr("<span id=\"b2-10\">It was blue.</span>"));
  EXPECT_THAT(html, HasSubstr("<figcaption>Bo Quay</figcaption>"));
}

TEST_F(ArticleRendererTest, AllKindsOfBlocksAreRendered) {
  v1::Article article;
  article.set_language_code("en");
  v1::Heading& heading = *article.add_blocks()->mutable_heading();
  heading.mutable_text()->set_text("Deep");
  heading.set_level(4);
  article.add_blocks()->mutable_heading()->mutable_text()->set_text("Plain");
  v1::List& list = *article.add_blocks()->mutable_list();
  list.add_items()->set_text("first");
  list.add_items()->set_text("second");
  list.set_ordered(true);
  v1::Table& table = *article.add_blocks()->mutable_table();
  table.set_has_header(true);
  table.set_caption("Ferries");
  table.add_rows()->add_cells()->set_text("Name");
  table.add_rows()->add_cells()->set_text("Aurora");
  v1::Image& image = *article.add_blocks()->mutable_image();
  image.set_uri("/i/aurora.jpg");
  image.set_alt_text("A ferry");
  image.set_caption("The Aurora");
  image.set_credit("Cy Dune");
  image.set_width(640);
  image.set_height(480);
  v1::Embed& embed = *article.add_blocks()->mutable_embed();
  embed.set_uri("https://video.example/v/1");
  const std::string html = Render(article).html();
  EXPECT_THAT(html, HasSubstr("<h4>Deep</h4>"));
  EXPECT_THAT(html, HasSubstr("<h2>Plain</h2>"));
  EXPECT_THAT(html, HasSubstr("<ol>\n<li>first</li>\n<li>second</li>\n</ol>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Name</th>"));
  EXPECT_THAT(html, HasSubstr("<tr><td>Aurora</td></tr>"));
  EXPECT_THAT(html, HasSubstr("<caption>Ferries</caption>"));
  EXPECT_THAT(html, HasSubstr("<img src=\"/i/aurora.jpg\" alt=\"A ferry\" "
                              "width=\"640\" height=\"480\""));
  EXPECT_THAT(html, HasSubstr("Cy Dune"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://video.example/v/1\" "
                              "rel=\"noopener nofollow\"><span class=\"title\">"
                              "video.example</span>"));
}

TEST_F(ArticleRendererTest, MarksBecomeElementsThatNest) {
  v1::Article article;
  AddParagraph(article, "plain both strong link end");
  auto& text = *article.mutable_blocks(0)->mutable_paragraph()->mutable_text();
  const auto mark = [&](int begin, int end) -> v1::Mark& {
    v1::Mark& added = *text.add_marks();
    added.set_begin(begin);
    added.set_end(end);
    return added;
  };
  mark(6, 17).mutable_strong();
  mark(6, 10).mutable_emphasis();
  mark(11, 22).mutable_link()->set_uri("mailto:ada@ex.example");
  EXPECT_THAT(
      Render(article).html(),
      HasSubstr("plain <strong><em>both</em></strong><strong> </strong>"
                "<a href=\"mailto:ada@ex.example\"><strong>strong</strong>"
                " link</a> end"));
}

TEST_F(ArticleRendererTest, ALinkOverTwoSentencesIsOneInEach) {
  v1::Article article;
  article.set_language_code("en");
  AddParagraph(article, "One came. Two went.");
  auto& text = *article.mutable_blocks(0)->mutable_paragraph()->mutable_text();
  v1::Mark& mark = *text.add_marks();
  mark.set_begin(4);
  mark.set_end(13);
  mark.mutable_link()->set_uri("/x");
  EXPECT_THAT(
      Render(article).html(),
      HasSubstr("<span id=\"b0-0\">One <a href=\"/x\">came.</a></span> "
                "<span id=\"b0-10\"><a href=\"/x\">Two</a> went.</span>"));
}

TEST_F(ArticleRendererTest, AnAddressThatIsNotAllowedGoesNowhere) {
  // Validation refuses it; should one have got into the store all the same:
  v1::Article article = Full();
  article.set_canonical_uri("javascript:alert(1)");
  article.add_blocks()->mutable_embed()->set_uri("javascript:alert(1)");
  article.add_blocks()->mutable_image()->set_uri("data:text/html,x");
  const auto fragment = Render(article);
  EXPECT_THAT(fragment.html(), HasSubstr("<a href=\"#\""));
  EXPECT_THAT(fragment.html(), HasSubstr("<img src=\"#\""));
  EXPECT_THAT(fragment.head_html(),
              HasSubstr("<link rel=\"canonical\" href=\"#\">"));
}

TEST_F(ArticleRendererTest, TheHeadTellsSearchAndSharing) {
  const auto fragment = Render(Full());
  const std::string& head = fragment.head_html();
  EXPECT_THAT(head, HasSubstr("<title>Harbour story number 1</title>"));
  EXPECT_THAT(head, HasSubstr("<link rel=\"canonical\" "
                              "href=\"https://ex.example/articles/full\">"));
  EXPECT_THAT(head, HasSubstr("content=\"What stands under it.\""));
  EXPECT_THAT(head, Not(HasSubstr("noindex")));
  const auto json = JsonLd(fragment);
  EXPECT_EQ(json.fields().at("@type").string_value(), "NewsArticle");
  EXPECT_EQ(json.fields().at("headline").string_value(),
            "Harbour story number 1");
  EXPECT_EQ(json.fields().at("datePublished").string_value(),
            "2020-09-13T12:26:40Z");
  EXPECT_EQ(json.fields().at("author").list_value().values_size(), 2);
  EXPECT_EQ(json.fields().at("keywords").list_value().values(0).string_value(),
            "Ferries");
  EXPECT_EQ(json.fields()
                .at("publisher")
                .struct_value()
                .fields()
                .at("name")
                .string_value(),
            "The Example");
  EXPECT_EQ(json.fields().at("wordCount").number_value(), 60);
}

TEST_F(ArticleRendererTest, ABareArticleHasAValidHeadToo) {
  v1::Article article;
  article.set_slug("bare");
  const auto fragment = Render(article);
  EXPECT_FALSE(JsonLd(fragment).fields().contains("author"));
  EXPECT_THAT(fragment.html(), Not(HasSubstr("<h1>")));
}

TEST_F(ArticleRendererTest, AVerdictIsNotIndexedAndADuplicateNamesItsOriginal) {
  v1::Article article = Full();
  v1::Article canonical = MakeArticle("canonical", 2);
  canonical.set_slug("the-original");
  SetDuplicate(article, "articles/canonical", 0.9);
  const auto fragment = Render(article, &canonical);
  EXPECT_THAT(fragment.head_html(), HasSubstr("content=\"noindex\""));
  EXPECT_THAT(fragment.head_html(),
              HasSubstr("<link rel=\"canonical\" "
                        "href=\"https://ex.example/articles/the-original\">"));
  EXPECT_THAT(fragment.html(), HasSubstr("href=\"/articles/the-original\""));
  EXPECT_THAT(fragment.depends_on(),
              testing::ElementsAre("articles/full", "articles/canonical"));
  // Also where the original is not to be seen just now.
  EXPECT_THAT(Render(article).depends_on(),
              testing::ElementsAre("articles/full", "articles/canonical"));
}

TEST_F(ArticleRendererTest, CorrectionsAndDatesAreShown) {
  v1::Article article = Full();
  v1::Correction& correction = *article.add_corrections();
  correction.set_text("It was Tuesday.");
  *correction.mutable_correct_time() = At(1'600'100'000);
  *article.mutable_update_time() = At(1'600'100'000);
  const std::string html = Render(article).html();
  EXPECT_THAT(html, HasSubstr("<aside class=\"corrections\""));
  EXPECT_THAT(html, HasSubstr("It was Tuesday."));
  EXPECT_THAT(html, HasSubstr("datetime=\"2020-09-14T16:13:20Z\""));
  EXPECT_THAT(html, HasSubstr("13 September 2020"));
  article.clear_publish_time();
  EXPECT_THAT(Render(article).html(), HasSubstr("class=\"undated\""));
}

TEST_F(ArticleRendererTest, ArabicRunsFromRightToLeft) {
  v1::Article article = Full();
  article.set_language_code("ar");
  const auto fragment = Render(article);
  EXPECT_EQ(fragment.dir(), "rtl");
  EXPECT_THAT(fragment.html(), HasSubstr("lang=\"ar\" dir=\"rtl\""));
}

TEST_F(ArticleRendererTest, AFragmentCarriesRevisionAgeAndEtag) {
  const auto fragment = Render(Full());
  EXPECT_EQ(fragment.article_revision(), 7);
  EXPECT_EQ(fragment.max_age().seconds(), 86400);
  EXPECT_EQ(fragment.etag().size(), 32u);
  EXPECT_EQ(fragment.etag(), Render(Full()).etag());
  v1::Article other = Full();
  other.set_headline("Other");
  EXPECT_NE(fragment.etag(), Render(other).etag());
}

TEST_F(ArticleRendererTest, ALongTextGivesAShortDescription) {
  v1::Article article = MakeArticle("a", 1, 500);
  const std::string description = DescriptionOf(article);
  EXPECT_LT(description.size(), 210u);
  EXPECT_TRUE(absl::EndsWith(description, "…"));
  EXPECT_THAT(Prose(1, 500), testing::StartsWith(description.substr(
                                 0, description.size() - 3)));
}

}  // namespace
}  // namespace byline::article
