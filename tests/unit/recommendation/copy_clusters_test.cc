#include "services/recommendation/core/copy_clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace byline::recommendation
