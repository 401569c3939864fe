// Hostile strings in every text of an article: none may become markup, and each
// must be shown as it is.
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/text/fold.h"
#include "services/article/core/validation.h"
#include "services/article/render/article_renderer.h"
#include "services/article/render/list_renderer.h"
#include "tests/unit/article/html_outline.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

v1::Article Filled(const std::string& text) {
  v1::Article article;
  article.set_name("articles/a");
  article.set_slug("a");
  article.set_language_code("en");
  article.set_headline(text);
  article.set_standfirst(text);
  article.set_section(text);
  article.add_authors(text);
  article.add_tags(text);
  AddParagraph(article, text);
  article.add_blocks()->mutable_heading()->mutable_text()->set_text(text);
  v1::Quote& quote = *article.add_blocks()->mutable_quote();
  quote.mutable_text()->set_text(text);
  quote.set_speaker(text);
  article.add_blocks()->mutable_list()->add_items()->set_text(text);
  v1::Table& table = *article.add_blocks()->mutable_table();
  table.set_caption(text);
  table.add_rows()->add_cells()->set_text(text);
  v1::Image& image = *article.add_blocks()->mutable_image();
  image.set_uri("/i.jpg");
  image.set_alt_text(text);
  image.set_caption(text);
  image.set_credit(text);
  v1::Embed& embed = *article.add_blocks()->mutable_embed();
  embed.set_uri("https://ex.example/");
  embed.set_title(text);
  embed.set_provider(text);
  article.add_corrections()->set_text(text);
  return article;
}

class HostileTextTest : public testing::Test {
 protected:
  HostileTextTest() {
    const v1::Article harmless = Filled("harmless");
    const auto body = articles_.Render(harmless, nullptr);
    body_shape_ = ReadHtml(body->html()).Shape();
    head_shape_ = ReadHtml(body->head_html()).Shape();
    list_shape_ =
        ReadHtml(lists_.Render({"articles/-", {harmless}, ""})->html()).Shape();
  }

  void ExpectHarmless(const std::string& text) {
    const v1::Article article = Filled(text);
    const auto fragment = articles_.Render(article, nullptr);
    ASSERT_TRUE(fragment.ok());
    const HtmlOutline body = ReadHtml(fragment->html());
    const HtmlOutline head = ReadHtml(fragment->head_html());
    ASSERT_EQ(body.error, "") << text;
    ASSERT_EQ(body.Shape(), body_shape_) << text;
    ASSERT_EQ(head.error, "") << text;
    ASSERT_EQ(head.Shape(), head_shape_) << text;
    ASSERT_TRUE(absl::StrContains(body.text, text)) << text;
    google::protobuf::Struct json;
    ASSERT_TRUE(
        google::protobuf::util::JsonStringToMessage(head.json_ld, &json).ok())
        << text;
    ASSERT_EQ(json.fields().at("headline").string_value(), text);
    const auto list = lists_.Render({"articles/-", {article}, ""});
    ASSERT_TRUE(list.ok());
    ASSERT_EQ(ReadHtml(list->html()).error, "") << text;
    ASSERT_EQ(ReadHtml(list->html()).Shape(), list_shape_) << text;
  }

  static std::filesystem::path Data() {
    const char* data = std::getenv("BYLINE_DATA");
    return data ? data : "../shared/data";
  }

  // Every line that an article may hold; how many there were.
  int ExpectLinesHarmless(const std::filesystem::path& path) {
    int lines = 0;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      if (absl::EndsWith(line, "\r")) line.pop_back();
      // What is refused at the door cannot be shown; blank ones show nothing.
      v1::Article article = MakeArticle("a", 1);
      article.add_tags(line.substr(0, 100));
      article.set_standfirst(line);
      if (text::Fold(line).empty() || !CheckArticle(article, "").empty()) {
        continue;
      }
      ExpectHarmless(line);
      if (HasFatalFailure()) return lines;
      ++lines;
    }
    return lines;
  }

  TemplateSet templates_;
  ArticleRenderer articles_{templates_, {}};
  ListRenderer lists_{templates_, {}};
  std::string body_shape_;
  std::string head_shape_;
  std::string list_shape_;
};

TEST_F(HostileTextTest, OurOwnHandfulIsHarmless) {
  for (const char* text : {"<script>alert(1)</script>",
                           "</script><script>alert(1)</script>",
                           "<!--",
                           "--><img src=x onerror=alert(1)>",
                           "\" onmouseover=\"x",
                           "' onmouseover='x",
                           "&lt;b&gt;",
                           "&#x3c;",
                           "{{HEADLINE}}",
                           "{{%X}}",
                           "{{>RUNS}}",
                           "]]>",
                           "\\u003c/script>",
                           "\\",
                           "\"",
                           "javascript:alert(1)",
                           "</title><svg onload=alert(1)>",
                           "${7*7}",
                           "<plaintext>",
                           "\xe2\x80\xa8</script>"}) {
    ExpectHarmless(text);
  }
}

TEST_F(HostileTextTest, CollectedAttacksAreHarmless) {
  const auto folder = Data() / "badinput" / "xss";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is absent";
  int lines = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) lines += ExpectLinesHarmless(entry.path());
  }
  EXPECT_GT(lines, 5000);
}

TEST_F(HostileTextTest, NaughtyStringsAreHarmless) {
  const auto file = Data() / "badinput" / "naughty-strings" / "blns.txt";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
  EXPECT_GT(ExpectLinesHarmless(file), 300);
}

}  // namespace
}  // namespace byline::article
