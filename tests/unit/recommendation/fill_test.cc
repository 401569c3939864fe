// Filling an index with a whole archive: the end is as if articles had come one
// by one and all had been made anew.
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

std::vector<std::string> ListOf(const SimilarityIndex& index,
                                const std::string& name) {
  std::vector<std::string> list;
  const auto results = index.List(name, {});
  EXPECT_TRUE(results.ok()) << name;
  for (const SimilarResult& result : *results) {
    list.push_back(result.article.SerializeAsString());
  }
  return list;
}

class FillTest : public ::testing::TestWithParam<int> {
 protected:
  // A change of an archive, which is told to both.
  void Put(const PreparedArticle& article) {
    filled_.Put(article);
    grown_.Put(article);
    names_.push_back(article.facts.name);
  }
  void Withdraw(const std::string& name) {
    filled_.PutWithoutText(name, article::v1::STATE_WITHDRAWN, true);
    grown_.PutWithoutText(name, article::v1::STATE_WITHDRAWN, true);
    std::erase(names_, name);
  }
  void ExpectSame() {
    EXPECT_EQ(filled_.SearchableCount(), grown_.SearchableCount());
    for (const std::string& name : names_) {
      EXPECT_EQ(ListOf(filled_, name), ListOf(grown_, name)) << name;
      std::vector<std::string> copies = filled_.CopiesOf(name);
      std::vector<std::string> expected = grown_.CopiesOf(name);
      EXPECT_EQ(copies, expected) << name;
      copies_ += copies.size();
      EXPECT_EQ(filled_.FactsOfList(name, {}).version.SerializeAsString(),
                grown_.FactsOfList(name, {}).version.SerializeAsString());
    }
  }

  SimilarityIndex filled_{{.floor = 0.05}};
  SimilarityIndex grown_{{.floor = 0.05}};
  std::vector<std::string> names_;
  size_t copies_ = 0;
};

TEST_P(FillTest, MakesWhatComingOneByOneAndReindexMake) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  filled_.BeginFill();
  std::vector<article::v1::Article> articles;
  for (int i = 0; i < 300; ++i) {
    article::v1::Article article = RandomArticle(absl::StrCat("a", i), random);
    if (i % 9 == 0) article.set_language_code("fr");
    // A few are near-copies of others, some of these of several.
    if (i % 5 == 4) {
      const std::string name = article.name();
      article = articles[random() % articles.size()];
      article.set_name(name);
      article.set_slug(name.substr(9));
    }
    if (i % 17 == 3) {
      article.add_verdicts()->set_kind(article::v1::Verdict::KIND_THIN);
    }
    articles.push_back(article);
    Put(PrepareArticle(article));
  }
  // In one half of the runs some go, or come again, before the end.
  if (GetParam() % 2 == 0) {
    for (int i = 0; i < 20; ++i) Withdraw(absl::StrCat("articles/a", i));
    article::v1::Article again = RandomArticle("a100", random);
    again.set_revision(2);
    Put(PrepareArticle(again));
  }
  filled_.EndFill();
  grown_.Reindex();
  ExpectSame();
  EXPECT_GT(copies_, 20u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, FillTest, ::testing::Range(1, 7));

TEST(FillsTest, NearCopiesAreFoundInAnArchiveOfSeveralCells) {
  constexpr int kArticles = 2'600;
  std::mt19937_64 random(1);
  SimilarityIndex index;
  index.BeginFill();
  std::vector<std::string> bodies;
  std::map<std::string, std::vector<std::string>> holders;  // by body
  for (int i = 0; i < kArticles; ++i) {
    std::string body;
    for (int word = 0; word < 60; ++word) {
      absl::StrAppend(&body, "word", random() % 3'000, " ");
    }
    if (i % 5 == 4) body = bodies[random() % bodies.size()];
    bodies.push_back(body);
    const std::string id = absl::StrCat("a", i);
    holders[body].push_back("articles/" + id);
    index.Put(PrepareArticle(MakeArticle(id, "", body)));
  }
  index.EndFill();
  for (const auto& [body, names] : holders) {
    for (const std::string& name : names) {
      std::vector<std::string> others = names;
      std::erase(others, name);
      EXPECT_THAT(index.CopiesOf(name), UnorderedElementsAreArray(others));
    }
  }
}

TEST(FillsTest, NoListHasAnythingBeforeTheEnd) {
  SimilarityIndex index;
  index.BeginFill();
  index.Put(PrepareArticle(FerryStrike()));
  index.Put(PrepareArticle(FerryDeal()));
  EXPECT_FALSE(index.Maintain());
  index.Reindex();
  EXPECT_THAT(ListOf(index, "articles/ferry-strike"), IsEmpty());
  EXPECT_THAT(index.Find(PrepareArticle(FerryStrike()), {}), IsEmpty());
  EXPECT_EQ(index.SearchableCount(), 2u);
  index.EndFill();
  EXPECT_EQ(ListOf(index, "articles/ferry-strike").size(), 1u);
}

TEST(FillsTest, WhatComesAfterTheEndIsFoundAtOnce) {
  SimilarityIndex index;
  index.BeginFill();
  index.Put(PrepareArticle(FerryStrike()));
  index.EndFill();
  index.Put(PrepareArticle(FerryDeal()));
  EXPECT_EQ(ListOf(index, "articles/ferry-strike").size(), 1u);
  article::v1::Article copy = FerryDeal();
  copy.set_name("articles/copied");
  index.Put(PrepareArticle(copy));
  EXPECT_THAT(index.CopiesOf("articles/copied"),
              ElementsAre(FerryDeal().name()));
}

TEST(FillsTest, BeginForgetsAndAnEndWithoutBeginIsNothing) {
  SimilarityIndex index;
  index.Put(PrepareArticle(FerryStrike()));
  index.Put(PrepareArticle(FerryDeal()));
  index.EndFill();
  EXPECT_EQ(ListOf(index, "articles/ferry-strike").size(), 1u);
  index.BeginFill();
  EXPECT_EQ(index.ArticleCount(), 0u);
  index.Put(PrepareArticle(FerryStrike()));
  // Cleared, it is filled no more: articles are found as they come.
  index.Clear();
  index.Put(PrepareArticle(FerryStrike()));
  index.Put(PrepareArticle(FerryDeal()));
  EXPECT_EQ(ListOf(index, "articles/ferry-strike").size(), 1u);
}

}  // namespace
}  // namespace byline::recommendation
