#include "common/redis/redis_address.h"

#include <gtest/gtest.h>

#include "common/base/backoff.h"

namespace byline {
namespace {

TEST(RedisAddressTest, UnderstandsHostsAndSockets) {
  EXPECT_EQ(ParseRedisAddress("cache.example:6379")->host, "cache.example");
  EXPECT_EQ(ParseRedisAddress("cache.example:6379")->port, "6379");
  EXPECT_EQ(ParseRedisAddress("[::1]:6379")->host, "::1");
  EXPECT_EQ(ParseRedisAddress("unix:/run/redis.sock")->path, "/run/redis.sock");
}

TEST(RedisAddressTest, RefusesEverythingElse) {
  for (const char* text :
       {"", "cache", ":6379", "cache:", "cache:0", "cache:65536", "cache:-1",
        "cache:six", "::1:6379", "unix:", "unix:relative"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(ParseRedisAddress(text).status()))
        << text;
  }
  EXPECT_FALSE(ParseRedisAddress("unix:/" + std::string(200, 'x')).ok());
}

TEST(BackoffTest, DoublesUpToTheMostWithARandomPart) {
  Backoff backoff(absl::Milliseconds(100), absl::Milliseconds(500));
  for (const int whole : {100, 200, 400, 500, 500}) {
    const absl::Duration wait = backoff.Next();
    EXPECT_GE(wait, absl::Milliseconds(whole) / 2);
    EXPECT_LE(wait, absl::Milliseconds(whole));
  }
  backoff.Reset();
  EXPECT_LE(backoff.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace byline
