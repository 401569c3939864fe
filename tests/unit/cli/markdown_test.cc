#include "services/cli/import/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MarkdownTest, FrontMatterAndBlocksMakeAnArticle) {
  const ParsedArticle parsed = ParseMarkdown(
      "---\ntitle: \"Lamps: the long repair\"\npublished: "
      "2026-11-03\nlanguage: en\nsection: City\ntags: [lamps, "
      "light]\nauthors:\n  - Ada Quill\n"
      "---\n\nThe *old* lamps are [back](https://news.example/lamps).\n\n## "
      "Why it took so long\n\n> It was the wiring.\n> \n> \u2014 Ben Marsh\n\n"
      "- first\n- second\n\n1. one\n2. two\n\n| Street | Lamps |\n|---|---|\n| "
      "Quay | 12 |\n\n---\n\n![A lamp](/img/lamp.jpg \"At dusk\")\n",
      "lamps");
  EXPECT_THAT(parsed.violations, IsEmpty());
  const auto& article = parsed.article;
  EXPECT_EQ(article.name(), "articles/lamps");
  EXPECT_EQ(article.headline(), "Lamps: the long repair");
  EXPECT_THAT(article.tags(), ElementsAre("lamps", "light"));
  EXPECT_THAT(article.authors(), ElementsAre("Ada Quill"));
  EXPECT_TRUE(article.has_publish_time());
  ASSERT_EQ(article.blocks_size(), 8);
  const auto& text = article.blocks(0).paragraph().text();
  EXPECT_EQ(text.text(), "The old lamps are back.");
  ASSERT_EQ(text.marks_size(), 2);
  EXPECT_TRUE(text.marks(0).has_emphasis());
  EXPECT_EQ(text.text().substr(text.marks(0).begin(),
                               text.marks(0).end() - text.marks(0).begin()),
            "old");
  EXPECT_EQ(text.marks(1).link().uri(), "https://news.example/lamps");
  EXPECT_EQ(article.blocks(1).heading().level(), 2);
  EXPECT_EQ(article.blocks(2).quote().text().text(), "It was the wiring.");
  EXPECT_EQ(article.blocks(2).quote().speaker(), "Ben Marsh");
  EXPECT_FALSE(article.blocks(3).list().ordered());
  EXPECT_TRUE(article.blocks(4).list().ordered());
  ASSERT_EQ(article.blocks(5).table().rows_size(), 2);
  EXPECT_TRUE(article.blocks(5).table().has_header());
  EXPECT_EQ(article.blocks(5).table().rows(1).cells(1).text(), "12");
  EXPECT_TRUE(article.blocks(6).has_divider());
  EXPECT_EQ(article.blocks(7).image().alt_text(), "A lamp");
  EXPECT_EQ(article.blocks(7).image().caption(), "At dusk");
}

TEST(MarkdownTest, TheFirstHeadingIsTheHeadlineWhereThereIsNoTitle) {
  const ParsedArticle parsed =
      ParseMarkdown("# Fog closes the pier\n\nText.\n", "fog");
  EXPECT_EQ(parsed.article.headline(), "Fog closes the pier");
  EXPECT_EQ(parsed.article.blocks_size(), 1);
}

TEST(MarkdownTest, RawHtmlAndForbiddenLinksAreDroppedAndSaidSo) {
  const ParsedArticle parsed = ParseMarkdown(
      "A <b onclick=x>bold</b> [trap](javascript:alert(1)) and "
      "[mail](mailto:a@b.example).\n\n<script>alert(1)</script>\n",
      "x");
  ASSERT_EQ(parsed.article.blocks_size(), 1);
  EXPECT_EQ(parsed.article.blocks(0).paragraph().text().text(),
            "A bold trap and mail.");
  ASSERT_EQ(parsed.article.blocks(0).paragraph().text().marks_size(), 1);
  EXPECT_EQ(parsed.article.blocks(0).paragraph().text().marks(0).link().uri(),
            "mailto:a@b.example");
  EXPECT_THAT(
      parsed.dropped,
      ElementsAre(
          "raw HTML",
          "links with a scheme other than http, https, mailto and tel"));
}

TEST(MarkdownTest, BrokenFrontMatterIsAViolationOfItsOwn) {
  const ParsedArticle parsed =
      ParseMarkdown("---\ntitle: [unclosed\n---\nText.\n", "x");
  ASSERT_EQ(parsed.violations.size(), 1u);
  EXPECT_EQ(parsed.violations[0].field, "front matter");
  EXPECT_EQ(
      ParseMarkdown("---\n- a\n- b\n---\nText.\n", "x").violations.at(0).field,
      "front matter");
}

TEST(MarkdownTest, ARuleAtTheTopIsNoFrontMatter) {
  const ParsedArticle parsed =
      ParseMarkdown("---\n\nText without an end of front matter.\n", "x");
  EXPECT_THAT(parsed.violations, IsEmpty());
  ASSERT_EQ(parsed.article.blocks_size(), 2);
  EXPECT_TRUE(parsed.article.blocks(0).has_divider());
}

TEST(MarkdownTest, NestedListsAreFlattenedAndSaidSo) {
  const ParsedArticle parsed = ParseMarkdown("- a\n  - b\n- c\n", "x");
  ASSERT_EQ(parsed.article.blocks_size(), 1);
  EXPECT_EQ(parsed.article.blocks(0).list().items_size(), 3);
  EXPECT_THAT(parsed.dropped, ElementsAre("nesting of lists"));
}

}  // namespace
}  // namespace byline::cli
