#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/server/channel.h"
#include "common/server/server.h"
#include "tests/rpc/server/fake_summaries.h"
#include "tests/rpc/server/raw_call.h"

namespace byline {
namespace {

constexpr char kService[] = "byline.summary.v1.SummaryService";

class HealthTest : public ::testing::Test {
 protected:
  HealthTest() {
    server_.Add(summaries_, kService,
                {.ready = [this] { return ready_.load(); }});
    EXPECT_TRUE(server_.Start().ok());
    channel_ = MakeChannel("127.0.0.1:" + std::to_string(server_.port()));
  }

  std::atomic<bool> ready_ = false;
  SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_{"", clock_};
  FakeSummaries summaries_{{tokens_, metrics_}, [](auto&, auto&, auto&) {
                             return absl::OkStatus();
                           }};
  GrpcServer server_{{}, metrics_};
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(HealthTest, LivenessIsServingThoughNothingIsReady) {
  EXPECT_EQ(CheckHealth(channel_, ""), "SERVING");
  EXPECT_EQ(CheckHealth(channel_, "liveness"), "SERVING");
  EXPECT_EQ(CheckHealth(channel_, "readiness"), "NOT_SERVING");
  EXPECT_EQ(CheckHealth(channel_, kService), "NOT_SERVING");
}

TEST_F(HealthTest, ReadinessFollowsTheServicesFunctionBothWays) {
  HealthWatch readiness(channel_, "readiness");
  HealthWatch service(channel_, kService);
  EXPECT_EQ(readiness.Next(), "NOT_SERVING");
  EXPECT_EQ(service.Next(), "NOT_SERVING");
  ready_ = true;
  EXPECT_EQ(readiness.Next(), "SERVING");
  EXPECT_EQ(service.Next(), "SERVING");
  ready_ = false;
  EXPECT_EQ(readiness.Next(), "NOT_SERVING");
  EXPECT_EQ(service.Next(), "NOT_SERVING");
  EXPECT_EQ(CheckHealth(channel_, "liveness"), "SERVING");
}

TEST_F(HealthTest, AnUnknownNameIsNotFound) {
  EXPECT_EQ(CheckHealth(channel_, "byline.poetry.v1.PoetryService"),
            "NOT_FOUND");
}

TEST_F(HealthTest, ReflectionListsTheServices) {
  RawCall call(channel_,
               "/grpc.reflection.v1alpha.ServerReflection/"
               "ServerReflectionInfo");
  // ServerReflectionRequest {string list_services = 7;}
  ASSERT_TRUE(call.Write(std::string("\x3a\x01*", 3)));
  const auto response = call.Read();
  ASSERT_TRUE(response.has_value());
  EXPECT_NE(response->find(kService), std::string::npos);
  EXPECT_NE(response->find("grpc.health.v1.Health"), std::string::npos);
}

TEST(ReadinessTest, OneServiceThatIsNotReadyHoldsBackReadinessAlone) {
  SystemClock clock;
  Metrics metrics;
  TokenTable tokens("", clock);
  FakeSummaries summaries({tokens, metrics},
                          [](auto&, auto&, auto&) { return absl::OkStatus(); });
  ReadinessPoll poll;
  poll.Add("one", [] { return true; });
  poll.Add("two", [] { return false; });
  std::map<std::string, bool> told;
  poll.Start([&](const std::string& name, bool ready) { told[name] = ready; });
  EXPECT_EQ(poll.NotReady(), std::vector<std::string>{"two"});
  EXPECT_FALSE(poll.AllReady());
  poll.Stop();
  EXPECT_EQ(poll.NotReady(), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(told, (std::map<std::string, bool>{
                      {"one", false}, {"two", false}, {"readiness", false}}));
}

}  // namespace
}  // namespace byline
