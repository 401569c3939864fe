// RecommendationProcess: the recommendation service as one object, as main.cc
// and `byline dev` build it: the index, the follower that fills it from the
// change feed, the fragment cache, the RPC class. Not ready until the index
// holds the present state and a lease on the truth was held.
//
// Start, Stop and the destructor belong to one thread; the service answers on
// any. Owns all it makes; what is passed in must outlive it.
//
//   RecommendationProcess process(options, channels, edge, clock, store);
//   server.Add(process.service(), RecommendationProcess::ServiceName(), {.ready
//   = [&] { return process.Ready(); }, .begin_stop = ...}); process.Start();
#ifndef BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_PROCESS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_PROCESS_H_

#include <absl/time/time.h>
#include <grpcpp/channel.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/base/clock.h"
#include "common/base/periodic_thread.h"
#include "common/base/shared_values.h"
#include "common/feed/follower.h"
#include "common/fragment/fragment_cache.h"
#include "common/fragment/fragment_store.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"
#include "common/server/server_call.h"
#include "common/server/watcher_table.h"
#include "services/recommendation/core/index_files.h"
#include "services/recommendation/core/index_upkeep.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/readers/reader_activity.h"
#include "services/recommendation/rpc/index_sink.h"
#include "services/recommendation/rpc/list_change_finder.h"
#include "services/recommendation/rpc/list_changes.h"
#include "services/recommendation/rpc/newsroom_answers.h"
#include "services/recommendation/rpc/reader_answers.h"
#include "services/recommendation/rpc/recommendation_rpc.h"
#include "services/recommendation/rpc/similar_answers.h"
#include "services/recommendation/rpc/similar_fragments.h"
#include "services/recommendation/rpc/similar_lists_watch.h"
#include "services/recommendation/rpc/summary_abstracts.h"
#include "services/recommendation/rpc/trending_fragments.h"

namespace byline::recommendation {

struct RecommendationOptions {
  // Who follows: service and instance, 1 to 100 printable ASCII characters.
  std::string follower = "recommendation";
  // Raw token with reader rights, for the feed; empty: none.
  std::string service_token = "";
  // How long stale answers are allowed while the truth is silent.
  absl::Duration max_stale = absl::Minutes(10);
  // How often the truth is asked for its newest revision.
  absl::Duration ask_every = absl::Milliseconds(250);
  // Of the fragments that are kept in memory.
  size_t fragment_bytes = 64 << 20;
  // Of WatchSimilarLists.
  WatcherTable::Options watchers = {.limit = 64};
  // What readers do is counted together with the other replicas that share
  // these; null: for itself, in memory. Must outlive the process.
  SharedValues* shared_counts = nullptr;
  // Where the index outlives the process; null: it is filled from the feed at
  // every start. Must outlive the process.
  IndexFiles* files = nullptr;
  // How often at most a snapshot is written.
  absl::Duration snapshot_every = absl::Minutes(10);
};

// Ways to the services that it needs.
struct RecommendationChannels {
  std::shared_ptr<grpc::ChannelInterface> feed;     // article service: Watch
  std::shared_ptr<grpc::ChannelInterface> article;  // and everything else
  std::shared_ptr<grpc::ChannelInterface> summary;
};

class RecommendationProcess {
 public:
  // `store` may be null.
  RecommendationProcess(const RecommendationOptions& options,
                        const RecommendationChannels& channels,
                        const RpcEdge& edge, const Clock& clock,
                        FragmentStore* store);
  ~RecommendationProcess();
  RecommendationProcess(const RecommendationProcess&) = delete;
  RecommendationProcess& operator=(const RecommendationProcess&) = delete;

  // The name that health checks ask for.
  static const char* ServiceName() {
    return v1::RecommendationService::service_full_name();
  }

  void Start();
  // Stops following and ends streams; again: nothing. The service answers under
  // the lease as long as that lasts.
  void Stop();
  // Ends streams, and gives up upkeep of the index: for GrpcServer::Add.
  void BeginStop() {
    index_.EndUpkeep();
    lists_watch_.Stop();
  }

  grpc::Service& service() { return rpc_; }
  bool Ready() const { return truth_.Ready(); }
  // Random id of the store that is followed; empty until it is known.
  std::string StoreId() const { return follower_.StoreId(); }

 private:
  const std::unique_ptr<article::v1::ArticleService::Stub> feed_stub_;
  const std::unique_ptr<article::v1::ArticleService::Stub> article_stub_;
  const std::unique_ptr<summary::v1::SummaryService::Stub> summary_stub_;
  ReaderActivity readers_;
  SimilarityIndex index_;
  FollowedTruth truth_;
  // Whether both come from a snapshot.
  const bool loaded_;
  IndexUpkeep index_upkeep_;
  PeriodicThread upkeep_;
  ListChanges list_changes_;
  ListChangeFinder list_change_finder_;
  IndexSink sink_;
  FeedFollower follower_;
  SummaryAbstracts abstracts_;
  FragmentCache cache_;
  SimilarAnswers answers_;
  SimilarFragments fragments_;
  SimilarListsWatch lists_watch_;
  FragmentCache trending_cache_;
  ReaderAnswers reader_answers_;
  TrendingFragments trending_;
  NewsroomAnswers newsroom_;
  RecommendationRpc rpc_;
  std::vector<Metrics::Registration> registrations_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_PROCESS_H_
