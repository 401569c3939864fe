#include "services/gateway/gateway_process.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "tests/integration/gateway/raw_client.h"
#include "tests/rpc/gateway/fake_suite.h"
#include "tests/rpc/gateway/gateway_fixture.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class GatewayProcessTest : public GatewayFixture {
 protected:
  GatewayProcessTest() {
    options_.pages.composition.deadline = absl::Seconds(2);
    options_.pages.composition.part_deadline = absl::Milliseconds(300);
  }
  ~GatewayProcessTest() override {
    summary_.gate.Open();
    article_.gate.Open();
    article_.hang.Open();
    Stop();
  }

  RawResponse Get(const std::string& target, const std::string& fields = "",
                  const std::string& method = "GET") {
    RawClient client(gateway_->port());
    client.Send(absl::StrCat(method, " ", target, " HTTP/1.1\r\nHost: x\r\n",
                             fields, "\r\n"));
    return client.ReadResponse(method == "HEAD");
  }
  static std::string FieldOf(const RawResponse& response,
                             const std::string& name) {
    const size_t begin = response.head.find("\r\n" + name + ": ");
    if (begin == std::string::npos) return "";
    const size_t value = begin + name.size() + 4;
    return response.head.substr(value,
                                response.head.find("\r\n", value) - value);
  }
};

TEST_F(GatewayProcessTest, AnArticlesPageHasAllItsParts) {
  Start();
  const RawResponse page = Get("/articles/s", "x-request-id: my-id\r\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("<h1>Headline</h1>"), HasSubstr("BODY"),
                    HasSubstr("POINTS"), HasSubstr("SIMILAR")));
  EXPECT_EQ(FieldOf(page, "Surrogate-Key"),
            "articles/a articles/a/similarArticles similarArticles/-");
  EXPECT_EQ(FieldOf(page, "Cache-Control"), "no-cache");
  EXPECT_EQ(FieldOf(page, "x-request-id"), "my-id");
  EXPECT_THAT(FieldOf(page, "Content-Security-Policy"),
              AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe"))));
  EXPECT_THAT(FieldOf(page, "Server-Timing"), HasSubstr("body;dur="));
}

TEST_F(GatewayProcessTest, AKeptPageComesFromTheGatewayAlone) {
  Start();
  EXPECT_EQ(Get("/articles/s").status, 200);
  const int lookups = article_.lookups;
  const RawResponse kept = Get("/articles/s");
  EXPECT_EQ(kept.status, 200);
  EXPECT_THAT(FieldOf(kept, "Server-Timing"), HasSubstr("hit"));
  EXPECT_EQ(article_.lookups, lookups);
}

