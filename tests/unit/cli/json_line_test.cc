#include "services/cli/import/json_line.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace byline::cli {
namespace {

using ::testing::ElementsAre;

TEST(JsonLineTest, EveryFieldFindsItsPlace) {
  const ParsedArticle parsed = ParseJsonLine(
      R"({"id":"ferry-42","title":"Ferry runs again","standfirst":"After nine days.","body":"One.\n\nTwo:\n• first\n• second",)"
      R"("published":"2026-11-02T08:30:00+01:00","language":"en-GB","section":"City","tags":["ferry","harbour"],)"
      R"("authors":["Ada Quill",{"name":"Ben Marsh"}],"canonical_url":"https://news.example/f","external_id":7})",
      12);
  EXPECT_TRUE(parsed.violations.empty());
  EXPECT_EQ(parsed.line, 12);
  const auto& article = parsed.article;
  EXPECT_EQ(article.name(), "articles/ferry-42");
  EXPECT_EQ(article.headline(), "Ferry runs again");
  EXPECT_EQ(article.standfirst(), "After nine days.");
  ASSERT_EQ(article.blocks_size(), 3);
  EXPECT_EQ(article.blocks(0).paragraph().text().text(), "One.");
  EXPECT_EQ(article.blocks(1).paragraph().text().text(), "Two:");
  ASSERT_EQ(article.blocks(2).list().items_size(), 2);
  EXPECT_EQ(article.blocks(2).list().items(1).text(), "second");
  EXPECT_EQ(article.publish_time().seconds(), 1793604600);
  EXPECT_EQ(article.language_code(), "en-GB");
  EXPECT_EQ(article.section(), "City");
  EXPECT_THAT(article.tags(), ElementsAre("ferry", "harbour"));
  EXPECT_THAT(article.authors(), ElementsAre("Ada Quill", "Ben Marsh"));
  EXPECT_EQ(article.canonical_uri(), "https://news.example/f");
  EXPECT_EQ(article.external_id(), "7");
}

TEST(JsonLineTest, OtherNamesOfFieldsAreTakenAndUnknownOnesNamed) {
  const ParsedArticle parsed = ParseJsonLine(
      R"({"id":"a","lang":"fr","category":"Sport","body":"x","event":"e1","topic":null})",
      1);
  EXPECT_EQ(parsed.article.language_code(), "fr");
  EXPECT_EQ(parsed.article.section(), "Sport");
  EXPECT_THAT(parsed.ignored_fields, ElementsAre("event", "topic"));
  EXPECT_TRUE(parsed.violations.empty());
}

TEST(JsonLineTest, AWrongTypeNamesTheFieldAndWhatWouldBeRight) {
  const ParsedArticle parsed = ParseJsonLine(
      R"({"id":"a","title":["x"],"tags":[1],"published":"yesterday"})", 1);
  ASSERT_EQ(parsed.violations.size(), 3u);
  EXPECT_EQ(parsed.violations[0],
            (FieldViolation{"title", "is of type array; must be a string"}));
  EXPECT_EQ(parsed.violations[1].field, "published");
  EXPECT_NE(parsed.violations[1].description.find("ISO 8601"),
            std::string::npos);
  EXPECT_EQ(parsed.violations[2].field, "tags[0]");
}

TEST(JsonLineTest, BlocksAreReadInTheirProtoForm) {
  const ParsedArticle parsed = ParseJsonLine(
      R"({"id":"a","blocks":[{"quote":{"text":{"text":"We wait."},"speaker":"Ada Quill"}},{"divider":{}}]})",
      1);
  EXPECT_TRUE(parsed.violations.empty());
  ASSERT_EQ(parsed.article.blocks_size(), 2);
  EXPECT_EQ(parsed.article.blocks(0).quote().speaker(), "Ada Quill");
  EXPECT_TRUE(parsed.article.blocks(1).has_divider());
  EXPECT_EQ(ParseJsonLine(R"({"id":"a","blocks":[{"video":{}}]})", 1)
                .violations.at(0)
                .field,
            "blocks");
  EXPECT_EQ(ParseJsonLine(R"({"id":"a","body":"x","blocks":[]})", 1)
                .violations.at(0)
                .field,
            "body");
}

TEST(JsonLineTest, AVectorIsReadWithItsModel) {
  const ParsedArticle parsed = ParseJsonLine(
      R"({"id":"a","embedding":{"model":"house-2","values":[0.5,-2,3e-3]}})",
      1);
  EXPECT_TRUE(parsed.violations.empty());
  EXPECT_TRUE(parsed.ignored_fields.empty());
  EXPECT_EQ(parsed.article.embedding_vector().model(), "house-2");
  EXPECT_THAT(parsed.article.embedding_vector().values(),
              ElementsAre(0.5F, -2.0F, 0.003F));
  EXPECT_FALSE(ParseJsonLine(R"({"id":"a","embedding":null})", 1)
                   .article.has_embedding_vector());
}

TEST(JsonLineTest, AFaultyVectorNamesItsPlace) {
  for (const auto& [embedding, field] :
       std::vector<std::pair<const char*, const char*>>{
           {"[1]", "embedding"},
           {R"({"values":[1]})", "embedding.model"},
           {R"({"model":2,"values":[1]})", "embedding.model"},
           {R"({"model":"m"})", "embedding.values"},
           {R"({"model":"m","values":"1"})", "embedding.values"},
           {R"({"model":"m","values":[1,"2"]})", "embedding.values[1]"},
           {R"({"model":"m","values":[1,2,true]})", "embedding.values[2]"},
           {R"({"model":"m","values":[1e39]})", "embedding.values[0]"}}) {
    const ParsedArticle parsed = ParseJsonLine(
        absl::StrCat("{\"id\":\"a\",\"embedding\":", embedding, "}"), 1);
    ASSERT_EQ(parsed.violations.size(), 1u) << embedding;
    EXPECT_EQ(parsed.violations[0].field, field);
  }
}

TEST(JsonLineTest, AnIdThatIsNoNameIsKeptAndGivesTheSameNameEveryTime) {
  const ParsedArticle first =
      ParseJsonLine(R"({"id":"https://x.example/1","body":"x"})", 1);
  const ParsedArticle again =
      ParseJsonLine(R"({"id":"https://x.example/1","body":"y"})", 2);
  EXPECT_EQ(first.article.name(), again.article.name());
  EXPECT_EQ(first.article.name().rfind("articles/i-", 0), 0u);
  EXPECT_EQ(first.article.external_id(), "https://x.example/1");
  EXPECT_NE(ParseJsonLine(R"({"body":"x"})", 1).article.name(),
            ParseJsonLine(R"({"body":"y"})", 1).article.name());
}

TEST(JsonLineTest, AnExternalIdAloneLeavesTheNameToTheService) {
  const ParsedArticle parsed =
      ParseJsonLine(R"({"external_id":"cms 17","body":"x"})", 1);
  EXPECT_EQ(parsed.article.name(), "");
  EXPECT_EQ(parsed.article.external_id(), "cms 17");
  EXPECT_FALSE(parsed.named_by_content);
}

TEST(JsonLineTest, WhatIsNoObjectIsRefused) {
  for (const char* text : {"", "[]", "1", "{", R"({"id":"a"} x)",
                           "{\"id\":\"\xff\"}", R"({"id":"\ud800"})"}) {
    EXPECT_EQ(ParseJsonLine(text, 1).violations.size(), 1u) << text;
  }
}

// Every text that RFC 8259 forbids is refused, and every one that it allows is
// read, here as the value of a field.
TEST(JsonLineTest, TheMinefieldIsCrossed) {
  const char* data = std::getenv("BYLINE_DATA");
  const std::filesystem::path folder =
      std::filesystem::path(data == nullptr ? "../shared/data" : data) /
      "badinput/json-minefield/test_parsing";
  if (!std::filesystem::is_directory(folder))
    GTEST_SKIP() << folder << " is not there";
  int tried = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const char kind = entry.path().filename().string()[0];
    if (kind == 'n') {
      EXPECT_FALSE(ParseJsonLine(text, 1).violations.empty()) << entry.path();
    } else if (kind == 'y') {
      EXPECT_TRUE(
          ParseJsonLine("{\"extra\":" + text + "}", 1).violations.empty())
          << entry.path();
    } else {
      ParseJsonLine(text, 1);
    }
    ++tried;
  }
  EXPECT_GT(tried, 300);
}

}  // namespace
}  // namespace byline::cli
