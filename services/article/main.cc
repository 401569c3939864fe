// byline-article: the article service as a process of its own.
#include <absl/flags/flag.h>

#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/redis/redis_flags.h"
#include "common/redis/redis_metrics.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/signals.h"
#include "common/server/startup.h"
#include "services/article/article_process.h"

ABSL_FLAG(std::string, data, "",
          "directory of the store (articles.db); made if absent");
ABSL_FLAG(std::string, site_name, "", "name of the publication, for pages");
ABSL_FLAG(std::string, site_url, "",
          "address of the publication (https://news.example), for canonical "
          "links; empty: paths");

int main(int argc, char** argv) {
  using byline::article::ArticleProcess;
  const byline::ServerFlags flags = byline::ParseServerFlags(
      argc, argv, "The article service: the truth of a Byline suite.",
      {.listen = "127.0.0.1:50051", .admin_listen = "127.0.0.1:9051"});
  byline::SignalWaiter signals;
  const byline::SystemClock clock;
  byline::Metrics metrics;
  byline::TokenTable tokens(flags.token_file, clock);
  byline::ExitOnError(tokens.Load());

  const auto redis = byline::RedisFromFlags(flags);
  const byline::RedisMetrics redis_metrics(metrics, redis.get());
  const auto process = byline::ValueOrExit(ArticleProcess::Open(
      {.data_dir = absl::GetFlag(FLAGS_data),
       .site = {absl::GetFlag(FLAGS_site_name), absl::GetFlag(FLAGS_site_url)},
       .fragment_store = redis.get()},
      {tokens, metrics}, clock));

  if (redis) redis->SetStoreId(process->store_id());

  byline::GrpcServer server(flags.server(), metrics);
  server.Add(process->rpc(),
             byline::article::v1::ArticleService::service_full_name(),
             process->functions());
  byline::ExitOnError(server.Start());
  byline::Log(byline::Severity::kInfo, "store open",
              {{"listen", flags.listen}, {"store", process->store_id()}});
  signals.Wait();
  server.Drain();
  return 0;
}
