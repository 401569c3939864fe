// A FeedFollower over a real connection to a FakeFeed, with a clock that the
// test moves: leases last as long as the test says, questions and waits between
// streams are short.
#ifndef BYLINE_TESTS_RPC_FEED_FOLLOWER_FIXTURE_H_
#define BYLINE_TESTS_RPC_FEED_FOLLOWER_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/feed/follower.h"
#include "common/server/channel.h"
#include "common/server/server.h"
#include "tests/rpc/feed/fake_feed.h"
#include "tests/rpc/feed/recording_sink.h"

namespace byline {

inline article::v1::Change MakeChange(
    const std::string& name, int64_t number,
    const std::vector<std::string>& collections = {}) {
  article::v1::Change change;
  change.set_name(name);
  change.set_number(number);
  change.set_state(article::v1::STATE_PUBLISHED);
  for (const auto& collection : collections) change.add_collections(collection);
  return change;
}

inline article::v1::WatchResponse MakeMessage(
    const std::vector<article::v1::Change>& changes, int64_t complete_to,
    bool marker = false) {
  article::v1::WatchResponse message;
  for (const auto& change : changes) *message.add_changes() = change;
  message.set_complete_to(complete_to);
  message.set_marker(marker);
  return message;
}

// The same as the first of a stream, with the store's epochs.
inline article::v1::WatchResponse WithEpochs(
    article::v1::WatchResponse message, const std::vector<EpochStart>& epochs) {
  for (const EpochStart& epoch : epochs) {
    auto* added = message.add_epochs();
    added->set_id(epoch.id);
    added->set_first_number(epoch.first_number);
  }
  return message;
}

class FollowerFixture : public ::testing::Test {
 protected:
  FollowerFixture() {
    options_.follower = "summary/test";
    options_.view = article::v1::WATCH_VIEW_FULL;
    options_.token = "reader-token";
    options_.ask_every = absl::Milliseconds(5);
    options_.min_backoff = absl::Milliseconds(1);
    options_.max_backoff = absl::Milliseconds(20);
    server_ = MakeServer("127.0.0.1:0");
    address_ = "127.0.0.1:" + std::to_string(server_->port());
    feed_.SetTruth({"e1", 5});
  }
  ~FollowerFixture() override { follower_.reset(); }

  std::unique_ptr<GrpcServer> MakeServer(const std::string& address) {
    GrpcServerOptions options;
    options.address = address;
    options.drain = absl::ZeroDuration();
    auto server = std::make_unique<GrpcServer>(options, metrics_);
    server->Add(feed_, article::v1::ArticleService::service_full_name(), {});
    EXPECT_TRUE(server->Start().ok());
    return server;
  }
  void Follow() {
    watch_stub_ = article::v1::ArticleService::NewStub(
        MakeChannel(address_, {.own_connections = true}));
    revision_stub_ =
        article::v1::ArticleService::NewStub(MakeChannel(address_));
    follower_ = std::make_unique<FeedFollower>(
        *watch_stub_, *revision_stub_, truth_, &sink_, metrics_, options_);
    follower_->Start();
  }
  // Follows, and takes the present state up to number 5 of epoch e1.
  std::shared_ptr<FakeStream> FollowToFive() {
    Follow();
    auto stream = feed_.NextStream();
    if (stream == nullptr) return nullptr;
    stream->Send(WithEpochs(
        MakeMessage({MakeChange("articles/a", 5)}, 5, /*marker=*/true),
        {{"e1", 1}}));
    EXPECT_TRUE(WaitApplied({"e1", 5}));
    return stream;
  }
  bool WaitApplied(const Revision& revision) {
    return Eventually([&] { return truth_.AsOf() == revision; });
  }
  Freshness JudgeA() const {
    return truth_.Judge(truth_.AsOf(), {"articles/a"});
  }
  bool WaitJudged(Freshness freshness) {
    return Eventually([&] { return JudgeA() == freshness; });
  }

  FakeClock clock_;
  Metrics metrics_;
  FakeFeed feed_;
  FeedFollowerOptions options_;
  RecordingSink sink_;
  FollowedTruth truth_{clock_, {}};
  std::unique_ptr<GrpcServer> server_;
  std::string address_;
  std::unique_ptr<article::v1::ArticleService::Stub> watch_stub_;
  std::unique_ptr<article::v1::ArticleService::Stub> revision_stub_;
  std::unique_ptr<FeedFollower> follower_;
};

}  // namespace byline

#endif  // BYLINE_TESTS_RPC_FEED_FOLLOWER_FIXTURE_H_
