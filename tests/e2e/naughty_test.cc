// Strings that break careless programs, through import, store, page and back:
// byte for byte, or refused with the field's name.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/testing/html.h"
#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {
namespace {

using nlohmann::json;

// The objects among the lines of a program's output.
std::vector<json> JsonLines(const std::string& output) {
  std::vector<json> objects;
  for (const auto line : absl::StrSplit(output, '\n')) {
    json object = json::parse(line.begin(), line.end(), nullptr, false);
    if (object.is_object()) objects.push_back(std::move(object));
  }
  return objects;
}

std::vector<std::string> NaughtyStrings() {
  std::ifstream file(DataFolder() + "/badinput/naughty-strings/blns.json");
  return json::parse(file).get<std::vector<std::string>>();
}

// An article with the string in every text field, and prose around it in the
// body.
json ArticleWith(const std::string& text, size_t index) {
  return {{"id", absl::StrCat("naughty-", index)},
          {"title", text},
          {"standfirst", text},
          {"section", text},
          {"tags", json::array({text})},
          {"authors", json::array({text})},
          {"external_id", text},
          {"blocks",
           json::array(
               {{{"paragraph", {{"text", {{"text", text}}}}}},
                {{"quote", {{"text", {{"text", text}}}, {"speaker", text}}}},
                {{"list", {{"items", json::array({{{"text", text}}})}}}}})}};
}

TEST(NaughtyTest, EveryStringComesBackByteForByteOrIsRefusedWithItsField) {
  if (DataFolder().empty()) GTEST_SKIP() << "the real data is not there";
  Suite suite;
  const std::vector<std::string> strings = NaughtyStrings();
  TempFolder folder;
  const std::string path = folder.File("naughty.jsonl");
  {
    std::ofstream file(path);
    for (size_t i = 0; i < strings.size(); ++i)
      file << ArticleWith(strings[i], i).dump() << "\n";
  }
  const std::vector<json> outcomes =
      JsonLines(suite.Byline({"import", path, "--format=json"}).output);
  ASSERT_EQ(outcomes.size(), strings.size());
  size_t stored = 0;
  for (size_t i = 0; i < strings.size(); ++i) {
    if (outcomes[i].value("kind", "") == "KIND_REJECTED") {
      ASSERT_FALSE(outcomes[i]["violations"].empty());
      EXPECT_NE(outcomes[i]["violations"][0].value("field", ""), "")
          << strings[i];
      continue;
    }
    ++stored;
    const HttpResponse answer =
        suite.Get(absl::StrCat("/v1/articles/naughty-", i));
    ASSERT_EQ(answer.status, 200) << strings[i] << answer.body;
    const json article = json::parse(answer.body);
    EXPECT_EQ(article.value("headline", ""), strings[i]);
    EXPECT_EQ(article["blocks"][0]["paragraph"]["text"].value("text", ""),
              strings[i]);
    EXPECT_EQ(article["blocks"][1]["quote"].value("speaker", ""), strings[i]);
    const HttpResponse page =
        suite.Get("/articles/" + article.value("slug", ""));
    ASSERT_EQ(page.status, 200) << strings[i];
    // The string is on the page as text, and brings no element of its own.
    std::string expected = strings[i];
    absl::RemoveExtraAsciiWhitespace(&expected);
    EXPECT_TRUE(absl::StrContains(VisibleText(page.body), expected))
        << strings[i];
    for (const char* element : {"<script>", "<img", "<iframe", "<svg", "<style",
                                "<a href=\"javascript", "<object", "<input"}) {
      EXPECT_FALSE(
          absl::StrContains(Between(page.body, "<body", "</body>"), element))
          << strings[i];
    }
  }
  EXPECT_GT(stored, strings.size() * 9 / 10);
}

}  // namespace
}  // namespace byline::testing
