// Upkeep runs beside queries and writes, and changes what lists are made with,
// never which articles there are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <random>
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

// An index of one language without what SimilarityIndex adds to it.
class GivenUpTest : public ::testing::Test {
 protected:
  static constexpr uint64_t kArticles = 120;

  GivenUpTest() {
    std::mt19937_64 random(5);
    for (uint64_t i = 0; i < kArticles; ++i) {
      const PreparedArticle article =
          PrepareArticle(RandomArticle(absl::StrCat("a", i), random));
      Document document;
      document.name = i;
      document.record = records_->Append(article);
      document.offerable = true;
      index_.Add(document, article);
    }
  }
  // Gives up at the n-th question.
  bool Run(LanguageIndex::Upkeep& upkeep, int at) {
    return LanguageIndex::Run(
        upkeep,
        {.mark_hubs = [](const TermWeights&,
                         BaseSegment&) { return size_t{0}; },
         .gives_up = [at, asked = 0]() mutable { return ++asked == at; }});
  }

  std::unique_ptr<ArticleRecords> records_ = ArticleRecords::Temporary();
  LanguageIndex index_{"en", *records_};
};

TEST_F(GivenUpTest, UpkeepIsAsIfItHadNotBegun) {
  int given_up = 0;
  for (int at = 1;; at += 17) {
    const auto upkeep = index_.BeginReindex(/*forced=*/false);
    ASSERT_NE(upkeep, nullptr) << "due, as " << given_up << " were given up";
    const bool is_made = Run(*upkeep, at);
    if (is_made) {
      index_.Finish(*upkeep, [](uint64_t, const Location&) {});
      break;
    }
    EXPECT_EQ(index_.AliveCount(), kArticles);
    ++given_up;
  }
  // Counting, weighing, and at the end: each article is a chance.
  EXPECT_GT(given_up, 10);
  EXPECT_EQ(index_.AliveCount(), kArticles);
  EXPECT_EQ(index_.BeginReindex(/*forced=*/false), nullptr);
}

TEST(UpkeepTest, NoneBeginsOnceItHasEnded) {
  SimilarityIndex index;
  std::mt19937_64 random(6);
  index.BeginFill();
  for (int i = 0; i < 40; ++i) {
    index.Put(PrepareArticle(RandomArticle(absl::StrCat("a", i), random)));
  }
  EXPECT_FALSE(index.Reindex()) << "while it is being filled";
  index.EndUpkeep();
  EXPECT_FALSE(index.EndFill());
  EXPECT_FALSE(index.EndFill()) << "nothing was made";
  EXPECT_FALSE(index.Reindex());
  EXPECT_FALSE(index.Maintain());
}

TEST(UpkeepTest, WhatIsGivenUpInTheMiddleChangesNothing) {
  constexpr int kArticles = 1'000;
  const auto seconds = [] {
    return std::chrono::duration<double>(
        std::chrono::steady_clock::now().time_since_epoch());
  };
  const auto version = [](const SimilarityIndex& index) {
    return index.Version("en").SerializeAsString();
  };
  bool is_made = true;
  // Again where one was made before it was told to end.
  for (int round = 0; round < 20 && is_made; ++round) {
    SimilarityIndex index;
    std::mt19937_64 random(7);
    const auto put = [&](const std::string& id) {
      article::v1::Article article = RandomArticle(id, random);
      article.set_language_code("en");
      index.Put(PrepareArticle(article));
    };
    for (int i = 0; i < kArticles; ++i) put(absl::StrCat("a", i));
    const auto start = seconds();
    EXPECT_TRUE(index.Reindex());
    const auto whole = seconds() - start;
    const std::string before = version(index);
    put("late");
    std::atomic<bool> begun = false;
    std::thread upkeep([&] {
      begun = true;
      is_made = index.Reindex();
    });
    while (!begun) std::this_thread::yield();
    std::this_thread::sleep_for(whole / 2);
    index.EndUpkeep();
    upkeep.join();
    EXPECT_EQ(version(index) == before, !is_made);
    EXPECT_EQ(index.SearchableCount(), kArticles + size_t{1});
    EXPECT_TRUE(index.List("articles/late", {}).ok());
  }
  EXPECT_FALSE(is_made);
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
