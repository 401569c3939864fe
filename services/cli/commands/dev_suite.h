// DevSuite: all services in one process, put together as the four programs put
// them together, over a local socket: the one place that links them all.
//
// Start, Drain and the destructor belong to one thread. Owns all of it.
#ifndef BYLINE_SERVICES_CLI_COMMANDS_DEV_SUITE_H_
#define BYLINE_SERVICES_CLI_COMMANDS_DEV_SUITE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>
#include <string>

#include "common/access/admin_token.h"
#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/redis/redis_fragment_store.h"
#include "common/redis/redis_metrics.h"
#include "common/redis/redis_shared_values.h"
#include "common/server/metrics.h"
#include "common/server/server.h"
#include "services/article/article_process.h"
#include "services/gateway/gateway_process.h"
#include "services/recommendation/recommendation_process.h"
#include "services/summary/summary_process.h"

namespace byline::cli {

struct DevOptions {
  std::string http;   // host:port; port 0 takes a free one
  std::string grpc;   // likewise
  std::string admin;  // likewise; empty: none
  std::string data;   // folder; made where it is missing
  std::string redis;  // host:port; empty: memory only
  std::string redis_password;
  std::string site_name;
  std::string site_url;  // for canonical links; empty: the HTTP address
  std::string footer;
  bool access_log = false;
  bool reader_events = true;
  bool reader_consent = false;
  int http_threads = 0;  // 0: one for each core
  absl::Duration max_stale = absl::Minutes(10);
};

class DevSuite {
 public:
  // Opens the store, follows and listens. Errors are one clear line.
  static absl::StatusOr<std::unique_ptr<DevSuite>> Start(
      const DevOptions& options);
  // Stops without patience.
  ~DevSuite();
  DevSuite(const DevSuite&) = delete;
  DevSuite& operator=(const DevSuite&) = delete;

  // Waits until pages can be given.
  bool WaitReady(absl::Duration limit) const;
  // Readers first, then the services; running requests finish.
  void Drain();

  int http_port() const { return gateway_->port(); }
  int grpc_port() const { return server_->port(); }
  int admin_port() const { return server_->admin_port(); }
  const AdminToken& admin_token() const { return admin_token_; }

 private:
  explicit DevSuite(DevOptions options, AdminToken admin_token);

  absl::Status OpenRedis();
  absl::Status OpenServices();
  absl::Status StartServer();
  absl::Status StartGateway();
  RpcEdge edge() { return {tokens_, metrics_}; }

  const DevOptions options_;
  const AdminToken admin_token_;
  const std::string local_address_;
  const SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_;
  std::unique_ptr<RedisFragmentStore> redis_;
  std::unique_ptr<RedisMetrics> redis_metrics_;
  std::unique_ptr<RedisSharedValues> shared_counts_;
  std::unique_ptr<article::ArticleProcess> article_;
  std::unique_ptr<summary::SummaryProcess> summary_;
  std::unique_ptr<recommendation::IndexFiles> index_files_;
  std::unique_ptr<recommendation::RecommendationProcess> recommendation_;
  // All three, for everybody, and for one another at `local_address_`.
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<gateway::GatewayProcess> gateway_;
};

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_COMMANDS_DEV_SUITE_H_
