#include "services/gateway/http/http_server.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/gateway/raw_client.h"

namespace byline::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kGet[] = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

// Echoes method, path, query and body.
void Echo(const Request& request, Responder responder) {
  responder.Send(
      TextResponse(200, absl::StrCat(request.head.path, "?", request.head.query,
                                     " ", request.body)));
}

class HttpServerTest : public testing::Test {
 protected:
  void StartWith(Handler handler) {
    server_ = std::make_unique<HttpServer>(options_, std::move(handler));
    ASSERT_TRUE(server_->Start().ok());
  }
  HttpServerTest() {
    options_.address = "127.0.0.1:0";
    options_.threads = 2;
    options_.tick = absl::Milliseconds(5);
  }
  HttpServerOptions options_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersOneRequestAfterAnotherOnOneConnection) {
  StartWith(Echo);
  RawClient client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.Send(kGet);
    const RawResponse response = client.ReadResponse();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "/a? ");
    EXPECT_THAT(response.head, HasSubstr("Date: "));
    EXPECT_THAT(response.head, HasSubstr("x-request-id: "));
    EXPECT_THAT(response.head, Not(HasSubstr("Connection: close")));
  }
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  StartWith(Echo);
  RawClient client(server_->port());
  std::string requests;
  for (int i = 0; i < 100; ++i)
    absl::StrAppend(&requests, "GET /", i, " HTTP/1.1\r\nHost: x\r\n\r\n");
  client.Send(requests);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(client.ReadResponse().body, absl::StrCat("/", i, "? "));
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOneWriteWherePossible) {
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send(absl::StrCat(kGet, kGet, kGet));
  // All three come with the first segment; a client that gets the first whole
  // answer has the others in its buffer as well.
  client.ReadResponse();
  client.FinishSending();
  EXPECT_EQ(client.ReadResponse().status, 200);
  EXPECT_EQ(client.ReadResponse().status, 200);
}

TEST_F(HttpServerTest,
       AHandlerMayAnswerLaterFromAnotherThreadAndKeepsTheOrder) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  StartWith([&](const Request& request, Responder responder) {
    std::lock_guard<std::mutex> lock(mutex);
    threads.emplace_back(
        [body = std::string(request.head.path.data(), request.head.path.size()),
         responder] { responder.Send(TextResponse(200, body)); });
  });
  RawClient client(server_->port());
  client.Send(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().body, "/1");
  EXPECT_EQ(client.ReadResponse().body, "/2");
  for (std::thread& thread : threads) thread.join();
}

TEST_F(HttpServerTest, AHandlerThatForgetsToAnswerGives500) {
  StartWith([](const Request&, Responder) {});
  RawClient client(server_->port());
  client.Send(kGet);
  EXPECT_EQ(client.ReadResponse().status, 500);
}

