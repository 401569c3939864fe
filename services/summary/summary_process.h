// SummaryProcess: the summary service as one object, as main.cc and `byline
// dev` build it: the follower of the change feed, the fragment cache, the RPC
// class. Ready once a lease on the truth was held, which needs complete
// knowledge.
//
// Start, Stop and the destructor belong to one thread; the service answers on
// any. Owns all it makes; what is passed in must outlive it.
//
//   SummaryProcess process(options, channels, edge, clock, store);
//   server.Add(process.service(), SummaryProcess::ServiceName(), {.ready = [&]
//   { return process.Ready(); }}); process.Start();
#ifndef BYLINE_SERVICES_SUMMARY_SUMMARY_PROCESS_H_
#define BYLINE_SERVICES_SUMMARY_SUMMARY_PROCESS_H_

#include <absl/time/time.h>
#include <grpcpp/channel.h>
#include <grpcpp/impl/service_type.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/base/clock.h"
#include "common/feed/follower.h"
#include "common/fragment/fragment_cache.h"
#include "common/fragment/fragment_store.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"
#include "common/server/server_call.h"
#include "services/summary/rpc/article_reader.h"
#include "services/summary/rpc/summaries.h"
#include "services/summary/rpc/summary_rpc.h"

namespace byline::summary {

struct SummaryProcessOptions {
  // Who follows: service and instance, 1 to 100 printable ASCII characters.
  std::string follower = "summary";
  // With reader rights; where empty, points that editors keep are not shown.
  std::string service_token = "";
  absl::Duration max_stale = absl::Minutes(10);
  // Of the fragments that are kept in memory.
  size_t fragment_bytes = 64 << 20;
  // How many summaries are kept in memory, about 3 KB each.
  size_t most_kept_summaries = 20'000;
};

// Ways to the article service.
struct SummaryChannels {
  std::shared_ptr<grpc::ChannelInterface> feed;     // Watch
  std::shared_ptr<grpc::ChannelInterface> article;  // everything else
};

class SummaryProcess {
 public:
  // `store` may be null.
  SummaryProcess(const SummaryProcessOptions& options,
                 const SummaryChannels& channels, const RpcEdge& edge,
                 const Clock& clock, FragmentStore* store);
  ~SummaryProcess();
  SummaryProcess(const SummaryProcess&) = delete;
  SummaryProcess& operator=(const SummaryProcess&) = delete;

  // The name that health checks ask for.
  static const char* ServiceName() {
    return v1::SummaryService::service_full_name();
  }

  void Start();
  // Stops following; again: nothing. The service answers under the lease as
  // long as that lasts.
  void Stop();

  grpc::Service& service() { return rpc_; }
  bool Ready() const { return truth_.Ready(); }
  // Random id of the store that is followed; empty until it is known.
  std::string StoreId() const { return follower_.StoreId(); }

 private:
  const std::unique_ptr<article::v1::ArticleService::Stub> feed_stub_;
  const std::unique_ptr<article::v1::ArticleService::Stub> article_stub_;
  FollowedTruth truth_;
  FeedFollower follower_;
  ArticleReader articles_;
  FragmentCache fragments_;
  Summaries summaries_;
  SummaryRpc rpc_;
  std::vector<Metrics::Registration> registrations_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_SUMMARY_PROCESS_H_
