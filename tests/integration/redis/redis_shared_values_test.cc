// RedisSharedValues with a real redis-server: nobody's change is lost, what is
// not ours is not believed, and a Redis in any other state is one that is away.
#include "common/redis/redis_shared_values.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/redis_server.h"
#include "tests/testing/within.h"

namespace byline {
namespace {

using byline::testing::Eventually;
using byline::testing::RedisServer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Value = SharedValues::Value;

constexpr char kSealSecret[] = "a secret of the suite's own";

absl::Time InTime() { return absl::Now() + absl::Seconds(5); }

class RedisSharedValuesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (RedisServer::Program().empty()) {
      GTEST_SKIP() << "redis-server is not installed";
    }
    server_ = std::make_unique<RedisServer>();
    one_ = Make();
    two_ = Make();
  }

  std::unique_ptr<RedisSharedValues> Make(
      const std::string& secret = kSealSecret,
      const std::string& store_id = "s1", size_t max_changes = 100) const {
    RedisSharedValues::Options options;
    options.address = server_->address();
    options.seal_secret = secret;
    options.kind = "r";
    options.store_id = store_id;
    options.max_changes = max_changes;
    // A busy machine must not look like a slow Redis.
    options.connection.reply_timeout = absl::Seconds(20);
    options.connection.longest_backoff = absl::Milliseconds(200);
    auto values = *RedisSharedValues::Create(std::move(options));
    if (!store_id.empty()) {
      EXPECT_TRUE(Eventually([&] { return IsThere(*values); }));
    }
    return values;
  }
  static bool IsThere(RedisSharedValues& values) {
    return values.Get({"articles/x"}, InTime()).has_value();
  }
  static Value Get(RedisSharedValues& values, const std::string& name) {
    const auto found = values.Get({name}, InTime());
    return found.has_value() ? (*found)[0] : Value{name, "(away)", ""};
  }
  // Whether `bytes` replaced what was there when `read` was read.
  static bool Put(RedisSharedValues& values, Value read,
                  const std::string& bytes) {
    read.bytes = bytes;
    return values.Put({read}, InTime())[0];
  }
  // Puts it whatever is there.
  static void Set(RedisSharedValues& values, const std::string& name,
                  const std::string& bytes) {
    EXPECT_TRUE(Put(values, Get(values, name), bytes)) << name;
  }

  std::unique_ptr<RedisServer> server_;
  std::unique_ptr<RedisSharedValues> one_;
  std::unique_ptr<RedisSharedValues> two_;
};

TEST_F(RedisSharedValuesTest, AllReadWhatOnePut) {
  EXPECT_EQ(Get(*one_, "articles/a").bytes, "");
  Set(*one_, "articles/a", std::string("any\0bytes\r\n", 11));
  EXPECT_EQ(Get(*two_, "articles/a").bytes, std::string("any\0bytes\r\n", 11));
  EXPECT_NE(server_->Call({"PTTL", "r:s1:articles/a"}), "-1\n");
}

TEST_F(RedisSharedValuesTest, OnlyTheOneThatReadTheLatestReplacesIt) {
  const Value nothing = Get(*one_, "articles/a");
  EXPECT_TRUE(Put(*two_, nothing, "of two"));
  EXPECT_FALSE(Put(*one_, nothing, "of one"));
  const Value read = Get(*one_, "articles/a");
  EXPECT_EQ(read.bytes, "of two");
  EXPECT_TRUE(Put(*one_, read, "of both"));
  EXPECT_FALSE(Put(*two_, read, "of two again"));
  EXPECT_EQ(Get(*two_, "articles/a").bytes, "of both");
}

TEST_F(RedisSharedValuesTest, ManyAtOnceLoseNothing) {
  const auto add = [](RedisSharedValues& values) {
    for (int i = 0; i < 100;) {
      const Value read = Get(values, "articles/a");
      const int sum = read.bytes.empty() ? 0 : std::stoi(read.bytes);
      if (Put(values, read, absl::StrCat(sum + 1))) ++i;
    }
  };
  std::thread other([&] { add(*two_); });
  add(*one_);
  other.join();
  EXPECT_EQ(Get(*one_, "articles/a").bytes, "200");
}

TEST_F(RedisSharedValuesTest, TellsWhatChangedSinceThen) {
  Set(*one_, "articles/a", "1");
  Set(*one_, "articles/b", "1");
  auto changes = two_->ChangedSince(0, InTime());
  ASSERT_TRUE(changes.has_value());
  EXPECT_THAT(changes->names, ElementsAre("articles/a", "articles/b"));
  EXPECT_FALSE(changes->are_more);
  Set(*one_, "articles/a", "2");
  changes = two_->ChangedSince(changes->position, InTime());
  EXPECT_THAT(changes->names, ElementsAre("articles/a"));
  EXPECT_THAT(two_->ChangedSince(changes->position, InTime())->names,
              IsEmpty());
}

TEST_F(RedisSharedValuesTest, PlacesRiseAlsoAfterRedisHasLostEverything) {
  Set(*one_, "articles/a", "1");
  const int64_t position = two_->ChangedSince(0, InTime())->position;
  server_->Call({"FLUSHALL"});
  Set(*one_, "articles/b", "1");
  EXPECT_THAT(two_->ChangedSince(position, InTime())->names,
              ElementsAre("articles/b"));
}

