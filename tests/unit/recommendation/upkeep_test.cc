// Upkeep runs beside queries and writes, and changes what lists are made with,
// never which articles there are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "services/recommendation/core/index/language_index.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

std::set<std::string> NameSet(const std::vector<SimilarResult>& results) {
  std::set<std::string> names;
  for (const SimilarResult& result : results) {
    names.insert(result.article.article());
  }
  return names;
}

TEST(UpkeepTest, IsDueWhenAQuarterHasChanged) {
  SimilarityIndex index;
  EXPECT_FALSE(index.Maintain());
  std::mt19937_64 random(1);
  for (int i = 0; i < 100; ++i) {
    index.Put(PrepareArticle(RandomArticle(absl::StrCat("a", i), random)));
  }
  while (index.Maintain()) {
  }
  for (int i = 0; i < 3; ++i) {
    index.Put(PrepareArticle(RandomArticle(absl::StrCat("b", i), random)));
  }
  EXPECT_FALSE(index.Maintain());
  for (int i = 0; i < 30; ++i) {
    index.PutWithoutText(absl::StrCat("articles/a", i),
                         article::v1::STATE_WITHDRAWN);
  }
  EXPECT_TRUE(index.Maintain());
}

TEST(UpkeepTest, KeepsEveryArticleAndItsLatestVersion) {
  SimilarityIndex index;
  std::mt19937_64 random(2);
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 40; ++i) {
      article::v1::Article article =
          RandomArticle(absl::StrCat("a", i + 10 * round), random);
      article.set_revision(round + 1);
      index.Put(PrepareArticle(article));
    }
    index.PutWithoutText(absl::StrCat("articles/a", round),
                         article::v1::STATE_WITHDRAWN);
    index.Reindex();
  }
  for (int i = 0; i < 70; ++i) {
    const auto facts = index.Facts(absl::StrCat("articles/a", i));
    ASSERT_TRUE(facts.ok());
    EXPECT_EQ(facts->name, absl::StrCat("articles/a", i));
    if (i < 4) {
      EXPECT_EQ(facts->state, article::v1::STATE_WITHDRAWN);
    } else {
      EXPECT_EQ(facts->revision, std::min(i / 10, 3) + 1);
    }
  }
  EXPECT_EQ(index.SearchableCount(), 66u);
}

TEST(UpkeepTest, NothingIsLostWhileItRuns) {
  SimilarityIndex index;
  std::mt19937_64 random(3);
  for (int i = 0; i < 400; ++i) {
    index.Put(PrepareArticle(RandomArticle(absl::StrCat("old", i), random)));
  }
  index.Put(PrepareArticle(FerryStrike()));
  std::atomic<bool> done = false;
  std::thread upkeep([&] {
    while (!done) index.Reindex();
  });
  std::thread reader([&] {
    while (!done) {
      EXPECT_TRUE(index.List("articles/ferry-strike", {}).ok());
    }
  });
  for (int i = 0; i < 200; ++i) {
    article::v1::Article deal = FerryDeal();
    deal.set_name(absl::StrCat("articles/deal", i));
    index.Put(PrepareArticle(deal));
    EXPECT_EQ(NameSet(*index.List("articles/ferry-strike", {})),
              std::set<std::string>{deal.name()});
    index.PutWithoutText(deal.name(), article::v1::STATE_WITHDRAWN);
    EXPECT_TRUE(index.List("articles/ferry-strike", {})->empty());
  }
  done = true;
  upkeep.join();
  reader.join();
  EXPECT_EQ(index.SearchableCount(), 401u);
}

TEST(UpkeepTest, ClearWhileItRunsLeavesNothing) {
  SimilarityIndex index;
  std::mt19937_64 random(4);
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 200; ++i) {
      index.Put(PrepareArticle(RandomArticle(absl::StrCat("a", i), random)));
    }
    std::thread upkeep([&] { index.Reindex(); });
    index.Clear();
    upkeep.join();
    EXPECT_EQ(index.SearchableCount(), 0u);
    EXPECT_FALSE(index.Facts("articles/a1").ok());
  }
}

}  // namespace
}  // namespace byline::recommendation