TEST_F(GatewayProcessTest, ConditionalRequestsHeadAndGzip) {
  Start();
  const RawResponse plain = Get("/articles/s");
  const RawResponse gzip = Get("/articles/s", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(FieldOf(gzip, "Content-Encoding"), "gzip");
  EXPECT_LT(gzip.body.size(), plain.body.size());
  const std::string etag = FieldOf(plain, "ETag");
  EXPECT_NE(etag, FieldOf(gzip, "ETag"));
  const RawResponse unchanged =
      Get("/articles/s", "If-None-Match: \"x\", W/" + etag + "\r\n");
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(FieldOf(unchanged, "ETag"), etag);
  const RawResponse head = Get("/articles/s", "", "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(FieldOf(head, "Content-Length"), std::to_string(plain.body.size()));
}

TEST_F(GatewayProcessTest, AnUpdateIsSeenAndAWithdrawalGives410) {
  Start();
  const std::string etag = FieldOf(Get("/articles/s"), "ETag");
  state_.Change([](FakeState*) {});
  EXPECT_TRUE(Eventually([&] {
    return Get("/articles/s").body.find("BODY of 2") != std::string::npos;
  }));
  EXPECT_EQ(Get("/articles/s", "If-None-Match: " + etag + "\r\n").status, 200);
  state_.Change([](FakeState* state) { state->withdrawn = true; });
  EXPECT_TRUE(Eventually([&] { return Get("/articles/s").status == 410; }));
  EXPECT_THAT(Get("/articles/s").body, HasSubstr("Taken down."));
}

TEST_F(GatewayProcessTest, AnOldSlugRedirects) {
  Start();
  state_.Change([](FakeState* state) { state->slug = "new"; });
  const RawResponse response = Get("/articles/s");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(FieldOf(response, "Location"), "/articles/new");
  EXPECT_EQ(Get("/articles/new").status, 200);
}

TEST_F(GatewayProcessTest, WhatIsNotThereIsAReadablePage) {
  Start();
  for (const char* target :
       {"/articles/none", "/articles/NONE", "/x", "/.well-known/x"}) {
    const RawResponse response = Get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_THAT(response.body, HasSubstr("<!doctype html>")) << target;
  }
}

TEST_F(GatewayProcessTest, ListsFragmentsAndFilesAnswer) {
  Start();
  EXPECT_THAT(Get("/").body, HasSubstr("LIST of articles/-"));
  EXPECT_THAT(Get("/sections/world").body, HasSubstr("LIST of sections/world"));
  EXPECT_EQ(Get("/fragments/articles/a/summary").body, "POINTS");
  EXPECT_EQ(Get("/fragments/articles/a/similar").body, "SIMILAR v0.");
  EXPECT_THAT(Get("/fragments/articles/a/body").body, HasSubstr("BODY"));
  EXPECT_EQ(Get("/robots.txt").status, 200);
  EXPECT_EQ(Get("/healthz").status, 200);
  EXPECT_EQ(Get("/readyz").status, 200);
  EXPECT_THAT(FieldOf(Get("/favicon.ico"), "Content-Type"), HasSubstr("svg"));
  const RawResponse refused = Get("/", "", "POST");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(FieldOf(refused, "Allow"), "GET, HEAD");
}

TEST_F(GatewayProcessTest, ASlowSummaryIsLeftOutInTime) {
  Start();
  summary_.gate.Close();
  const absl::Time begin = absl::Now();
  const RawResponse page = Get("/articles/s");
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("BODY"), HasSubstr("SIMILAR"),
                               Not(HasSubstr("POINTS"))));
}

TEST_F(GatewayProcessTest, ASlowBodyGives503AtTheDeadline) {
  options_.pages.composition.deadline = absl::Milliseconds(200);
  Start();
  article_.gate.Close();
  const absl::Time begin = absl::Now();
  EXPECT_EQ(Get("/articles/s").status, 503);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
}

TEST_F(GatewayProcessTest, APageDoesNotNeedSummaryAndRecommendation) {
  summary_server_.Stop();
  recommendation_server_.Stop();
  Start();
  const RawResponse page = Get("/articles/s");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("BODY"), Not(HasSubstr("POINTS")),
                               Not(HasSubstr("SIMILAR"))));
  EXPECT_EQ(Get("/fragments/articles/a/summary").status, 503);
}

TEST_F(GatewayProcessTest, ALaggingSummaryIsAskedForAgain) {
  Start();
  state_.Change([](FakeState*) {});
  summary_.lags = true;
  const RawResponse page = Get("/articles/s");
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("POINTS"), Not(HasSubstr("OLD POINTS"))));
}

TEST_F(GatewayProcessTest, WithoutTheArticleServiceItIsNotReadyAndSays503) {
  article_server_.Stop();
  Start(false);
  EXPECT_EQ(Get("/readyz").status, 503);
  EXPECT_EQ(Get("/healthz").status, 200);
  const RawResponse page = Get("/articles/s");
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(FieldOf(page, "Retry-After"), "1");
}

TEST_F(GatewayProcessTest, WhenTheTruthFallsSilentKeptPagesAreGivenMarked) {
  Start();
  EXPECT_EQ(FieldOf(Get("/articles/s"), "Byline-Stale"), "");
  state_.ending = true;
  article_server_.Stop();
  RawResponse page;
  EXPECT_TRUE(Eventually([&] {
    page = Get("/articles/s");
    return !FieldOf(page, "Byline-Stale").empty();
  }));
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(FieldOf(page, "Age"), "");
}

