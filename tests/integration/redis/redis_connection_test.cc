// RedisConnection with peers that are no Redis, or a broken one.
#include "common/redis/redis_connection.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <sys/socket.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "tests/integration/redis/fake_peer.h"
#include "tests/testing/within.h"

namespace byline {
namespace {

using byline::testing::Eventually;

RedisConnection::Options Quick() {
  RedisConnection::Options options;
  options.first_backoff = absl::Milliseconds(20);
  options.longest_backoff = absl::Milliseconds(100);
  options.connect_timeout = absl::Milliseconds(200);
  options.max_reply_bytes = 10'000;
  return options;
}

RedisConnection::Options Patient() {
  RedisConnection::Options options = Quick();
  options.reply_timeout = absl::Seconds(20);
  return options;
}

// Whether there was a reply, and that it was not waited for too long.
bool Answered(RedisConnection& connection,
              absl::Duration patience = absl::Milliseconds(50)) {
  const absl::Time began = absl::Now();
  const auto replies = connection.Call({{"GET", "k"}}, absl::Now() + patience);
  EXPECT_LT(absl::Now() - began, patience + absl::Milliseconds(250));
  return replies[0].has_value();
}

class RedisConnectionTest : public ::testing::Test {
 protected:
  // A connection to a peer of that behaviour, once it has been greeted.
  void Connect(FakePeer::Behaviour behaviour,
               RedisConnection::Options options = Quick()) {
    peer_ = std::make_unique<FakePeer>(std::move(behaviour));
    connection_ = std::make_unique<RedisConnection>(
        *ParseRedisAddress(peer_->address()), options);
  }
  bool ComesUp() {
    return Eventually([&] { return connection_->Up(); });
  }
  bool Fails(uint64_t times = 1) {
    return Eventually(
        [&] { return connection_->counters().failures >= times; });
  }