TEST_F(RedisSharedValuesTest, RemembersABoundedNumberOfChanges) {
  const auto few = Make(kSealSecret, "s2", 5);
  for (int i = 0; i < 20; ++i) Set(*few, absl::StrCat("articles/", i), "1");
  EXPECT_EQ(few->ChangedSince(0, InTime())->names.size(), 5u);
  EXPECT_EQ(few->ChangedSince(0, InTime())->names.back(), "articles/19");
}

TEST_F(RedisSharedValuesTest, ManyChangesComeInSteps) {
  const auto many = Make(kSealSecret, "s3", 2'000);
  std::vector<Value> values;
  for (int i = 0; i < 1'200; ++i) {
    values.push_back({absl::StrCat("articles/", i), "1", ""});
  }
  for (const bool is_put : many->Put(values, InTime())) EXPECT_TRUE(is_put);
  auto changes = many->ChangedSince(0, InTime());
  EXPECT_EQ(changes->names.size(), 1'000u);
  EXPECT_TRUE(changes->are_more);
  changes = many->ChangedSince(changes->position, InTime());
  EXPECT_EQ(changes->names.size(), 200u);
  EXPECT_FALSE(changes->are_more);
}

TEST_F(RedisSharedValuesTest, WhatIsNotOursCountsAsNothingAndIsReplaced) {
  Set(*one_, "articles/a", "ours");
  const std::string ours = "r:s1:articles/a";
  // Another suite's secret, another name's value, any bytes, another type.
  const auto stranger = Make("quite another secret", "s1");
  EXPECT_EQ(Get(*stranger, "articles/a").bytes, "");
  server_->Call({"COPY", ours, "r:s1:articles/b"});
  EXPECT_EQ(Get(*one_, "articles/b").bytes, "");
  Set(*one_, "articles/b", "mine");
  EXPECT_EQ(Get(*one_, "articles/b").bytes, "mine");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"SET", ours, "x"},
        {"SET", ours, std::string(100'000, 'x')},
        {"APPEND", ours, "more"}}) {
    server_->Call({"DEL", ours});
    Set(*one_, "articles/a", "ours");
    server_->Call(command);
    EXPECT_EQ(Get(*one_, "articles/a").bytes, "") << command[0];
    Set(*one_, "articles/a", "again");
    EXPECT_EQ(Get(*one_, "articles/a").bytes, "again");
  }
  server_->Call({"DEL", ours});
  server_->Call({"LPUSH", ours, "x"});
  EXPECT_EQ(Get(*one_, "articles/a").bytes, "");
  Set(*one_, "articles/a", "again");
  EXPECT_EQ(Get(*one_, "articles/a").bytes, "again");
}

TEST_F(RedisSharedValuesTest, AForgedListOfChangesStopsNothing) {
  Set(*one_, "articles/a", "1");
  const std::string key = "r:s1:#changes";
  server_->Call({"DEL", key});
  server_->Call({"SET", key, "x"});
  EXPECT_TRUE(two_->ChangedSince(0, InTime()).has_value());
  Set(*one_, "articles/a", "2");
  EXPECT_THAT(two_->ChangedSince(0, InTime())->names,
              ElementsAre("articles/a"));
  for (const char* place : {"8000000000000000", "inf", "-5"}) {
    server_->Call({"ZADD", key, place, "a\nb"});
    const int64_t position = two_->ChangedSince(0, InTime())->position;
    Set(*one_, "articles/c", place);
    const auto changes = two_->ChangedSince(position, InTime());
    ASSERT_TRUE(changes.has_value());
    EXPECT_THAT(changes->names, ::testing::Contains("articles/c")) << place;
  }
}

TEST_F(RedisSharedValuesTest, ARedisThatIsGoneIsAwayAndComesBack) {
  Set(*one_, "articles/a", "1");
  server_->Kill();
  EXPECT_FALSE(one_->Get({"articles/a"}, InTime()).has_value());
  EXPECT_FALSE(one_->ChangedSince(0, InTime()).has_value());
  EXPECT_FALSE(one_->Put({{"articles/a", "2", ""}}, InTime())[0]);
  server_->Start();
  EXPECT_TRUE(Eventually([&] { return IsThere(*one_); }));
}

TEST_F(RedisSharedValuesTest, ARedisThatHangsIsAwayAtTheDeadline) {
  server_->Pause();
  const absl::Time began = absl::Now();
  EXPECT_FALSE(
      one_->Get({"articles/a"}, began + absl::Milliseconds(100)).has_value());
  EXPECT_LT(absl::Now() - began, absl::Seconds(5));
  server_->Resume();
}

TEST_F(RedisSharedValuesTest, WithoutAStoresIdItIsAway) {
  const auto nobody = Make(kSealSecret, "");
  EXPECT_FALSE(nobody->Get({"articles/a"}, InTime()).has_value());
  nobody->SetStoreId("s1");
  EXPECT_TRUE(Eventually([&] { return IsThere(*nobody); }));
}

TEST_F(RedisSharedValuesTest, AnAddressOrSecretThatCannotBeRightIsRefused) {
  RedisSharedValues::Options options;
  options.address = "nowhere";
  options.seal_secret = kSealSecret;
  EXPECT_FALSE(RedisSharedValues::Create(options).ok());
  options.address = server_->address();
  options.seal_secret = "short";
  EXPECT_FALSE(RedisSharedValues::Create(options).ok());
}

}  // namespace
}  // namespace byline
