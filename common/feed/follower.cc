#include "common/feed/follower.h"

namespace byline {

FeedFollower::FeedFollower(Stub& watch_stub, Stub& revision_stub,
                           FollowedTruth& truth, ChangeSink* sink,
                           Metrics& metrics, const FeedFollowerOptions& options)
    : watcher_(watch_stub, truth, sink, metrics, options,
               [this] { asker_.AskNow(); }),
      asker_(revision_stub, truth, watcher_, metrics, options),
      applied_metric_(metrics.Callback(
          Metrics::Kind::kGauge, "feed_applied_revision",
          "Number up to which all changes have been applied.",
          {{"follower", options.follower}},
          [&truth] { return static_cast<double>(truth.AsOf().number); })) {}

FeedFollower::~FeedFollower() { Stop(); }

void FeedFollower::Start() {
  watcher_.Start();
  asker_.Start();
}

void FeedFollower::Stop() {
  watcher_.Stop();
  asker_.Stop();
}

}  // namespace byline
