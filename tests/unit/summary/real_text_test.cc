// The promises of a summary on real news, where the data are there
// (BYLINE_DATA, default ../shared/data); skipped otherwise.
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "common/text/fold.h"
#include "services/summary/core/offline.h"
#include "tests/quality/summary/summary_promises.h"

namespace byline::summary {
namespace {

using testing::IsEmpty;

std::string DataPath(const std::string& name) {
  const char* folder = std::getenv("BYLINE_DATA");
  return std::string(folder != nullptr ? folder : "../shared/data") + "/" +
         name;
}

std::string Field(const nlohmann::json& line, const char* name) {
  const auto at = line.find(name);
  return at != line.end() && at->is_string() ? at->get<std::string>() : "";
}

std::string LanguageOf(const nlohmann::json& line) {
  return line.contains("language") ? Field(line, "language")
                                   : Field(line, "lang");
}

TEST(SeedTest, TheMainArticleOfTheSeedHasFaithfulPointsOfItsOwn) {
  std::ifstream in(DataPath("seed/articles.jsonl"));
  if (!in) GTEST_SKIP() << "no data";
  std::string line;
  std::getline(in, line);
  const nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
  ASSERT_EQ(Field(article, "id"), "seed-main");
  const std::string body = Field(article, "body");
  const std::string title = Field(article, "title");
  const OfflineSummary summary =
      SummarizeBody("seed-main", title, body, "", {});
  EXPECT_GE(summary.key_points.size(), 3U);
  EXPECT_LE(summary.key_points.size(), 5U);
  const size_t closing_list = body.find("In summary,");
  for (const OfflinePoint& point : summary.key_points) {
    EXPECT_FALSE(absl::EndsWith(point.text, ":"));
    EXPECT_LT(point.source.begin, closing_list) << point.text;
    EXPECT_FALSE(text::RepeatsHeadline(point.text, title));
  }
  EXPECT_GE(summary.abstract_word_count, 60);
  EXPECT_LE(summary.abstract_word_count, 100);
}

class RealTextTest : public testing::TestWithParam<const char*> {};

// Every seventh article; byline-quality-summaries reads all.
TEST_P(RealTextTest, SummariesKeepTheirPromises) {
  std::ifstream in(DataPath(GetParam()));
  if (!in) GTEST_SKIP() << "no data";
  PromiseReport report;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    if (number++ % 7 != 0) continue;
    const nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(article.is_object());
    const std::string body = Field(article, "body");
    const std::string title = Field(article, "title");
    CheckPromises(body, title,
                  SummarizeBody(Field(article, "id"), title, body,
                                LanguageOf(article), {}),
                  report);
  }
  EXPECT_THAT(report.broken, IsEmpty());
  EXPECT_GE(report.full_abstracts * 1000,
            report.articles_for_full_abstract * 995);
}

INSTANTIATE_TEST_SUITE_P(
    Files, RealTextTest,
    testing::Values("allsides_events_full.jsonl", "arabic_ahdath.jsonl",
                    "bbc_news_summary.jsonl", "cnn_dailymail.jsonl",
                    "gnad10k_de.jsonl", "gum_wikinews.jsonl",
                    "masakhanews_eng.jsonl", "masakhanews_fra.jsonl",
                    "multi_news.jsonl", "persian_farsnews.jsonl",
                    "reuters21578.jsonl", "seed/articles.jsonl",
                    "thucnews_zh.jsonl", "wikinews_events.jsonl"),
    [](const auto& info) {
      std::string name = info.param;
      for (char& c : name)
        c = absl::ascii_isalnum(static_cast<unsigned char>(c)) ? c : '_';
      return name;
    });

}  // namespace
}  // namespace byline::summary
