// RedisFragmentStore with a real redis-server: what it promises in health, and
// that a Redis in any other state costs time within bounds and nothing else.
#include "common/redis/redis_fragment_store.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/fragment/fragment_cache.h"
#include "common/freshness/followed_truth.h"
#include "tests/testing/redis_server.h"
#include "tests/testing/within.h"

namespace byline {
namespace {

using Fragment = fragment::v1::Fragment;
using byline::testing::Eventually;
using byline::testing::RedisServer;

constexpr char kSecret[] = "a secret of the suite's own";

Fragment Example(const std::string& html, int64_t number = 5,
                 const std::string& epoch = "e1") {
  Fragment fragment;
  fragment.set_html(html);
  fragment.mutable_as_of_revision()->set_epoch(epoch);
  fragment.mutable_as_of_revision()->set_number(number);
  return fragment;
}

absl::Time Soon() { return absl::Now() + absl::Seconds(5); }

class RedisFragmentStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (RedisServer::Program().empty()) {
      GTEST_SKIP() << "redis-server is not installed";
    }
    server_ = std::make_unique<RedisServer>();
    store_ = MakeStore();
    stranger_ = std::make_unique<RedisConnection>(
        *ParseRedisAddress(server_->address()), Patient());
    ASSERT_TRUE(Eventually([&] { return store_->Up() && stranger_->Up(); }));
  }

  // A busy machine must not look like a slow Redis.
  static RedisConnection::Options Patient() {
    RedisConnection::Options options;
    options.reply_timeout = absl::Seconds(20);
    options.longest_backoff = absl::Milliseconds(200);
    return options;
  }
  RedisFragmentStore::Options Options() const {
    RedisFragmentStore::Options options;
    options.address = server_->address();
    options.seal_secret = kSecret;
    options.store_id = "s1";
    options.connection = Patient();
    return options;
  }
  std::unique_ptr<RedisFragmentStore> MakeStore() const {
    return *RedisFragmentStore::Create(Options());
  }

  std::string Get(const std::string& key) { return Get(*store_, key); }
  static std::string Get(RedisFragmentStore& store, const std::string& key) {
    const auto found = store.Get({key}, Soon());
    return found[0].has_value() ? found[0]->html() : "(miss)";
  }
  // Commands are carried out in order, so a Get sees the Put before it.
  void Put(const std::string& key, const Fragment& fragment) {
    store_->Put(key, fragment, absl::Minutes(1));
  }
  RedisReply Raw(const RedisCommand& command) {
    const auto replies = stranger_->Call({command}, Soon());
    return replies[0].value_or(RedisReply());
  }

  std::unique_ptr<RedisServer> server_;
  std::unique_ptr<RedisFragmentStore> store_;
  std::unique_ptr<RedisConnection> stranger_;
};

TEST_F(RedisFragmentStoreTest, GivesWhatWasPut) {
  EXPECT_EQ(Get("k"), "(miss)");
  Put("k", Example("one"));
  EXPECT_EQ(Get("k"), "one");
  EXPECT_EQ(Raw({"EXISTS", "f:s1:k"}).integer, 1);
}

TEST_F(RedisFragmentStoreTest, GetsManyKeysInTheirOrder) {
  std::vector<std::string> keys;
  for (int i = 0; i < 300; ++i) {
    keys.push_back(absl::StrCat("k", i));
    if (i % 3 != 0) Put(keys.back(), Example(absl::StrCat("html", i)));
  }
  const auto found = store_->Get(keys, Soon());
  ASSERT_EQ(found.size(), keys.size());
  for (size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].has_value(), i % 3 != 0) << i;
    if (found[i].has_value()) {
      EXPECT_EQ(found[i]->html(), absl::StrCat("html", i));
    }
  }
}

