// ArticleProcess: the whole article service as one object: store, scheduler,
// fragments and gRPC service. For main.cc and for `byline dev`. What is passed
// in must outlive it, and so must no server that serves rpc().
//
//   auto process = ArticleProcess::Open({.data_dir = dir}, edge, clock);
//   server.Add((*process)->rpc(), ArticleRpc::service_full_name(),
//              (*process)->functions());
#ifndef BYLINE_SERVICES_ARTICLE_ARTICLE_PROCESS_H_
#define BYLINE_SERVICES_ARTICLE_ARTICLE_PROCESS_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/fragment/fragment_store.h"
#include "common/server/metrics.h"
#include "common/server/server.h"
#include "common/server/server_call.h"
#include "services/article/commands/scheduled_publisher.h"
#include "services/article/render/site_identity.h"
#include "services/article/rpc/article_rpc.h"

namespace byline::article {

struct ArticleProcessOptions {
  std::string data_dir;  // made if absent; holds articles.db
  int64_t log_changes = 1'000'000;
  size_t fragment_bytes = 64 << 20;  // of L1
  SiteIdentity site = {};
  WatcherTable::Options watchers = {};
  FragmentStore* fragment_store = nullptr;  // L2
};

class ArticleProcess {
 public:
  // Opens the store and starts the scheduler. Errors: FAILED_PRECONDITION (not
  // a store, of a newer Byline, in use), UNAVAILABLE, INTERNAL; one clear line.
  static absl::StatusOr<std::unique_ptr<ArticleProcess>> Open(
      const ArticleProcessOptions& options, const RpcEdge& edge,
      const Clock& clock);
  ~ArticleProcess();
  ArticleProcess(const ArticleProcess&) = delete;
  ArticleProcess& operator=(const ArticleProcess&) = delete;

  ArticleRpc& rpc() { return rpc_; }
  // Readiness and the end of streams, for GrpcServer::Add.
  GrpcServer::ServiceFunctions functions();
  // Random id of the store, the first part of keys in Redis.
  const std::string& store_id() const { return store_->StoreId(); }

  // Ends Watch streams and the scheduler; reading and writing go on.
  void Stop();

 private:
  ArticleProcess(const ArticleProcessOptions& options, const RpcEdge& edge,
                 const Clock& clock, std::unique_ptr<ArticleStore> store);

  const std::unique_ptr<ArticleStore> store_;
  const TruthJudge judge_;
  ArticleCommands commands_;
  SectionCommands sections_;
  const ArticleQueries queries_;
  ArticleFragments fragments_;
  FollowerTable followers_;
  WatcherTable watchers_;
  ArticleRpc rpc_;
  ScheduledPublisher scheduler_;
  std::vector<Metrics::Registration> metrics_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_ARTICLE_PROCESS_H_
