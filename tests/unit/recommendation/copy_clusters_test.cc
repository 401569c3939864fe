#include "services/recommendation/core/copy_clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Names(const CopyClusters& clusters,
                               const std::string& of) {
  std::vector<std::string> names;
  for (const auto& member : clusters.Members(clusters.ClusterOf(of))) {
    names.push_back(member.name);
  }
  return names;
}

TEST(CopyClustersTest, TheMostCompleteStandsForAllThenTheNewestThenTheName) {
  CopyClusters clusters;
  clusters.Join({"a", 100, 5}, {"b", 120, 1});
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("b", "a"));
  clusters.Join({"b", 120, 1}, {"c", 120, 9});
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("c", "b", "a"));
  clusters.Join({"d", 120, 9}, {"a", 100, 5});
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("c", "d", "b", "a"));
  clusters.Join({"e", 120}, {"a", 100, 5});
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("c", "d", "b", "e", "a"));
}

TEST(CopyClustersTest, CopiesOfCopiesAreOneClusterWhateverTheOrder) {
  CopyClusters clusters;
  clusters.Join({"a", 1}, {"b", 2});
  clusters.Join({"c", 3}, {"d", 4});
  EXPECT_NE(clusters.ClusterOf("a"), clusters.ClusterOf("c"));
  clusters.Join({"b", 2}, {"c", 3});
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("d", "c", "b", "a"));
}

TEST(CopyClustersTest, WhatLeavesMakesWayAndOneAloneIsNoCluster) {
  CopyClusters clusters;
  clusters.Join({"a", 1}, {"b", 2});
  clusters.Join({"c", 3}, {"b", 2});
  clusters.Remove("c");
  EXPECT_THAT(Names(clusters, "a"), ElementsAre("b", "a"));
  clusters.Remove("unknown");
  clusters.Remove("b");
  EXPECT_EQ(clusters.ClusterOf("a"), 0u);
  EXPECT_THAT(clusters.Members(7), IsEmpty());
  clusters.Join({"a", 1}, {"b", 2});
  clusters.Clear();
  EXPECT_EQ(clusters.ClusterOf("a"), 0u);
}

TEST(CopyClustersTest, WhatSomethingHasLeftIsTakenApartOnce) {
  CopyClusters clusters;
  clusters.Join({"a", 10}, {"b", 20});
  clusters.Join({"b", 20}, {"c", 10});
  clusters.Join({"d", 10}, {"e", 10});
  EXPECT_TRUE(clusters.TakeLoosened().empty());
  clusters.Remove("b");
  EXPECT_NE(clusters.ClusterOf("a"), 0u);
  // It is known of the one that takes the others in, too.
  clusters.Join({"a", 10}, {"d", 10});
  const auto members = clusters.TakeLoosened();
  EXPECT_EQ(members.size(), 4u);
  for (const CopyClusters::Member& member : members) {
    EXPECT_EQ(clusters.ClusterOf(member.name), 0u);
  }
  EXPECT_TRUE(clusters.TakeLoosened().empty());
}

// Words number `first` to `last` of a text.
article::v1::Article Excerpt(const std::string& id, int first, int last) {
  std::string body;
  for (int word = first; word <= last; ++word) {
    absl::StrAppend(&body, "word", word, " ");
  }
  return MakeArticle(id, "", body);
}

TEST(CopyClustersTest, ReindexForgetsWhatOnlyAnArticleThatIsGoneHeldTogether) {
  SimilarityIndex index;
  index.Put(PrepareArticle(Excerpt("first", 1, 60)));
  index.Put(PrepareArticle(Excerpt("all", 1, 100)));
  index.Put(PrepareArticle(Excerpt("last", 41, 100)));
  index.Put(PrepareArticle(Excerpt("last-too", 42, 100)));
  EXPECT_TRUE(index.List("articles/first", {})->empty());
  index.PutWithoutText("articles/all", article::v1::STATE_WITHDRAWN);
  EXPECT_TRUE(index.List("articles/first", {})->empty());
  index.Reindex();
  // The two at the end are copies still: one of them stands for both.
  const auto list = index.List("articles/first", {});
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ((*list)[0].article.article(), "articles/last");
}

}  // namespace
}  // namespace byline::recommendation
