// FeedFollower: keeps a FollowedTruth (and a ChangeSink, where there is one) up
// to date with the article service, over Watch and GetRevision. It goes on
// through cut streams, restarts and restored stores until it is stopped.
//
// Threads: one reads the stream and applies it, one asks for the newest
// revision every 250 ms; answers arrive on threads of gRPC. Everything passed
// in must outlive it. Start, Stop and the destructor belong to one thread; the
// rest is thread-safe.
//
//   auto stub = ArticleService::NewStub(MakeChannel(target));
//   auto feed = ArticleService::NewStub(
//       MakeChannel(target, {.own_connections = true}));
//   FollowedTruth truth(clock, {.max_stale = flags.max_stale});
//   FeedFollower follower(*feed, *stub, truth, &index, metrics,
//                         {.follower = "recommendation/" + host,
//                          .view = WATCH_VIEW_FULL,
//                          .token = flags.service_token});
//   follower.Start();
#ifndef BYLINE_COMMON_FEED_FOLLOWER_H_
#define BYLINE_COMMON_FEED_FOLLOWER_H_

#include <string>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/feed/change_sink.h"
#include "common/feed/feed_options.h"
#include "common/feed/feed_watcher.h"
#include "common/feed/revision_asker.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"

namespace byline {

class FeedFollower {
 public:
  using Stub = article::v1::ArticleService::StubInterface;

  // `watch_stub` carries the stream, `revision_stub` the questions. They may be
  // one, but a long stream then shares its connection with the lease. `sink`
  // may be null.
  FeedFollower(Stub& watch_stub, Stub& revision_stub, FollowedTruth& truth,
               ChangeSink* sink, Metrics& metrics,
               const FeedFollowerOptions& options);
  // Stops.
  ~FeedFollower();
  FeedFollower(const FeedFollower&) = delete;
  FeedFollower& operator=(const FeedFollower&) = delete;

  void Start();
  // Ends stream and questions and joins the threads; again: nothing.
  void Stop();

  // Takes the present state once more, into a sink that begins anew.
  void StartAnew() { watcher_.StartAnew(); }

  // Random id of the store, the first part of Redis keys; empty until the first
  // answer.
  std::string StoreId() const { return asker_.StoreId(); }

 private:
  FeedWatcher watcher_;
  RevisionAsker asker_;
  Metrics::Registration applied_metric_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_FOLLOWER_H_
