// A gateway in front of a fake suite, over real connections.
#ifndef BYLINE_TESTS_RPC_GATEWAY_GATEWAY_FIXTURE_H_
#define BYLINE_TESTS_RPC_GATEWAY_GATEWAY_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>

#include "services/gateway/gateway_process.h"
#include "tests/rpc/gateway/fake_suite.h"
#include "tests/testing/within.h"

namespace byline::gateway {

class GatewayFixture : public ::testing::Test {
 protected:
  GatewayFixture() {
    options_.http.address = "127.0.0.1:0";
    options_.http.threads = 2;
  }
  // A test that closes gates opens them in its own destructor.
  ~GatewayFixture() override { Stop(); }

  void Start(bool wait_until_ready = true) {
    gateway_ = std::make_unique<GatewayProcess>(
        options_,
        MakeGatewayChannels(article_server_.target(), summary_server_.target(),
                            recommendation_server_.target()),
        metrics_, clock_);
    ASSERT_TRUE(gateway_->Start().ok());
    if (!wait_until_ready) return;
    ASSERT_TRUE(Eventually([this] { return gateway_->Ready(); }));
  }
  // Whether it comes to hold within 10 s.
  template <typename Condition>
  static bool Eventually(Condition condition) {
    return byline::testing::Within(absl::Seconds(10), condition);
  }
  void Stop() {
    gateway_.reset();
    state_.ending = true;
  }

  FakeState state_;
  FakeArticleService article_{state_};
  FakeSummaryService summary_{state_};
  FakeRecommendationService recommendation_{state_};
  FakeServer article_server_{article_};
  FakeServer summary_server_{summary_};
  FakeServer recommendation_server_{recommendation_};
  SystemClock clock_;
  Metrics metrics_;
  GatewayOptions options_;
  std::unique_ptr<GatewayProcess> gateway_;
};

}  // namespace byline::gateway

#endif  // BYLINE_TESTS_RPC_GATEWAY_GATEWAY_FIXTURE_H_
