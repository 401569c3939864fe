#include "common/fragment/byte_cache.h"

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>
#include <vector>

namespace byline {
namespace {

using Cache = ByteCache<std::string>;

void Put(Cache& cache, const std::string& key, size_t bytes = 1000) {
  cache.Insert(key, std::make_shared<const std::string>(key), bytes);
}

TEST(ByteCacheTest, GivesWhatWasPutInAndTheNewestOfIt) {
  Cache cache(1 << 20);
  EXPECT_EQ(cache.Find("a"), nullptr);
  Put(cache, "a");
  ASSERT_NE(cache.Find("a"), nullptr);
  EXPECT_EQ(*cache.Find("a"), "a");
  cache.Insert("a", std::make_shared<const std::string>("b"), 10);
  EXPECT_EQ(*cache.Find("a"), "b");
  EXPECT_EQ(cache.entries(), 1u);
  EXPECT_LT(cache.bytes(), 1000u);
}

TEST(ByteCacheTest, AFoundValueOutlivesItsEviction) {
  Cache cache(Cache::kShards * 2000);
  Put(cache, "held");
  const auto held = cache.Find("held");
  for (int i = 0; i < 1000; ++i) Put(cache, absl::StrCat("k", i));
  EXPECT_EQ(*held, "held");
}

TEST(ByteCacheTest, StaysWithinItsBytes) {
  constexpr size_t kBudget = Cache::kShards * 20'000;
  Cache cache(kBudget);
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string key = absl::StrCat("k", random() % 500);
    if (random() % 2 == 0) cache.Find(key);
    Put(cache, key, random() % 5000);
    ASSERT_LE(cache.bytes(), kBudget);
  }
  EXPECT_GT(cache.bytes(), kBudget / 2);
}

TEST(ByteCacheTest, DoesNotKeepWhatIsLargerThanAShard) {
  Cache cache(Cache::kShards * 10'000);
  Put(cache, "a", 100);
  Put(cache, "a", 10'000);
  EXPECT_EQ(cache.Find("a"), nullptr) << "nor the value that it replaced";
  EXPECT_EQ(cache.bytes(), 0u);
  EXPECT_EQ(cache.entries(), 0u);
}

TEST(ByteCacheTest, AScanOfAHundredTimesItsSizeLeavesTheHotSet) {
  constexpr int kEntries = 3200;  // that fit
  Cache cache(kEntries * (1000 + S3Fifo::kEntryOverhead + 8));
  std::vector<std::string> hot;
  for (int i = 0; i < kEntries / 4; ++i) hot.push_back(absl::StrCat("hot", i));
  for (const std::string& key : hot) Put(cache, key);
  for (int round = 0; round < 3; ++round) {
    for (const std::string& key : hot) cache.Find(key);
  }
  for (int i = 0; i < 100 * kEntries; ++i) {
    const std::string key = absl::StrCat("s", i);
    if (cache.Find(key) == nullptr) Put(cache, key);
  }
  int survived = 0;
  for (const std::string& key : hot) survived += cache.Find(key) != nullptr;
  EXPECT_GE(survived, static_cast<int>(hot.size()) * 95 / 100);
}

TEST(ByteCacheTest, WhatIsAskedForAgainSoonAfterItLeftStays) {
  Cache cache(Cache::kShards * 20'000);
  Put(cache, "comes back");
  int scanned = 0;
  const auto scan = [&](int count) {
    for (int i = 0; i < count; ++i) Put(cache, absl::StrCat("s", scanned++));
  };
  while (cache.Find("comes back") != nullptr) {
    // Asked for once: too little to enter the main queue.
    scan(1000);
  }
  Put(cache, "comes back");
  scan(400);
  EXPECT_NE(cache.Find("comes back"), nullptr);
}

TEST(ByteCacheTest, BearsManyThreads) {
  Cache cache(Cache::kShards * 20'000);
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < 4; ++seed) {
    threads.emplace_back([&cache, seed] {
      std::mt19937 random(seed);
      for (int i = 0; i < 5000; ++i) {
        const std::string key = absl::StrCat("k", random() % 500);
        const auto found = cache.Find(key);
        if (found != nullptr) {
          EXPECT_EQ(*found, key);
        } else {
          Put(cache, key);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(cache.entries(), 0u);
}

}  // namespace
}  // namespace byline
