// The lists of a real archive of seven articles, alone and beside 1,993 others.
// Skipped where the data is absent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "services/recommendation/core/offline.h"

namespace byline::recommendation {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

std::string DataPath(const std::string& file) {
  const char* data = std::getenv("BYLINE_DATA");
  return std::string(data != nullptr ? data : "../shared/data") + "/" + file;
}

void Read(const std::string& file, std::vector<OfflineArticle>& archive) {
  std::ifstream lines(DataPath(file));
  std::string line;
  while (std::getline(lines, line)) {
    const auto record = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(record.is_object());
    OfflineArticle& article = archive.emplace_back();
    article.id = record.value("id", "");
    article.title = record.value("title", "");
    article.body = record.value("body", "");
  }
}

using Lists = std::map<std::string, std::vector<std::string>>;

Lists ListsOf(const std::vector<OfflineArticle>& archive, int top) {
  Lists lists;
  for (const OfflineList& list : FindSimilarOffline(archive, {.top = top})) {
    std::vector<std::string>& ids = lists[list.id];
    for (const OfflineSimilar& similar : list.similar)
      ids.push_back(similar.id);
  }
  return lists;
}

void ExpectTheRightOnesBesideTheMainArticle(const Lists& lists) {
  const std::vector<std::string>& main = lists.at("seed-main");
  EXPECT_THAT(main, Contains("seed-similar-4"));       // Gaza
  EXPECT_THAT(main, Contains("seed-similar-6"));       // the Red Sea
  EXPECT_THAT(main, Not(Contains("seed-similar-5")));  // floods in Pakistan
  EXPECT_THAT(main, Not(Contains("seed-similar-1")));  // the heatwave
  EXPECT_THAT(lists.at("seed-similar-2"), IsEmpty());  // the placeholder
  for (const auto& [id, list] : lists) {
    EXPECT_THAT(list, Not(Contains("seed-similar-2"))) << id;
  }
}

TEST(SeedArchiveTest, SevenArticlesGiveSensibleLists) {
  std::vector<OfflineArticle> archive;
  Read("seed/articles.jsonl", archive);
  if (archive.empty()) GTEST_SKIP() << DataPath("seed") << " is absent";
  ASSERT_EQ(archive.size(), 7u);
  ExpectTheRightOnesBesideTheMainArticle(ListsOf(archive, 10));
}

TEST(SeedArchiveTest, TheyStaySensibleBesideTwoThousandOthers) {
  std::vector<OfflineArticle> archive;
  Read("seed/articles.jsonl", archive);
  Read("allsides_events_full.jsonl", archive);
  if (archive.size() < 1'000) GTEST_SKIP() << DataPath("") << " is absent";
  const Lists lists = ListsOf(archive, 50);
  ExpectTheRightOnesBesideTheMainArticle(lists);
}

}  // namespace
}  // namespace byline::recommendation
