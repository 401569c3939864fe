// SimilarListsFollower: hears from the recommendation service which lists of
// similar articles changed, so that pages which show them are made anew. Where
// a stream begins, whatever was made before what it tells counts as changed.
// Where the service is not to be reached, or does not know the method, lists
// live until their max_age. One thread of its own; Start, Stop and the
// destructor belong to one thread. All that is passed in must outlive it.
#ifndef BYLINE_SERVICES_GATEWAY_RPC_SIMILAR_LISTS_FOLLOWER_H_
#define BYLINE_SERVICES_GATEWAY_RPC_SIMILAR_LISTS_FOLLOWER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <prometheus/counter.h>

#include <atomic>
#include <memory>
#include <string>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "common/feed/stream_loop.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"

namespace byline::gateway {

struct SimilarListsOptions {
  // Who watches: 1 to 100 printable ASCII characters.
  std::string watcher = "gateway";
  // A stream that says nothing for so long, not even that it lives, is given up
  // for another one.
  absl::Duration patience = absl::Seconds(5);
  // Wait before a new stream, as StreamLoop has it.
  absl::Duration min_backoff = absl::Milliseconds(50);
  absl::Duration max_backoff = absl::Seconds(2);
};

class SimilarListsFollower {
 public:
  SimilarListsFollower(const std::shared_ptr<grpc::ChannelInterface>& channel,
                       FollowedTruth& truth, Metrics& metrics,
                       const SimilarListsOptions& options);
  SimilarListsFollower(const SimilarListsFollower&) = delete;
  SimilarListsFollower& operator=(const SimilarListsFollower&) = delete;

  void Start() { loop_.Start(); }
  // Ends the stream and joins the thread; again: nothing.
  void Stop() { loop_.Stop(); }

 private:
  using Response = recommendation::v1::WatchSimilarListsResponse;

  absl::Status WatchOnce(grpc::ClientContext& context);
  void Take(const Response& message, bool is_first);

  const std::unique_ptr<recommendation::v1::RecommendationService::Stub> stub_;
  FollowedTruth& truth_;
  const SimilarListsOptions options_;
  prometheus::Counter& streams_;
  prometheus::Counter& notices_;
  std::atomic<bool> is_open_ = false;
  const Metrics::Registration open_metric_;
  StreamLoop loop_;  // last: its thread uses all of the above
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_RPC_SIMILAR_LISTS_FOLLOWER_H_
