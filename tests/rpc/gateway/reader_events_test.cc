// What readers do, from the gateway's port to the recommendation service.
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "services/gateway/gateway_process.h"
#include "tests/integration/gateway/raw_client.h"
#include "tests/rpc/gateway/fake_suite.h"
#include "tests/rpc/gateway/gateway_fixture.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kView[] =
    R"({"events":[{"eventId":"0123456789ab","kind":"KIND_VIEW",)"
    R"("article":"articles/a"}]})";

class GatewayReaderEventsTest : public GatewayFixture {
 protected:
  GatewayReaderEventsTest() { options_.site.reader_events = true; }
  ~GatewayReaderEventsTest() override {
    recommendation_.trending_gate.Open();
    recommendation_.events_gate.Open();
    Stop();
  }
  static std::string Message(const std::string& method,
                             const std::string& target,
                             const std::string& fields,
                             const std::string& body) {
    return absl::StrCat(method, " ", target, " HTTP/1.1\r\nHost: x\r\n", fields,
                        "Content-Length: ", body.size(), "\r\n\r\n", body);
  }
  RawResponse Ask(const std::string& method, const std::string& target,
                  const std::string& fields = "",
                  const std::string& body = "") {
    RawClient client(gateway_->port());
    client.Send(method == "POST"
                    ? Message(method, target, fields, body)
                    : absl::StrCat(method, " ", target,
                                   " HTTP/1.1\r\nHost: x\r\n", fields, "\r\n"));
    return client.ReadResponse(false);
  }
  RawResponse Post(const std::string& body,
                   const std::string& fields =
                       "Content-Type: text/plain;charset=UTF-8\r\n") {
    return Ask("POST", "/beacon", fields, body);
  }
};

TEST_F(GatewayReaderEventsTest, EventsGoOnAndNothingElseOfTheReader) {
  Start();
  const RawResponse response =
      Post(kView,
           "Content-Type: text/plain\r\nOrigin: https://news.example\r\n"
           "Referer: https://news.example/secret\r\nCookie: who=reader\r\n"
           "Authorization: Bearer of-a-reader\r\nUser-Agent: A browser\r\n");
  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(
      response.head,
      AllOf(HasSubstr("Access-Control-Allow-Origin: *\r\n"),
            Not(HasSubstr("Set-Cookie")), Not(HasSubstr("Content-Length"))));
  std::lock_guard<std::mutex> lock(state_.mutex);
  ASSERT_EQ(recommendation_.events.events_size(), 1);
  EXPECT_EQ(recommendation_.events.events(0).article(), "articles/a");
  EXPECT_THAT(recommendation_.metadata,
              AllOf(Not(HasSubstr("secret")), Not(HasSubstr("who=reader")),
                    Not(HasSubstr("of-a-reader")), Not(HasSubstr("A browser")),
                    Not(HasSubstr("referer"))));
}

TEST_F(GatewayReaderEventsTest,
       TheConnectionGoesOnAfterAnAnswerWithoutContent) {
  Start();
  RawClient client(gateway_->port());
  for (int i = 0; i < 2; ++i) {
    client.Send(
        Message("POST", "/beacon", "Content-Type: text/plain\r\n", kView));
    EXPECT_EQ(client.ReadResponse(true).status, 204);
  }
}

TEST_F(GatewayReaderEventsTest, WhatIsNotRightIsRefusedWithAShortText) {
  Start();
  EXPECT_EQ(Post("no json").status, 400);
  EXPECT_EQ(Post(kView, "Content-Type: text/html\r\n").status, 415);
  EXPECT_EQ(Post(kView, "").status, 415);
  const std::string long_body = "{\"events\":[]}" + std::string(16'384, ' ');
  const RawResponse too_long = Post(long_body);
  EXPECT_EQ(too_long.status, 413);
  EXPECT_THAT(too_long.body, HasSubstr("16384 bytes"));
  const RawResponse get = Ask("GET", "/beacon");
  EXPECT_EQ(get.status, 405);
  EXPECT_THAT(get.head, HasSubstr("Allow: POST, OPTIONS\r\n"));
  {
    std::lock_guard<std::mutex> lock(state_.mutex);
    EXPECT_EQ(recommendation_.events.events_size(), 0);
    recommendation_.failure = absl::InvalidArgumentError("events: are 0");
  }
  const RawResponse refused = Post("{\"events\":[]}");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("events: are 0"));
}

