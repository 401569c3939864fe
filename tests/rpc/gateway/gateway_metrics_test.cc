#include "services/gateway/gateway_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/gateway/page_fakes.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class GatewayMetricsTest : public testing::Test {
 protected:
  // What is logged of an answer.
  std::string LogOf(int status, absl::Duration handled, bool access_log) {
    GatewayMetrics gateway(metrics_, pages_, access_log);
    Request request;
    request.request_id = "my-id";
    Response response;
    response.status = status;
    response.route = "/articles/{slug}";
    testing::internal::CaptureStderr();
    gateway.Record(request, response, handled);
    return testing::internal::GetCapturedStderr();
  }

  FakeClock clock_;
  FakeJudge judge_;
  FakeSource source_;
  PageFrame frame_{{}};
  PageService pages_{
      {}, frame_, source_, judge_, [] { return absl::ZeroDuration(); }, clock_};
  Metrics metrics_;
};

TEST_F(GatewayMetricsTest, SlowAnswersAreLoggedInOneLine) {
  EXPECT_THAT(LogOf(200, absl::Milliseconds(1500), false),
              AllOf(HasSubstr("\"request_id\":\"my-id\""),
                    HasSubstr("\"route\":\"/articles/{slug}\""),
                    HasSubstr("\"status\":\"200\""),
                    HasSubstr("\"milliseconds\":\"1500\"")));
}

TEST_F(GatewayMetricsTest, FailedAnswersAreLoggedQuickOnesOnlyWhereWanted) {
  EXPECT_THAT(LogOf(503, absl::Milliseconds(1), false), HasSubstr("my-id"));
  EXPECT_THAT(LogOf(404, absl::Milliseconds(999), false), IsEmpty());
  EXPECT_THAT(LogOf(404, absl::Milliseconds(999), true), HasSubstr("my-id"));
}

}  // namespace
}  // namespace byline::gateway
