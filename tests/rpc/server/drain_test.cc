#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/server/channel.h"
#include "common/server/server.h"
#include "tests/rpc/server/fake_summaries.h"
#include "tests/rpc/server/raw_call.h"

namespace byline {
namespace {

using summary::v1::Summary;
using summary::v1::SummaryService;

class DrainTest : public ::testing::Test {
 protected:
  // GetSummary waits inside until `release_` (or its caller is gone).
  void Start(absl::Duration drain, std::function<void()> begin_stop = {}) {
    GrpcServerOptions options;
    options.drain = drain;
    server_ = std::make_unique<GrpcServer>(options, metrics_);
    server_->Add(summaries_, SummaryService::service_full_name(),
                 {.ready = {}, .begin_stop = std::move(begin_stop)});
    ASSERT_TRUE(server_->Start().ok());
    channel_ = MakeChannel("127.0.0.1:" + std::to_string(server_->port()));
  }
  std::future<grpc::Status> CallInBackground() {
    return std::async(std::launch::async, [channel = channel_] {
      grpc::ClientContext context;
      PrepareClientContext(context, absl::Now() + absl::Seconds(20));
      Summary response;
      return SummaryService::NewStub(channel)->GetSummary(&context, {},
                                                          &response);
    });
  }

  absl::Notification entered_;
  absl::Notification release_;
  SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_{"", clock_};
  FakeSummaries summaries_{{tokens_, metrics_}, [this](auto&, auto&, auto&) {
                             entered_.Notify();
                             release_.WaitForNotification();
                             return absl::OkStatus();
                           }};
  std::unique_ptr<GrpcServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(DrainTest, ARunningCallFinishesAfterReadinessIsGone) {
  Start(absl::Seconds(20));
  HealthWatch readiness(channel_, "readiness");
  HealthWatch liveness(channel_, "liveness");
  EXPECT_EQ(readiness.Next(), "SERVING");
  EXPECT_EQ(liveness.Next(), "SERVING");
  auto call = CallInBackground();
  entered_.WaitForNotification();
  std::thread drain([this] { server_->Drain(); });
  EXPECT_EQ(readiness.Next(), "NOT_SERVING");
  EXPECT_EQ(call.wait_for(std::chrono::seconds(0)),
            std::future_status::timeout);
  release_.Notify();
  EXPECT_TRUE(call.get().ok());
  drain.join();
  // Liveness never said otherwise: the stream ended with the server.
  EXPECT_EQ(liveness.Next(), "END");
}

TEST_F(DrainTest, OpenHealthWatchesDoNotHoldItUp) {
  Start(absl::Seconds(20));
  HealthWatch readiness(channel_, "readiness");
  EXPECT_EQ(readiness.Next(), "SERVING");
  const absl::Time start = absl::Now();
  server_->Drain();
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
  release_.Notify();
}

TEST_F(DrainTest, ACallThatTakesTooLongIsCancelledForItsCaller) {
  Start(absl::Milliseconds(50));
  auto call = CallInBackground();
  entered_.WaitForNotification();
  std::thread drain([this] { server_->Drain(); });
  EXPECT_FALSE(call.get().ok());
  release_.Notify();
  drain.join();
}

TEST_F(DrainTest, StreamsAreToldToStopOnce) {
  std::atomic<int> told = 0;
  Start(absl::Seconds(1), [&] { ++told; });
  release_.Notify();
  server_->Drain();
  server_->Drain();
  server_.reset();
  EXPECT_EQ(told, 1);
}

TEST_F(DrainTest, AfterItThePortIsFree) {
  Start(absl::Seconds(1));
  release_.Notify();
  const int port = server_->port();
  server_->Drain();
  GrpcServerOptions options;
  options.address = "127.0.0.1:" + std::to_string(port);
  GrpcServer next(options, metrics_);
  EXPECT_TRUE(next.Start().ok());
}

}  // namespace
}  // namespace byline
