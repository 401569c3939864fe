// GatewayProcess: the gateway as one object, as main.cc and `byline dev` build
// it: the followers of the change feed and of changed lists, the pages, the
// JSON interface, the HTTP server. Ready once a lease on the truth was held.
//
// Start, Drain, Stop and the destructor belong to one thread. Owns all it
// makes; what is passed in must outlive it.
//
//   GatewayProcess gateway(options, channels, metrics, clock);
//   ExitOnError(gateway.Start());
//   ... gateway.port() ...
//   signals.Wait();
//   gateway.Drain(absl::Seconds(15));
#ifndef BYLINE_SERVICES_GATEWAY_GATEWAY_PROCESS_H_
#define BYLINE_SERVICES_GATEWAY_GATEWAY_PROCESS_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <grpcpp/channel.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/clock.h"
#include "common/feed/follower.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"
#include "services/gateway/beacon/beacon_handler.h"
#include "services/gateway/gateway_metrics.h"
#include "services/gateway/http/http_server.h"
#include "services/gateway/page/frame.h"
#include "services/gateway/page/page_handler.h"
#include "services/gateway/page/page_service.h"
#include "services/gateway/rpc/grpc_part_source.h"
#include "services/gateway/rpc/similar_lists_follower.h"
#include "services/gateway/transcode/transcoder.h"

namespace byline::gateway {

struct GatewayOptions {
  HttpServerOptions http;
  SiteOptions site;
  PageService::Options pages;
  // For one call of the JSON interface.
  absl::Duration api_deadline = absl::Seconds(5);
  // Who follows: service and instance, 1 to 100 printable ASCII characters.
  std::string follower = "gateway";
  // How long notices of changed lists may keep silent (SimilarListsOptions).
  absl::Duration lists_patience = absl::Seconds(5);
  // Shown to the article service when following; may be empty.
  std::string token;
  absl::Duration max_stale = absl::Minutes(10);
  // Whether every answer is logged in one line, not only the failed and slow
  // ones.
  bool access_log = false;
};

// Ways to the services.
struct GatewayChannels {
  std::shared_ptr<grpc::ChannelInterface>
      feed;  // of the article service, for Watch
  std::shared_ptr<grpc::ChannelInterface> article;  // everything else
  std::shared_ptr<grpc::ChannelInterface> summary;
  std::shared_ptr<grpc::ChannelInterface> recommendation;
};
// Channels to "host:port" targets.
GatewayChannels MakeGatewayChannels(const std::string& article,
                                    const std::string& summary,
                                    const std::string& recommendation);

class GatewayProcess {
 public:
  GatewayProcess(const GatewayOptions& options, const GatewayChannels& channels,
                 Metrics& metrics, const Clock& clock);
  ~GatewayProcess();
  GatewayProcess(const GatewayProcess&) = delete;
  GatewayProcess& operator=(const GatewayProcess&) = delete;

  // Follows and listens. Errors: the address is malformed or in use.
  absl::Status Start();
  // The port that is listened on, after Start.
  int port() const { return server_->port(); }
  // Whether pages can be given: a lease was held, and no drain has begun.
  bool Ready() const { return truth_.Ready() && !is_draining_; }
  // Names of what is not ready, for an admin server.
  std::vector<std::string> NotReady() const;
  // Not ready, no new connections, running requests finish; returns when all
  // have, or after `limit`.
  void Drain(absl::Duration limit);
  // Ends everything; again: nothing.
  void Stop();

 private:
  void Handle(const Request& request, Responder responder);

  const std::unique_ptr<article::v1::ArticleService::Stub> feed_stub_;
  const std::unique_ptr<article::v1::ArticleService::Stub> article_stub_;
  FollowedTruth truth_;
  FeedFollower follower_;
  SimilarListsFollower lists_follower_;
  PageFrame frame_;
  GrpcPartSource source_;
  PageService pages_;
  PageHandler page_handler_;
  BeaconHandler beacon_;
  absl::StatusOr<std::unique_ptr<Transcoder>> transcoder_;
  GatewayMetrics metrics_;
  std::atomic<bool> is_draining_ = false;
  std::unique_ptr<HttpServer> server_;
  std::vector<Metrics::Registration> server_metrics_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_GATEWAY_PROCESS_H_