TEST_F(GatewayProcessTest, WhenTheTruthHangsKeptPagesDoNotWaitForTheDeadline) {
  options_.pages.composition.deadline = absl::Seconds(60);
  Start();
  EXPECT_EQ(Get("/articles/s").status, 200);
  article_.hang.Close();
  // The lease ends, later the silence is proved; who asks in between waits for
  // that alone.
  RawResponse page;
  EXPECT_TRUE(Eventually([&] {
    page = Get("/articles/s");
    return page.status != 200 || !FieldOf(page, "Byline-Stale").empty();
  }));
  EXPECT_EQ(page.status, 200);
}

TEST_F(GatewayProcessTest, WithoutMaxStaleNothingIsGivenWhenTheTruthIsSilent) {
  options_.max_stale = absl::ZeroDuration();
  options_.pages.composition.deadline = absl::Milliseconds(200);
  Start();
  EXPECT_EQ(Get("/articles/s").status, 200);
  state_.ending = true;
  article_server_.Stop();
  EXPECT_TRUE(Eventually([&] { return Get("/articles/s").status == 503; }));
  EXPECT_EQ(Get("/articles/s").status, 503);
}

TEST_F(GatewayProcessTest, JsonComesByTheAnnotations) {
  Start();
  const RawResponse article =
      Get("/v1/articles/a",
          "Authorization: Bearer t0ken\r\nx-request-id: my-id\r\n");
  EXPECT_EQ(article.status, 200);
  EXPECT_EQ(FieldOf(article, "Content-Type"), "application/json");
  EXPECT_EQ(article.body,
            "{\"name\":\"articles/a\",\"headline\":\"Bearer "
            "t0ken\",\"externalId\":\"my-id\"}\n");
  EXPECT_THAT(Get("/v1/revision?follower=x").body,
              HasSubstr("\"currentEpoch\":\"00000000000000e1\""));
  EXPECT_EQ(Get("/v1/articles/a", "", "HEAD").status, 200);
}

TEST_F(GatewayProcessTest, JsonErrorsAreStatusesWithDetails) {
  Start();
  const RawResponse missing = Get("/v1/articles/none");
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body,
              AllOf(HasSubstr("\"code\":5"), HasSubstr("NO_SUCH_ARTICLE"),
                    HasSubstr("google.rpc.ErrorInfo")));
  const RawResponse bad = Get("/v1/articles?page_size=x&nonsense=1");
  EXPECT_EQ(bad.status, 400);
  EXPECT_THAT(bad.body, AllOf(HasSubstr("page_size"), HasSubstr("nonsense"),
                              HasSubstr("BadRequest")));
  EXPECT_EQ(Get("/v1/nothing").status, 404);
  EXPECT_EQ(Get("/v1/articles:watch").status, 501);
  EXPECT_EQ(Get("/v1/articles/a", "Authorization: Basic x\r\n").status, 401);
  const RawResponse options = Get("/v1/articles/a", "", "OPTIONS");
  EXPECT_EQ(options.status, 405);
  EXPECT_EQ(FieldOf(options, "Allow"), "GET, HEAD");
  EXPECT_EQ(Get("/v1/articles/a/summary").status,
            501);  // the fake has no such method
}

TEST_F(GatewayProcessTest, AServiceThatDoesNotAnswerIsToldWithoutAddresses) {
  options_.api_deadline = absl::Milliseconds(100);
  Start();
  article_.hang.Close();
  ::testing::internal::CaptureStderr();
  const RawResponse slow = Get("/v1/articles/a", "x-request-id: slow-one\r\n");
  article_.hang.Open();
  article_server_.Stop();
  const RawResponse down = Get("/v1/articles/a", "x-request-id: down-one\r\n");
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(slow.status, 504);
  EXPECT_THAT(slow.body,
              AllOf(HasSubstr("\"code\":4,"), HasSubstr("BACKEND_TIMEOUT"),
                    HasSubstr("google.rpc.ErrorInfo")));
  EXPECT_EQ(down.status, 503);
  EXPECT_THAT(down.body,
              AllOf(HasSubstr("\"code\":14,"), HasSubstr("BACKEND_UNAVAILABLE"),
                    Not(HasSubstr("127.0.0.1"))));
  EXPECT_THAT(log, AllOf(HasSubstr("a service gave no answer"),
                         HasSubstr("\"request_id\":\"slow-one\""),
                         HasSubstr("\"request_id\":\"down-one\"")));
}

