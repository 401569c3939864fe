#include "common/server/server.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "tests/rpc/server/fake_summaries.h"

namespace byline {
namespace {

using summary::v1::SummaryService;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The whole answer to one request on a connection of its own.
std::string Http(int port, const std::string& request) {
  const int file = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval patience{10, 0};
  setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  std::string answer;
  if (connect(file, reinterpret_cast<sockaddr*>(&address), sizeof(address)) ==
          0 &&
      send(file, request.data(), request.size(), 0) > 0) {
    char buffer[4096];
    ssize_t size = 0;
    while ((size = recv(file, buffer, sizeof(buffer), 0)) > 0) {
      answer.append(buffer, static_cast<size_t>(size));
    }
  }
  close(file);
  return answer;
}

std::string HttpGet(int port, const std::string& path) {
  return Http(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

class ServerTest : public ::testing::Test {
 protected:
  GrpcServerOptions WithAdmin() {
    GrpcServerOptions options;
    options.admin_address = "127.0.0.1:0";
    return options;
  }

  SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_{"", clock_};
  FakeSummaries summaries_{{tokens_, metrics_}, [](auto&, auto&, auto&) {
                             return absl::OkStatus();
                           }};
};

TEST_F(ServerTest, TakesAFreePortAndTellsIt) {
  GrpcServer one({}, metrics_);
  GrpcServer two({}, metrics_);
  ASSERT_TRUE(one.Start().ok());
  ASSERT_TRUE(two.Start().ok());
  EXPECT_GT(one.port(), 0);
  EXPECT_NE(one.port(), two.port());
  EXPECT_EQ(one.admin_port(), 0);
}

TEST_F(ServerTest, AnAddressInUseIsAnErrorThatNamesIt) {
  GrpcServer first({}, metrics_);
  ASSERT_TRUE(first.Start().ok());
  GrpcServerOptions options;
  options.address = absl::StrCat("127.0.0.1:", first.port());
  GrpcServer second(options, metrics_);
  const absl::Status status = second.Start();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr(options.address));
}

TEST_F(ServerTest, AnAdminAddressInUseIsAnErrorThatNamesIt) {
  GrpcServer first(WithAdmin(), metrics_);
  ASSERT_TRUE(first.Start().ok());
  GrpcServerOptions options;
  options.admin_address = absl::StrCat("127.0.0.1:", first.admin_port());
  GrpcServer second(options, metrics_);
  EXPECT_THAT(std::string(second.Start().message()),
              HasSubstr("admin address " + options.admin_address));
}

TEST_F(ServerTest, MetricsAreServedOnTheAdminPort) {
  metrics_.Counter("sample_total", "Samples.", {{"layer", "l1"}}).Increment(3);
  GrpcServer server(WithAdmin(), metrics_);
  ASSERT_TRUE(server.Start().ok());
  const std::string answer = HttpGet(server.admin_port(), "/metrics");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("text/plain; version=0.0.4"));
  EXPECT_THAT(answer, HasSubstr("# TYPE sample_total counter\n"));
  EXPECT_THAT(answer, HasSubstr("sample_total{layer=\"l1\"} 3\n"));
}

TEST_F(ServerTest, ReadyzFollowsReadinessAndHealthzDoesNot) {
  GrpcServer server(WithAdmin(), metrics_);
  server.Add(summaries_, SummaryService::service_full_name(),
             {.ready = [] { return false; }});
  ASSERT_TRUE(server.Start().ok());
  EXPECT_THAT(HttpGet(server.admin_port(), "/healthz"),
              StartsWith("HTTP/1.1 200 "));
  const std::string readyz = HttpGet(server.admin_port(), "/readyz");
  EXPECT_THAT(readyz, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(readyz,
              EndsWith("not ready: byline.summary.v1.SummaryService\n"));
}

TEST_F(ServerTest, ReadyzIsOkOnceAllIsReady) {
  GrpcServer server(WithAdmin(), metrics_);
  server.Add(summaries_, SummaryService::service_full_name(), {});
  ASSERT_TRUE(server.Start().ok());
  EXPECT_THAT(HttpGet(server.admin_port(), "/readyz"),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, TheAdminPortAnswersNothingElse) {
  GrpcServer server(WithAdmin(), metrics_);
  ASSERT_TRUE(server.Start().ok());
  for (const char* path : {"/", "/metrics/", "/../etc/passwd", "/x"}) {
    EXPECT_THAT(HttpGet(server.admin_port(), path),
                ::testing::Not(StartsWith("HTTP/1.1 200 ")))
        << path;
  }
  EXPECT_THAT(Http(server.admin_port(),
                   "POST /metrics HTTP/1.1\r\nHost: x\r\n"
                   "Content-Length: 0\r\n\r\n"),
              StartsWith("HTTP/1.1 405 "));
}

TEST_F(ServerTest, AnInProcessChannelReachesTheServices) {
  GrpcServer server({}, metrics_);
  server.Add(summaries_, SummaryService::service_full_name(), {});
  ASSERT_TRUE(server.Start().ok());
  auto stub = SummaryService::NewStub(server.InProcessChannel());
  grpc::ClientContext context;
  PrepareClientContext(context, absl::Now() + absl::Seconds(10));
  summary::v1::Summary response;
  EXPECT_TRUE(stub->GetSummary(&context, {}, &response).ok());
}

}  // namespace
}  // namespace byline