TEST_F(RedisFragmentStoreTest, ValuesExpire) {
  store_->Put("k", Example("one"), absl::Milliseconds(50));
  EXPECT_TRUE(Eventually([&] { return Get("k") == "(miss)"; }));
  Put("k", Example("two"));
  EXPECT_EQ(Get("k"), "two");
  const int64_t left = Raw({"PTTL", "f:s1:k"}).integer;
  EXPECT_GT(left, 0);
  EXPECT_LE(left, 60'000);
  store_->Put("z", Example("never"), absl::ZeroDuration());
  EXPECT_EQ(Get("z"), "(miss)");
}

TEST_F(RedisFragmentStoreTest, ANewerFragmentOfAnEpochStays) {
  Put("k", Example("at 10", 10));
  Put("k", Example("at 9", 9));
  EXPECT_EQ(Get("k"), "at 10");
  Put("k", Example("at 10 again", 10));
  EXPECT_EQ(Get("k"), "at 10 again");
  Put("k", Example("at 100", 100));
  EXPECT_EQ(Get("k"), "at 100");
  Put("k", Example("other epoch", 1, "e2"));
  EXPECT_EQ(Get("k"), "other epoch") << "numbers compare within an epoch";
}

TEST_F(RedisFragmentStoreTest, StoresDoNotSeeEachOthersFragments) {
  Put("k", Example("one"));
  store_->SetStoreId("s2");
  EXPECT_EQ(Get("k"), "(miss)");
  store_->SetStoreId("");
  EXPECT_EQ(Get("k"), "(miss)");
  Put("k", Example("nowhere"));
  store_->SetStoreId("s1");
  EXPECT_EQ(Get("k"), "one");
}

TEST_F(RedisFragmentStoreTest, AFlushIsAMiss) {
  Put("k", Example("one"));
  EXPECT_EQ(Get("k"), "one");
  Raw({"FLUSHALL"});
  EXPECT_EQ(Get("k"), "(miss)");
}

TEST_F(RedisFragmentStoreTest, WhatAStrangerWritesIsAMissAndRemoved) {
  Put("k", Example("one"));
  EXPECT_EQ(Get("k"), "one");
  const std::string sealed = Raw({"GET", "f:s1:k"}).text;
  std::string claims_more = sealed;
  claims_more.replace(1, 19, "9999999999999999999");
  for (const std::string& value :
       {std::string("<script>alert(1)</script>"), std::string(1, '\x01'),
        std::string(500, '\xff'), sealed.substr(0, sealed.size() - 1),
        claims_more}) {
    Raw({"SET", "f:s1:k", value});
    EXPECT_EQ(Get("k"), "(miss)");
    Put("k", Example("ours"));
    EXPECT_EQ(Get("k"), "ours") << "what a stranger claims holds nothing up";
  }
  EXPECT_EQ(store_->counters().foreign, 5u);
  Raw({"DEL", "f:s1:k"});
  Raw({"LPUSH", "f:s1:k", "a list"});
  EXPECT_EQ(Get("k"), "(miss)");
  Put("k", Example("ours again"));
  EXPECT_EQ(Get("k"), "ours again");
}

TEST_F(RedisFragmentStoreTest, AValueMovedToAnotherKeyIsAMiss) {
  Put("a", Example("of a"));
  EXPECT_EQ(Get("a"), "of a");
  Raw({"COPY", "f:s1:a", "f:s1:b"});
  Raw({"COPY", "f:s1:a", "f:s2:a"});
  EXPECT_EQ(Get("b"), "(miss)");
  store_->SetStoreId("s2");
  EXPECT_EQ(Get("a"), "(miss)");
}

TEST_F(RedisFragmentStoreTest, AValueOfAnotherSecretIsAMiss) {
  Put("k", Example("one"));
  EXPECT_EQ(Get("k"), "one");
  RedisFragmentStore::Options options = Options();
  options.seal_secret = "some other suite's secret";
  const auto other = *RedisFragmentStore::Create(options);
  ASSERT_TRUE(Eventually([&] { return other->Up(); }));
  EXPECT_EQ(Get(*other, "k"), "(miss)");
}

TEST_F(RedisFragmentStoreTest, HugeValuesAreMissesAndKeepTheConnection) {
  Raw({"SETRANGE", "f:s1:k", absl::StrCat(200 << 20), "x"});
  const absl::Time began = absl::Now();
  EXPECT_EQ(Get("k"), "(miss)");
  EXPECT_LT(absl::Now() - began, absl::Seconds(5));
  EXPECT_EQ(store_->connection_counters().connects, 1u);
  Put("large", Example(std::string(3 << 20, 'x')));
  EXPECT_EQ(Get("large"), "(miss)");
  EXPECT_EQ(store_->counters().too_large, 1u);
  const std::string most(1 << 20, 'x');
  Put("most", Example(most));
  EXPECT_EQ(Get("most").size(), most.size());
}

TEST_F(RedisFragmentStoreTest, AKilledRedisIsAMissUntilItIsBack) {
  Put("k", Example("one"));
  EXPECT_EQ(Get("k"), "one");
  server_->Kill();
  EXPECT_EQ(Get("k"), "(miss)");
  ASSERT_TRUE(Eventually([&] { return !store_->Up(); }));
  const absl::Time began = absl::Now();
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(Get("k"), "(miss)");
  EXPECT_LT(absl::Now() - began, absl::Seconds(1)) << "misses at once";
  Put("k", Example("dropped"));
  server_->Start();
  ASSERT_TRUE(Eventually([&] { return store_->Up(); }));
  EXPECT_EQ(Get("k"), "(miss)");
  Put("k", Example("two"));
  EXPECT_EQ(Get("k"), "two");
}

TEST_F(RedisFragmentStoreTest, AStoppedRedisCostsItsDeadlineAndThenNothing) {
  RedisFragmentStore::Options options = Options();
  options.connection.reply_timeout = absl::Milliseconds(100);
  store_ = *RedisFragmentStore::Create(options);
  ASSERT_TRUE(Eventually([&] { return store_->Up(); }));
  Put("k", Example("one"));
  ASSERT_TRUE(Eventually([&] { return Get("k") == "one"; }));
  server_->Pause();
  absl::Time began = absl::Now();
  const auto found = store_->Get({"k"}, absl::Now() + absl::Milliseconds(20));
  EXPECT_FALSE(found[0].has_value());
  EXPECT_LT(absl::Now() - began, absl::Milliseconds(200));
  ASSERT_TRUE(Eventually([&] { return !store_->Up(); }));
  began = absl::Now();
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(Get("k"), "(miss)");
  EXPECT_LT(absl::Now() - began, absl::Seconds(1));
  server_->Resume();
  ASSERT_TRUE(Eventually([&] { return Get("k") == "one"; }));
}

TEST_F(RedisFragmentStoreTest, AWrongPasswordIsAMiss) {
  RedisServer guarded({.password = "open sesame"});
  for (const std::string password : {"", "wrong", "open sesame"}) {
    RedisFragmentStore::Options options = Options();
    options.address = guarded.address();
    options.connection.password = password;
    const auto store = *RedisFragmentStore::Create(options);
    if (password == "open sesame") {
      ASSERT_TRUE(Eventually([&] { return store->Up(); }));
      store->Put("k", Example("one"), absl::Minutes(1));
      EXPECT_EQ(Get(*store, "k"), "one");
    } else {
      ASSERT_TRUE(Eventually(
          [&] { return store->connection_counters().failures > 1; }));
      EXPECT_FALSE(store->Up());
      EXPECT_EQ(Get(*store, "k"), "(miss)");
    }
  }
}

TEST_F(RedisFragmentStoreTest, RefusesOptionsThatCannotBeRight) {
  RedisFragmentStore::Options options = Options();
  options.address = "nowhere";
  EXPECT_TRUE(
      absl::IsInvalidArgument(RedisFragmentStore::Create(options).status()));
  options = Options();
  options.seal_secret = "short";
  EXPECT_TRUE(
      absl::IsInvalidArgument(RedisFragmentStore::Create(options).status()));
}

TEST_F(RedisFragmentStoreTest, BearsManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 300; ++i) {
        const std::string key = absl::StrCat("k", (i + t) % 20);
        Put(key, Example(key, i));
        const std::string found = Get(key);
        EXPECT_TRUE(found == key || found == "(miss)") << found;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store_->counters().foreign, 0u);
}

