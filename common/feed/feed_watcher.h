// FeedWatcher: the stream of a FeedFollower. Watches, applies what comes to
// sink and truth, resumes after a cut, starts at 0 where it must. The thread of
// its StreamLoop does all that; the public methods are thread-safe but for
// Start and Stop.
#ifndef BYLINE_COMMON_FEED_FEED_WATCHER_H_
#define BYLINE_COMMON_FEED_FEED_WATCHER_H_

#include <absl/status/status.h>
#include <grpcpp/client_context.h>
#include <prometheus/counter.h>

#include <atomic>
#include <cstdint>
#include <functional>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/mutex.h"
#include "common/feed/change_sink.h"
#include "common/feed/feed_options.h"
#include "common/feed/stream_loop.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"

namespace byline {

class FeedWatcher {
 public:
  // `on_progress` is called, from the watcher's thread, when a stream has begun
  // and when the present state is complete: moments to renew the lease.
  FeedWatcher(article::v1::ArticleService::StubInterface& stub,
              FollowedTruth& truth, ChangeSink* sink, Metrics& metrics,
              const FeedFollowerOptions& options,
              std::function<void()> on_progress);
  FeedWatcher(const FeedWatcher&) = delete;
  FeedWatcher& operator=(const FeedWatcher&) = delete;

  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

  // Number of the stream whose first message has come and that has not ended; 0
  // where there is none.
  uint64_t CurrentStream() const;
  // Cancels that stream, so that a new one begins; nothing if it is another by
  // now.
  void WatchAnew(uint64_t stream);
  // The same for the stream that is under way, or the next one; the new one
  // begins with the present state.
  void StartAnew();

 private:
  // One stream from its start to its end.
  absl::Status WatchOnce(grpc::ClientContext& context);
  absl::Status Begin(const article::v1::WatchResponse& first, bool from_zero);
  void Take(const article::v1::WatchResponse& message);

  article::v1::ArticleService::StubInterface& stub_;
  FollowedTruth& truth_;
  ChangeSink* const sink_;
  const FeedFollowerOptions options_;
  const std::function<void()> on_progress_;
  prometheus::Counter& starts_at_zero_;
  prometheus::Counter& resumes_;

  std::atomic<bool> must_start_at_zero_ = false;
  // Of the loop's thread alone.
  bool live_ = false;  // the present state is known

  mutable Mutex mutex_;
  uint64_t streams_ GUARDED_BY(mutex_) = 0;  // begun so far
  bool begun_ GUARDED_BY(mutex_) = false;    // the one under way has

  StreamLoop loop_;  // last: its thread uses all of the above
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_FEED_WATCHER_H_
