// The counts of two replicas of the recommendation service over a real
// redis-server, which is killed, loses everything, and comes back.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/redis/redis_shared_values.h"
#include "services/recommendation/readers/reader_activity.h"
#include "tests/testing/redis_server.h"
#include "tests/testing/within.h"
#include "tests/unit/recommendation/reader_events.h"

namespace byline::recommendation {
namespace {

using byline::testing::Eventually;
using byline::testing::RedisServer;

class ReaderCountsTest : public ::testing::Test {
 protected:
  struct Replica {
    Replica(const std::string& address, const Clock& clock)
        : values([&] {
            RedisSharedValues::Options options;
            options.address = address;
            options.seal_secret = "a secret of the suite's own";
            options.kind = "r";
            options.store_id = "s1";
            options.connection.reply_timeout = absl::Seconds(20);
            options.connection.longest_backoff = absl::Milliseconds(200);
            return *RedisSharedValues::Create(std::move(options));
          }()),
          activity({}, clock, values.get()) {
      activity.Start();
    }
    void View(const std::string& id) {
      const auto response = activity.intake().Record(
          BatchOf({ViewOf(id)}), [](const std::string&) { return true; });
      EXPECT_EQ(response.accepted(), 1);
    }
    // Decayed by less than a tenth while the test runs.
    bool Knows(const std::string& id, double views) const {
      double known = 0;
      activity.table().LookAt(
          "articles/" + id,
          [&](const ReaderCounts& counts) { known = counts.views[3]; });
      return known > views - 0.1 && known < views + 0.1;
    }
    const std::unique_ptr<RedisSharedValues> values;
    ReaderActivity activity;
  };

  void SetUp() override {
    if (RedisServer::Program().empty()) {
      GTEST_SKIP() << "redis-server is not installed";
    }
    server_ = std::make_unique<RedisServer>();
    one_ = std::make_unique<Replica>(server_->address(), clock_);
    two_ = std::make_unique<Replica>(server_->address(), clock_);
  }

  SystemClock clock_;
  std::unique_ptr<RedisServer> server_;
  std::unique_ptr<Replica> one_;
  std::unique_ptr<Replica> two_;
};

TEST_F(ReaderCountsTest, ReplicasHaveOneSumThroughTheLossOfRedis) {
  one_->View("a");
  two_->View("a");
  two_->View("a");
  EXPECT_TRUE(
      Eventually([&] { return one_->Knows("a", 3) && two_->Knows("a", 3); }));

  server_->Kill();
  one_->View("a");
  two_->View("b");
  server_->Start();  // empty
  EXPECT_TRUE(
      Eventually([&] { return two_->Knows("a", 4) && one_->Knows("b", 1); }));
  EXPECT_TRUE(one_->Knows("a", 4));

  // A replica that starts now knows it all.
  one_.reset();
  const Replica late(server_->address(), clock_);
  EXPECT_TRUE(Eventually([&] { return late.Knows("a", 4); }));
}

}  // namespace
}  // namespace byline::recommendation