  std::unique_ptr<FakePeer> peer_;
  std::unique_ptr<RedisConnection> connection_;
};

TEST_F(RedisConnectionTest, MissesAtOnceWhereNobodyListens) {
  const ClosedPort nobody;
  RedisConnection connection(*ParseRedisAddress(nobody.address()), Quick());
  const absl::Time began = absl::Now();
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(Answered(connection));
  EXPECT_LT(absl::Now() - began, absl::Seconds(1));
  EXPECT_TRUE(Eventually([&] { return connection.counters().failures > 2; }));
  EXPECT_GE(connection.counters().skipped, 1000u);
}

TEST_F(RedisConnectionTest, TriesTheOtherAddressesOfAHost) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  ASSERT_EQ(getaddrinfo("localhost", "1", &hints, &found), 0);
  const bool has_others = found->ai_next != nullptr;
  freeaddrinfo(found);
  if (!has_others) GTEST_SKIP() << "localhost has one address here";
  // Nobody listens on the IPv6 one.
  FakePeer peer([](FakePeer::Connection& connection) {
    connection.Greet();
    connection.Read();
  });
  std::string address = peer.address();
  address.replace(0, address.find(':'), "localhost");
  RedisConnection connection(*ParseRedisAddress(address), Quick());
  EXPECT_TRUE(Eventually([&] { return connection.Up(); }));
}

TEST_F(RedisConnectionTest, IsNotUpBeforeTheGreetingIsAnswered) {
  Connect([](FakePeer::Connection& connection) {
    while (!connection.Ended()) connection.Read();
  });
  EXPECT_TRUE(Fails(2));
  EXPECT_FALSE(Answered(*connection_));
  EXPECT_EQ(connection_->counters().connects, 0u);
}

TEST_F(RedisConnectionTest, IsNotUpWhereTheGreetingIsRefused) {
  Connect([](FakePeer::Connection& connection) {
    connection.Read();
    connection.Write("-LOADING Redis is loading the dataset\r\n");
    connection.Read();
  });
  EXPECT_TRUE(Fails(2));
  EXPECT_EQ(connection_->counters().connects, 0u);
}

TEST_F(RedisConnectionTest, ReadsRepliesThatDrip) {
  Connect(
      [](FakePeer::Connection& connection) {
        connection.Greet();
        while (!connection.Read().empty()) {
          for (const char byte : std::string("$5\r\nhello\r\n")) {
            connection.Write({&byte, 1});
          }
        }
      },
      Patient());
  ASSERT_TRUE(ComesUp());
  const auto replies =
      connection_->Call({{"GET", "k"}}, absl::Now() + absl::Seconds(5));
  ASSERT_TRUE(replies[0].has_value());
  EXPECT_EQ(replies[0]->text, "hello");
}

TEST_F(RedisConnectionTest, GivesUpOnARepliesOtherHalf) {
  Connect([](FakePeer::Connection& connection) {
    connection.Greet();
    connection.Read();
    connection.Write("$5\r\nhe");
    while (!connection.Ended()) connection.Read();
  });
  ASSERT_TRUE(ComesUp());
  EXPECT_FALSE(Answered(*connection_));
  EXPECT_TRUE(Fails()) << "and takes another connection";
}

TEST_F(RedisConnectionTest, ACloseInTheMiddleEndsTheWaiting) {
  Connect([](FakePeer::Connection& connection) {
    connection.Greet();
    connection.Read();
    connection.Write("$5\r\nhe");
  });
  ASSERT_TRUE(ComesUp());
  const absl::Time began = absl::Now();
  EXPECT_FALSE(Answered(*connection_, absl::Seconds(30)));
  EXPECT_LT(absl::Now() - began, absl::Seconds(10));
}

TEST_F(RedisConnectionTest, BreaksWithPeersThatBreakTheProtocol) {
  for (const char* answer :
       {"*2\r\n$1\r\na\r\n$1\r\nb\r\n", "*2000000000\r\n",
        "HTTP/1.1 400 Bad Request\r\n\r\n", "+OK\r\n+nobody asked\r\n"}) {
    Connect([answer](FakePeer::Connection& connection) {
      connection.Greet();
      connection.Read();
      connection.Write(answer);
      while (!connection.Ended()) connection.Read();
    });
    ASSERT_TRUE(ComesUp());
    Answered(*connection_);
    EXPECT_TRUE(Fails()) << answer;
  }
}

TEST_F(RedisConnectionTest, TakesNoMoreThanItAskedFor) {
  Connect(
      [](FakePeer::Connection& connection) {
        connection.Greet();
        connection.Read();
        connection.Write("$2000000000\r\n");
        const std::string flood(1 << 16, 'x');
        while (!connection.Ended()) connection.Write(flood);
      },
      Patient());
  ASSERT_TRUE(ComesUp());
  EXPECT_FALSE(Answered(*connection_, absl::Seconds(5)));
  EXPECT_TRUE(Fails());
}

// Each reply comes, but none in time: after a few the peer is left alone.
TEST_F(RedisConnectionTest, LeavesASlowPeerAlone) {
  Connect(
      [](FakePeer::Connection& connection) {
        connection.Greet();
        while (!connection.Read().empty()) {
          absl::SleepFor(absl::Milliseconds(30));
          connection.Write("$1\r\nx\r\n");
        }
      },
      Patient());
  ASSERT_TRUE(ComesUp());
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(Answered(*connection_, absl::Milliseconds(5)));
  }
  EXPECT_TRUE(Fails());
}

TEST_F(RedisConnectionTest, DropsWhatAPeerThatReadsNothingCannotTake) {
  RedisConnection::Options options = Quick();
  options.max_queued_bytes = 1 << 20;
  options.reply_timeout = absl::Seconds(30);
  FakePeer peer([](FakePeer::Connection& connection) {
    connection.Greet();
    while (!connection.Ended()) absl::SleepFor(absl::Milliseconds(5));
  });
  RedisConnection connection(*ParseRedisAddress(peer.address()), options);
  ASSERT_TRUE(Eventually([&] { return connection.Up(); }));
  const std::string value(1 << 16, 'x');
  for (int i = 0; i < 3000; ++i) {
    connection.Send({"SET", "k", value});
    std::this_thread::yield();
  }
  // Twice the limit, and what the kernel holds.
  EXPECT_GT(connection.counters().skipped, 2500u);
}

TEST_F(RedisConnectionTest, EndsWhileItIsWaiting) {
  for (int i = 0; i < 20; ++i) {
    Connect([](FakePeer::Connection& connection) {
      connection.Greet();
      connection.Read();
    });
    if (i % 2 == 0) {
      ASSERT_TRUE(ComesUp());
    }
    connection_->Send({"SET", "k", "v"});
    connection_.reset();
    peer_.reset();
  }
}

}  // namespace
}  // namespace byline
