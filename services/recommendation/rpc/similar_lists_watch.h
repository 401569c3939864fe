// SimilarListsWatch: the streams of WatchSimilarLists: a first message, then
// notices as they come, and an empty message as a sign of life at least once a
// second. Keeps a thread a stream; Stop ends all of them. Thread-safe; what is
// passed in must outlive it.
//
// Errors: INVALID_ARGUMENT (watcher); RESOURCE_EXHAUSTED (reason
// TOO_MANY_WATCHERS); UNAVAILABLE (the service stops, or reason
// WATCHER_TOO_SLOW); CANCELLED (gone, or cut off for not reading).
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_LISTS_WATCH_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_LISTS_WATCH_H_

#include <absl/status/status.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/sync_stream.h>
#include <prometheus/counter.h>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "common/base/clock.h"
#include "common/server/metrics.h"
#include "common/server/watcher_table.h"
#include "services/recommendation/rpc/list_changes.h"

namespace byline::recommendation {

class SimilarListsWatch {
 public:
  using Writer = grpc::ServerWriter<v1::WatchSimilarListsResponse>;

  SimilarListsWatch(ListChanges& changes, const WatcherTable::Options& watchers,
                    const Clock& clock, Metrics& metrics);

  // Returns when the stream is over.
  absl::Status Stream(grpc::ServerContext& context,
                      const v1::WatchSimilarListsRequest& request,
                      Writer& writer);

  void Stop();

 private:
  ListChanges& changes_;
  WatcherTable watchers_;
  prometheus::Counter& sent_;
  const Metrics::Registration watchers_metric_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_LISTS_WATCH_H_
