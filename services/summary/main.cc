// byline-summary: the summary service as a process of its own.
#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>

#include <memory>
#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/crypto.h"
#include "common/redis/redis_flags.h"
#include "common/redis/redis_metrics.h"
#include "common/server/channel.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/signals.h"
#include "common/server/startup.h"
#include "services/summary/summary_process.h"

ABSL_FLAG(std::string, article_server, "127.0.0.1:50051",
          "gRPC address of the article service, host:port");

int main(int argc, char** argv) {
  using namespace byline;
  using summary::SummaryProcess;
  const ServerFlags flags = ParseServerFlags(
      argc, argv, "The summary service: key points and abstracts.",
      {.listen = "127.0.0.1:50052", .admin_listen = "127.0.0.1:9052"});
  const std::string article = absl::GetFlag(FLAGS_article_server);
  SignalWaiter signals;
  const SystemClock clock;
  Metrics metrics;
  TokenTable tokens(flags.token_file, clock);
  ExitOnError(tokens.Load());

  const std::unique_ptr<RedisFragmentStore> redis = RedisFromFlags(flags);
  const RedisMetrics redis_metrics(metrics, redis.get());
  SummaryProcess process(
      {.follower = absl::StrCat("summary/", RandomHex(4)),
       .service_token = flags.service_token,
       .max_stale = flags.max_stale},
      {.feed = MakeChannel(article, {.own_connections = true}),
       .article = MakeChannel(article)},
      {tokens, metrics}, clock, redis.get());
  GrpcServer server(flags.server(), metrics);
  server.Add(process.service(), SummaryProcess::ServiceName(), {.ready = [&] {
               if (redis)
                 redis->SetStoreId(process.StoreId());  // known once it follows
               return process.Ready();
             }});
  process.Start();
  ExitOnError(server.Start());
  signals.Wait();
  server.Drain();
  return 0;
}
