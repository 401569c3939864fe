#include "services/article/core/duplicate_cluster.h"

#include <gtest/gtest.h>

#include <random>

namespace byline::article {
namespace {

void Link(Cluster& cluster, const std::string& a, const std::string& b) {
  cluster[a].near_copies[b] = 0.6;
  cluster[b].near_copies[a] = 0.6;
}

TEST(DuplicateClusterTest, TheMostCompleteThenTheNewestThenTheSmallestWins) {
  Cluster cluster;
  cluster["a"] = {50, absl::FromUnixSeconds(9), {}};
  cluster["b"] = {60, absl::FromUnixSeconds(1), {}};
  Link(cluster, "a", "b");
  EXPECT_EQ(CanonicalOf(cluster)["a"], "b");
  cluster["a"].words = 60;
  EXPECT_EQ(CanonicalOf(cluster)["b"], "a");
  cluster["a"].publish_time = std::nullopt;
  EXPECT_EQ(CanonicalOf(cluster)["a"], "b");
  cluster["b"].publish_time = std::nullopt;
  EXPECT_EQ(CanonicalOf(cluster)["a"], "");
  EXPECT_EQ(CanonicalOf(cluster)["b"], "a");
}

TEST(DuplicateClusterTest, BothEndsOfAChainAreKept) {
  Cluster cluster;
  cluster["a"].words = 50;
  cluster["b"].words = 60;
  cluster["c"].words = 55;
  Link(cluster, "a", "b");
  Link(cluster, "b", "c");
  auto canonical = CanonicalOf(cluster);
  EXPECT_EQ(canonical["a"], "b");
  EXPECT_EQ(canonical["c"], "b");
  cluster["b"].words = 10;
  canonical = CanonicalOf(cluster);
  EXPECT_EQ(canonical["a"], "");
  EXPECT_EQ(canonical["c"], "");
  EXPECT_EQ(canonical["b"], "c");
}

TEST(DuplicateClusterTest, NoTwoCanonicalOnesAreNearCopies) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    Cluster cluster;
    const int size = 1 + static_cast<int>(random() % 9);
    for (int i = 0; i < size; ++i) {
      cluster[std::string(1, static_cast<char>('a' + i))].words =
          static_cast<int>(random() % 4);
    }
    for (int i = 0; i < size; ++i) {
      for (int j = 0; j < i; ++j) {
        if (random() % 3 == 0) {
          Link(cluster, std::string(1, static_cast<char>('a' + i)),
               std::string(1, static_cast<char>('a' + j)));
        }
      }
    }
    const auto canonical_of = CanonicalOf(cluster);
    ASSERT_EQ(canonical_of.size(), cluster.size());
    for (const auto& [name, canonical] : canonical_of) {
      if (!canonical.empty()) {
        // A duplicate is one of a canonical article that it resembles.
        EXPECT_TRUE(cluster[name].near_copies.contains(canonical));
        EXPECT_EQ(canonical_of.at(canonical), "");
        EXPECT_GE(cluster[canonical].words, cluster[name].words);
        continue;
      }
      for (const auto& [other, similarity] : cluster[name].near_copies) {
        EXPECT_NE(canonical_of.at(other), "") << name << " and " << other;
      }
    }
  }
}

}  // namespace
}  // namespace byline::article