TEST_F(HttpServerTest, HeadHasTheLengthButNoBody) {
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string all = client.ReadAll();
  EXPECT_THAT(all, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_EQ(all.substr(all.size() - 4), "\r\n\r\n");
}

TEST_F(HttpServerTest, ReadsBodiesByLengthAndInChunks) {
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.ReadResponse().body, "/a? hello");
  client.Send(
      "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nA: b\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().body, "/b? abcde");
  client.Send(kGet);
  EXPECT_EQ(client.ReadResponse().body, "/a? ");
}

TEST_F(HttpServerTest, RequestsMayComeByteByByte) {
  StartWith(Echo);
  RawClient client(server_->port());
  for (const char c :
       std::string("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n1\r\nz\r\n0\r\n\r\n")) {
    client.Send(std::string(1, c));
  }
  EXPECT_EQ(client.ReadResponse().body, "/a? z");
}

TEST_F(HttpServerTest, SaysContinueToWhoWaitsForIt) {
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send(
      "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
      "2\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().status, 100);
  client.Send("hi");
  EXPECT_EQ(client.ReadResponse().body, "/a? hi");
}

TEST_F(HttpServerTest, AHeaderAboveTheLimitIsRefusedAndTheConnectionClosed) {
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send("GET /a HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'x') +
              "\r\n\r\n");
  EXPECT_EQ(client.ReadResponse().status, 431);
  EXPECT_TRUE(client.ReadsEnd());
  RawClient long_target(server_->port());
  long_target.Send("GET /" + std::string(9'000, 'x') +
                   " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(long_target.ReadResponse().status, 414);
}

TEST_F(HttpServerTest, ABodyAboveTheLimitIsRefused) {
  options_.body_bytes = 1000;
  StartWith(Echo);
  RawClient by_length(server_->port());
  by_length.Send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_EQ(by_length.ReadResponse().status, 413);
  RawClient chunked(server_->port());
  chunked.Send(
      "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3e9\r\n");
  EXPECT_EQ(chunked.ReadResponse().status, 413);
}

TEST_F(HttpServerTest, ASlowHeaderIsCutOffWith408) {
  options_.header_timeout = absl::Milliseconds(30);
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send("GET /a HTTP/1.1\r\nHos");
  EXPECT_EQ(client.ReadResponse().status, 408);
  EXPECT_TRUE(client.ReadsEnd());
}

TEST_F(HttpServerTest, ASilentConnectionIsClosed) {
  options_.header_timeout = absl::Milliseconds(30);
  StartWith(Echo);
  RawClient client(server_->port());
  EXPECT_TRUE(client.ReadsEnd());
}

TEST_F(HttpServerTest, ASlowBodyIsCutOffWith408) {
  options_.body_timeout = absl::Milliseconds(30);
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhel");
  EXPECT_EQ(client.ReadResponse().status, 408);
}

TEST_F(HttpServerTest, AnIdleConnectionIsClosed) {
  options_.idle_timeout = absl::Milliseconds(30);
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send(kGet);
  EXPECT_EQ(client.ReadResponse().status, 200);
  EXPECT_TRUE(client.ReadsEnd());
}

TEST_F(HttpServerTest, AClientThatDoesNotReadIsCutOff) {
  options_.write_timeout = absl::Milliseconds(50);
  const std::string big(64 << 20, 'x');
  StartWith([&](const Request&, Responder responder) {
    responder.Send(TextResponse(200, big));
  });
  RawClient client(server_->port());
  client.Send(kGet);
  while (server_->open_connections() == 0) std::this_thread::yield();
  while (server_->open_connections() > 0) std::this_thread::yield();
  EXPECT_EQ(client.ReadResponse().status, 0);
}

TEST_F(HttpServerTest, ConnectionsAboveTheLimitGet503) {
  options_.connections = 1;
  StartWith(Echo);
  RawClient first(server_->port());
  first.Send(kGet);
  EXPECT_EQ(first.ReadResponse().status, 200);
  RawClient second(server_->port());
  EXPECT_EQ(second.ReadResponse().status, 503);
  EXPECT_TRUE(second.ReadsEnd());
  first.Send(kGet);
  EXPECT_EQ(first.ReadResponse().status, 200);
}

TEST_F(HttpServerTest, AConnectionEndsAfterItsNumberOfRequests) {
  options_.requests_per_connection = 2;
  StartWith(Echo);
  RawClient client(server_->port());
  client.Send(absl::StrCat(kGet, kGet, kGet));
  EXPECT_THAT(client.ReadResponse().head, Not(HasSubstr("Connection: close")));
  EXPECT_THAT(client.ReadResponse().head, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.ReadsEnd());
}

TEST_F(HttpServerTest, ARefusalEndsTheConnectionSoThatNothingBehindItIsRead) {
  std::atomic<int> handled = 0;
  StartWith([&](const Request& request, Responder responder) {
    ++handled;
    Echo(request, std::move(responder));
  });
  RawClient client(server_->port());
  client.Send(
      absl::StrCat("GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: "
                   "1\r\nTransfer-Encoding: chunked\r\n\r\n",
                   kGet));
  EXPECT_EQ(client.ReadResponse().status, 400);
  EXPECT_TRUE(client.ReadsEnd());
  EXPECT_EQ(handled, 0);
}

TEST_F(HttpServerTest, DrainLetsARunningRequestFinishAndTakesNoNewConnection) {
  std::promise<Responder> running;
  StartWith([&](const Request&, Responder responder) {
    running.set_value(responder);
  });
  RawClient client(server_->port());
  client.Send(kGet);
  const Responder responder = running.get_future().get();
  std::thread drain([&] { server_->Drain(absl::Seconds(5)); });
  // New connections are refused as soon as the listening sockets are closed.
  while (RawClient(server_->port()).connected()) std::this_thread::yield();
  responder.Send(TextResponse(200, "done"));
  const RawResponse response = client.ReadResponse();
  EXPECT_EQ(response.body, "done");
  EXPECT_THAT(response.head, HasSubstr("Connection: close"));
  client.FinishSending();
  drain.join();
  EXPECT_EQ(server_->open_connections(), 0);
}

TEST_F(HttpServerTest, AnAnswerAfterTheEndOfTheServerIsDropped) {
  std::promise<Responder> running;
  StartWith([&](const Request&, Responder responder) {
    running.set_value(responder);
  });
  RawClient client(server_->port());
  client.Send(kGet);
  const Responder responder = running.get_future().get();
  server_.reset();
  responder.Send(TextResponse(200, "too late"));
  EXPECT_TRUE(client.ReadsEnd());
}

TEST_F(HttpServerTest, APortInUseIsAnError) {
  StartWith(Echo);
  HttpServerOptions options;
  options.address = absl::StrCat("127.0.0.1:", server_->port());
  EXPECT_EQ(HttpServer(options, Echo).Start().code(),
            absl::StatusCode::kUnavailable);
  options.address = "127.0.0.1";
  EXPECT_EQ(HttpServer(options, Echo).Start().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace byline::gateway
