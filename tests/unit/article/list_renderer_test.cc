#include "services/article/render/list_renderer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/article/html_outline.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using testing::HasSubstr;
using testing::Not;

class ListRendererTest : public testing::Test {
 protected:
  fragment::v1::Fragment Render(const ListPageContent& page) {
    const auto fragment = renderer_.Render(page);
    EXPECT_TRUE(fragment.ok()) << fragment.status();
    EXPECT_EQ(ReadHtml(fragment->html()).error, "");
    EXPECT_EQ(ReadHtml(fragment->head_html()).error, "");
    return *fragment;
  }
  static v1::Article Card(const std::string& id, const std::string& language) {
    v1::Article article = MakeArticle(id, 1);
    article.set_slug(id);
    article.set_section("Harbour");
    article.add_tags("Ferries & Ships");
    article.add_authors("Ada Merrow");
    article.set_language_code(language);
    *article.mutable_publish_time() = At(1'600'000'000);
    return article;
  }

  TemplateSet templates_;
  ListRenderer renderer_{templates_, {"The Example", "https://ex.example"}};
};

TEST_F(ListRendererTest, EveryArticleIsACardAndADependency) {
  const auto fragment =
      Render({"articles/-", {Card("a", "en"), Card("b", "en")}, ""});
  EXPECT_THAT(fragment.html(), HasSubstr("<a href=\"/articles/a\">"));
  EXPECT_THAT(fragment.html(), HasSubstr("<a href=\"/articles/b\">"));
  EXPECT_THAT(fragment.html(), HasSubstr("href=\"/sections/harbour\">Harbour"));
  EXPECT_THAT(fragment.html(), HasSubstr("2020-09-13T12:26:40Z"));
  EXPECT_THAT(fragment.html(), Not(HasSubstr("rel=\"next\"")));
  EXPECT_THAT(fragment.depends_on(),
              testing::ElementsAre("articles/-", "articles/a", "articles/b"));
  EXPECT_EQ(fragment.max_age().seconds(), 60);
  EXPECT_EQ(fragment.article_revision(), 0);
}

TEST_F(ListRendererTest, TheNextPageIsALink) {
  const auto fragment = Render({"articles/-", {Card("a", "en")}, "to&ken="});
  EXPECT_THAT(fragment.html(),
              HasSubstr("<a rel=\"next\" href=\"?after=to%26ken%3D\">"));
}

TEST_F(ListRendererTest, OnlyTheFirstPageIsIndexedAndTheOthersLinkToIt) {
  const auto first = Render({"tags/ferries-ships", {Card("a", "en")}, "t"});
  EXPECT_THAT(first.head_html(),
              HasSubstr("<link rel=\"canonical\" "
                        "href=\"https://ex.example/tags/ferries-ships\">"));
  EXPECT_THAT(first.head_html(), Not(HasSubstr("noindex")));
  EXPECT_THAT(first.html(), Not(HasSubstr("href=\"/tags/ferries-ships\"")));
  for (const std::string token : {"t", ""}) {
    const auto later =
        Render({"tags/ferries-ships", {Card("a", "en")}, token, false});
    EXPECT_THAT(later.head_html(),
                HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
    EXPECT_THAT(later.head_html(), Not(HasSubstr("canonical")));
    EXPECT_THAT(later.head_html(), Not(HasSubstr("og:url")));
    EXPECT_THAT(later.html(), HasSubstr("<a href=\"/tags/ferries-ships\">"));
  }
}

TEST_F(ListRendererTest, ACollectionIsCalledAsItsArticlesCallIt) {
  const auto title = [&](const std::string& collection) {
    return ReadHtml(Render({collection, {Card("a", "en")}, ""}).head_html())
        .text;
  };
  EXPECT_THAT(title("sections/harbour"), HasSubstr("Harbour - The Example"));
  EXPECT_THAT(title("tags/ferries-ships"), HasSubstr("Ferries & Ships"));
  EXPECT_THAT(title("authors/ada-merrow"), HasSubstr("Ada Merrow"));
}

TEST_F(ListRendererTest, AnArticleInAnotherLanguageSaysSo) {
  const auto fragment = Render(
      {"articles/-", {Card("a", "en"), Card("b", "ar"), Card("c", "en")}, ""});
  EXPECT_EQ(fragment.lang(), "en");
  EXPECT_THAT(fragment.html(),
              HasSubstr("<li class=\"card\" lang=\"ar\" dir=\"rtl\">"));
}

TEST_F(ListRendererTest, AnEmptyFrontPageSaysThatItIsEmpty) {
  const auto fragment = Render({"articles/-", {}, ""});
  EXPECT_THAT(fragment.html(), HasSubstr("class=\"empty\""));
  EXPECT_THAT(fragment.depends_on(), testing::ElementsAre("articles/-"));
}

}  // namespace
}  // namespace byline::article