TEST_F(GatewayProcessTest, AReplyThatAServiceMarksAsStaleIsMarkedAndCounted) {
  Start();
  const std::string target = "/v1/summaries:batchGet?names=articles/a/summary";
  RawResponse reply = Get(target);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(FieldOf(reply, "Byline-Stale"), "");
  summary_.stale_age = 42;
  reply = Get(target);
  EXPECT_EQ(FieldOf(reply, "Byline-Stale"), "1");
  EXPECT_EQ(FieldOf(reply, "Age"), "42");
  summary_.stale_age = -1;
  reply = Get(target);
  EXPECT_EQ(FieldOf(reply, "Byline-Stale"), "1");
  EXPECT_EQ(FieldOf(reply, "Age"), "");
  EXPECT_THAT(metrics_.Text(), HasSubstr("gateway_api_stale_replies_total 2"));
}

TEST_F(GatewayProcessTest, MethodsThatWriteGetJsonAndTheConnectionStays) {
  Start();
  RawClient client(gateway_->port());
  for (const char* method : {"PATCH", "PUT", "DELETE", "POST", "TRACE"}) {
    client.Send(absl::StrCat(method,
                             " /v1/articles/a HTTP/1.1\r\nHost: x\r\n"
                             "Content-Length: 2\r\n\r\n{}"));
    const RawResponse refused = client.ReadResponse();
    EXPECT_THAT(refused.status, ::testing::AnyOf(405, 501)) << method;
    EXPECT_EQ(FieldOf(refused, "Content-Type"), "application/json") << method;
    EXPECT_THAT(refused.body, HasSubstr("google.rpc.ErrorInfo")) << method;
    EXPECT_EQ(FieldOf(refused, "Connection"), "") << method;
    if (refused.status == 405) {
      EXPECT_EQ(FieldOf(refused, "Allow"), "GET, HEAD") << method;
    }
  }
  client.Send("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n");
  const RawResponse page = client.ReadResponse();
  EXPECT_EQ(page.status, 405);
  EXPECT_EQ(FieldOf(page, "Allow"), "GET, HEAD");
}

TEST_F(GatewayProcessTest, FailedAnswersAreAlwaysLoggedOthersWhereWanted) {
  Start();
  article_server_.Stop();
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(Get("/v1/nothing", "x-request-id: fine-one\r\n").status, 404);
  EXPECT_EQ(Get("/articles/s", "x-request-id: bad-one\r\n").status, 503);
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(
      log, AllOf(HasSubstr("\"request_id\":\"bad-one\""),
                 HasSubstr("\"route\":\"/articles/{slug}\""),
                 HasSubstr("\"status\":\"503\""),
                 HasSubstr("\"milliseconds\":"), Not(HasSubstr("fine-one"))));
  gateway_.reset();
  options_.access_log = true;
  Start(false);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(Get("/v1/nothing", "x-request-id: fine-one\r\n").status, 404);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("fine-one"));
}

TEST_F(GatewayProcessTest, MetricsCountByRoute) {
  Start();
  Get("/articles/s");
  Get("/articles/s");
  EXPECT_THAT(metrics_.Text(),
              AllOf(HasSubstr("http_server_request_duration_seconds_count"),
                    HasSubstr("http_route=\"/articles/{slug}\""),
                    HasSubstr("gateway_pages_total")));
}

TEST_F(GatewayProcessTest, DrainEndsReadinessAndConnections) {
  Start();
  gateway_->Drain(absl::Seconds(2));
  EXPECT_FALSE(gateway_->Ready());
  EXPECT_FALSE(RawClient(gateway_->port()).connected());
}

TEST_F(GatewayProcessTest, EndingWhileCallsAreUnderWayIsSafe) {
  Start();
  article_.gate.Close();
  RawClient client(gateway_->port());
  client.Send("GET /articles/s HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(Eventually([&] { return article_.lookups > 0; }));
  gateway_.reset();
  EXPECT_TRUE(client.ReadsEnd());
}

}  // namespace
}  // namespace byline::gateway