// The whole second level: an old dump brings back what has changed since.
TEST_F(RedisFragmentStoreTest, ARestoredOldCopyIsNotGiven) {
  const SystemClock clock;
  FollowedTruth truth(clock, {});
  ASSERT_TRUE(truth.BeginStream({{"e1", 1}}, true).ok());
  truth.CompleteTo(5, true);
  const auto renew = [&] { truth.OnAnswer(truth.OnAsk(), truth.AsOf(), "e1"); };
  FragmentCache::Options options;
  options.renderer = "r";
  options.store_timeout = absl::Seconds(5);
  int renders = 0;
  // Each a new process with an empty L1.
  const auto html = [&] {
    renew();
    FragmentCache cache(options, truth, clock, store_.get());
    const auto given = cache.Get("k", {}, Soon(), [&](const Revision&) {
      Fragment fragment;
      fragment.set_html(absl::StrCat("v", renders++));
      fragment.add_depends_on("articles/a");
      fragment.mutable_max_age()->set_seconds(3600);
      return absl::StatusOr<Fragment>(fragment);
    });
    return given.ok() ? (*given)->html() : given.status().ToString();
  };
  EXPECT_EQ(html(), "v0");
  EXPECT_EQ(html(), "v0") << "from Redis";
  const std::string dump = Raw({"GET", "f:s1:k:r"}).text;
  truth.Apply({"articles/a", 6, {}, true});
  truth.CompleteTo(6, false);
  EXPECT_EQ(html(), "v1");
  EXPECT_EQ(html(), "v1");
  Raw({"SET", "f:s1:k:r", dump});
  EXPECT_EQ(html(), "v2") << "the old copy counts as changed";
  EXPECT_EQ(html(), "v2");
}

}  // namespace
}  // namespace byline