TEST_F(GatewayReaderEventsTest, APageOfAnotherSiteMaySendJson) {
  Start();
  const RawResponse asked =
      Ask("OPTIONS", "/beacon",
          "Origin: https://news.example\r\nAccess-Control-Request-Method: "
          "POST\r\nAccess-Control-Request-Headers: content-type\r\n");
  EXPECT_EQ(asked.status, 204);
  EXPECT_THAT(asked.head,
              AllOf(HasSubstr("Access-Control-Allow-Origin: *\r\n"),
                    HasSubstr("Access-Control-Allow-Headers: Content-Type\r\n"),
                    Not(HasSubstr("Credentials"))));
  EXPECT_EQ(Post(kView, "Content-Type: application/json\r\n").status, 204);
}

TEST_F(GatewayReaderEventsTest, TooManyAtTheSameTimeAreTurnedAway) {
  Start();
  recommendation_.events_gate.Close();
  std::vector<std::unique_ptr<RawClient>> clients;
  // More than may be under way: whichever come first, some are too many.
  for (int i = 0; i < 80; ++i) {
    clients.push_back(std::make_unique<RawClient>(gateway_->port()));
    clients.back()->Send(
        Message("POST", "/beacon", "Content-Type: text/plain\r\n", kView));
  }
  EXPECT_EQ(Ask("GET", "/articles/s").status, 200);
  int refused = 0;
  for (const auto& client : clients) {
    const RawResponse response = client->ReadResponse(true);
    EXPECT_NE(response.status, 0);
    if (response.status != 429) continue;
    ++refused;
    EXPECT_THAT(response.head, HasSubstr("Retry-After: 1\r\n"));
  }
  EXPECT_GE(refused, 16);
  recommendation_.events_gate.Open();
  EXPECT_EQ(Post(kView).status, 204);
}

TEST_F(GatewayReaderEventsTest, AServiceThatIsAwayFailsTheEventsAndNoPage) {
  Start();
  recommendation_server_.Stop();
  EXPECT_EQ(Post(kView).status, 503);
  const RawResponse page = Ask("GET", "/articles/s");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("BODY"), Not(HasSubstr("MOST"))));
}

TEST_F(GatewayReaderEventsTest, WhatIsReadMostComesToThePageAndNeverDelaysIt) {
  recommendation_.trending_gate.Close();
  Start();
  const absl::Time began = absl::Now();
  EXPECT_EQ(Ask("GET", "/articles/s").status, 200);
  // Far less than the second that the list itself is waited for.
  EXPECT_LT(absl::Now() - began, absl::Milliseconds(800));
  recommendation_.trending_gate.Open();
  EXPECT_TRUE(Eventually([this] {
    return absl::StrContains(Ask("GET", "/articles/s").body, "MOST READ in en");
  }));
  EXPECT_TRUE(Eventually([this] {
    return absl::StrContains(Ask("GET", "/").body, "MOST READ in en");
  }));
}

TEST_F(GatewayReaderEventsTest, TheScriptStandsAtAnAddressForOtherSites) {
  Start();
  const RawResponse script = Ask("GET", "/beacon.js");
  EXPECT_EQ(script.status, 200);
  EXPECT_THAT(script.head, HasSubstr("text/javascript"));
  EXPECT_LE(script.body.size(), 2'048u);
}

TEST_F(GatewayReaderEventsTest, SwitchedOffThereIsNothingOfIt) {
  options_.site.reader_events = false;
  Start();
  EXPECT_EQ(Post(kView).status, 404);
  EXPECT_EQ(Ask("GET", "/beacon.js").status, 404);
  EXPECT_THAT(Ask("GET", "/articles/s").body, Not(HasSubstr("<script src")));
}

}  // namespace
}  // namespace byline::gateway
