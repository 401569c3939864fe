// The gateway hears of changed lists of similar articles and makes the pages
// anew that show them; and what becomes of that when the stream breaks.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/gateway/gateway_process.h"
#include "tests/integration/gateway/raw_client.h"
#include "tests/rpc/gateway/fake_suite.h"
#include "tests/rpc/gateway/gateway_fixture.h"

namespace byline::gateway {
namespace {

class SimilarListsTest : public GatewayFixture {
 protected:
  void StartAndListen() {
    Start();
    ASSERT_TRUE(
        Eventually([this] { return Has("gateway_list_stream_open 1"); }));
  }
  std::string Page() {
    RawClient client(gateway_->port());
    client.Send("GET /articles/s HTTP/1.1\r\nHost: x\r\n\r\n");
    return client.ReadResponse().body;
  }
  // Whether the page is given, with the list of that version.
  bool Shows(int version) {
    return absl::StrContains(Page(), absl::StrCat("SIMILAR v", version, "."));
  }
  bool Has(const std::string& line) const {
    return absl::StrContains(metrics_.Text(), line + "\n");
  }
  // Another article is published, and the list of ours would show it.
  int64_t PublishAnother() {
    const int64_t number = state_.WriteElsewhere();
    ++recommendation_.lists_version;
    return number;
  }
};

TEST_F(SimilarListsTest, ANoticeMakesThePageAnew) {
  StartAndListen();
  ASSERT_TRUE(Shows(0));
  const int64_t number = PublishAnother();
  ASSERT_TRUE(Eventually([&] {
    return Has(
        absl::StrCat("feed_applied_revision{follower=\"gateway\"} ", number));
  }));
  EXPECT_TRUE(Shows(0)) << "nobody has told that the list changed";
  recommendation_.Tell(number, "articles/a");
  EXPECT_TRUE(Eventually([&] { return Shows(1); }));
  EXPECT_TRUE(Has("gateway_list_notices_total 1"));
  EXPECT_TRUE(Has("gateway_list_streams_total 1"));
}

TEST_F(SimilarListsTest, ANoticeOfAnotherListLeavesThePage) {
  StartAndListen();
  ASSERT_TRUE(Shows(0));
  const int lookups = article_.lookups;
  recommendation_.Tell(PublishAnother(), "articles/b");
  recommendation_.Tell(state_.WriteElsewhere(), "../no name");
  ASSERT_TRUE(Eventually([&] { return Has("gateway_list_notices_total 2"); }));
  EXPECT_TRUE(Shows(0));
  EXPECT_EQ(article_.lookups, lookups);
}

TEST_F(SimilarListsTest, ANoticeOfAllListsMakesThePageAnew) {
  StartAndListen();
  ASSERT_TRUE(Shows(0));
  recommendation_.Tell(PublishAnother(), "");
  EXPECT_TRUE(Eventually([&] { return Shows(1); }));
}

TEST_F(SimilarListsTest, WhatChangedWhileTheStreamWasDownIsMadeAnew) {
  StartAndListen();
  recommendation_.Tell(state_.WriteElsewhere(), "articles/b");
  ASSERT_TRUE(Eventually([&] { return Has("gateway_list_notices_total 1"); }));
  ASSERT_TRUE(Shows(0));
  recommendation_.is_cut = true;
  ASSERT_TRUE(Eventually([this] { return Has("gateway_list_stream_open 0"); }));
  recommendation_.Tell(PublishAnother(), "articles/a");
  EXPECT_TRUE(Shows(0)) << "lists live until their max_age";
  recommendation_.is_cut = false;
  EXPECT_TRUE(Eventually([&] { return Shows(1); }));
  EXPECT_TRUE(Has("gateway_list_streams_total 2"));
  EXPECT_TRUE(Has("gateway_list_notices_total 1"))
      << "only that something may be missing was told";
  // And on with notices.
  recommendation_.Tell(PublishAnother(), "articles/a");
  EXPECT_TRUE(Eventually([&] { return Shows(2); }));
}

TEST_F(SimilarListsTest, AStreamThatFallsSilentIsGivenUpForAnother) {
  options_.lists_patience = absl::Milliseconds(100);
  StartAndListen();
  ASSERT_TRUE(Shows(0));
  recommendation_.is_silent = true;
  ASSERT_TRUE(Eventually([this] { return Has("gateway_list_stream_open 0"); }));
  recommendation_.Tell(PublishAnother(), "articles/a");
  recommendation_.is_silent = false;
  EXPECT_TRUE(Eventually([&] { return Shows(1); }));
}

TEST_F(SimilarListsTest, WithoutNoticesTheGatewayGoesOn) {
  recommendation_.is_old = true;
  Start();
  EXPECT_TRUE(Shows(0));
  EXPECT_TRUE(Has("gateway_list_stream_open 0"));
  gateway_->Drain(absl::Seconds(1));
}

}  // namespace
}  // namespace byline::gateway
