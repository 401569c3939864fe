#include "services/recommendation/core/offline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

OfflineArticle ToOffline(const article::v1::Article& article) {
  OfflineArticle offline;
  offline.id = article.slug();
  offline.title = article.headline();
  offline.body = article.blocks(0).paragraph().text().text();
  offline.language = article.language_code();
  return offline;
}

std::vector<OfflineArticle> Archive() {
  std::vector<OfflineArticle> archive;
  for (const article::v1::Article& article : IslandArchive()) {
    archive.push_back(ToOffline(article));
  }
  return archive;
}

std::vector<std::string> Ids(const OfflineList& list) {
  std::vector<std::string> ids;
  for (const OfflineSimilar& similar : list.similar) ids.push_back(similar.id);
  return ids;
}

TEST(OfflineTest, GivesAListForEachInTheOrderOfTheArchive) {
  const auto lists = FindSimilarOffline(Archive(), {.min_words = 20});
  ASSERT_EQ(lists.size(), 6u);
  EXPECT_EQ(lists[0].id, "ferry-strike");
  EXPECT_THAT(Ids(lists[0]), ElementsAre("ferry-deal", "harbour-dredging"));
  EXPECT_THAT(Ids(lists[5]), IsEmpty());
  EXPECT_GT(lists[0].similar[0].score, lists[0].similar[1].score);
  EXPECT_THAT(lists[0].similar[0].reasons, Not(IsEmpty()));
}

TEST(OfflineTest, ListsAreNotLongerThanTop) {
  const auto lists = FindSimilarOffline(Archive(), {.top = 1, .min_words = 20});
  EXPECT_THAT(Ids(lists[0]), ElementsAre("ferry-deal"));
}

TEST(OfflineTest, ThinOnesAndPlaceholdersHaveNoListAndAreInNobodys) {
  std::vector<OfflineArticle> archive = Archive();
  archive[1].body = "Ferry crews and the Halvard Line agree in Osterby.";
  OfflineArticle placeholder;
  placeholder.id = "placeholder";
  placeholder.title = "Ferry crews strike in Osterby";
  for (int i = 0; i < 8; ++i) {
    placeholder.body += "The report from Osterby will be added here soon. ";
  }
  archive.push_back(placeholder);
  const auto lists = FindSimilarOffline(archive, {.min_words = 20});
  EXPECT_THAT(Ids(lists[0]), ElementsAre("harbour-dredging"));
  EXPECT_THAT(Ids(lists[1]), IsEmpty());
  EXPECT_THAT(Ids(lists.back()), IsEmpty());
}

TEST(OfflineTest, OfAClusterOnlyTheMostCompleteStandsInOthersLists) {
  std::vector<OfflineArticle> archive = Archive();
  OfflineArticle longer = archive[1];
  longer.id = "longer-deal";
  longer.body += " Passengers cheered on the quay.";
  archive.push_back(longer);
  const auto lists = FindSimilarOffline(archive, {.min_words = 20});
  EXPECT_THAT(Ids(lists[0]), ElementsAre("longer-deal", "harbour-dredging"));
  // The copy has a list of its own, without its near-copy.
  EXPECT_THAT(Ids(lists[1]), Contains("ferry-strike"));
  EXPECT_THAT(Ids(lists[1]), Not(Contains("longer-deal")));
}

TEST(OfflineTest, WhatIsMissingExcludesNothing) {
  std::vector<OfflineArticle> archive = Archive();
  for (OfflineArticle& article : archive) article.language.clear();
  archive[0].published = absl::FromUnixSeconds(1'700'000'000);
  const auto lists = FindSimilarOffline(archive, {.min_words = 20});
  EXPECT_THAT(Ids(lists[0]), ElementsAre("ferry-deal", "harbour-dredging"));
}

TEST(OfflineTest, TellsItsProgressAndTakesAnyBytes) {
  std::vector<OfflineArticle> archive = Archive();
  archive[2].body = "\xff\xfe\x80 broken";
  double last = 0;
  FindSimilarOffline(archive, {}, [&last](double share) {
    EXPECT_GE(share, last);
    last = share;
  });
  EXPECT_DOUBLE_EQ(last, 1.0);
  EXPECT_THAT(FindSimilarOffline({}), IsEmpty());
}

}  // namespace
}  // namespace byline::recommendation
