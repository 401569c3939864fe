// byline-recommendation: the recommendation service as a process of its own.
#include <absl/strings/str_cat.h>

#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/base/crypto.h"
#include "common/redis/redis_flags.h"
#include "common/redis/redis_metrics.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/signals.h"
#include "common/server/startup.h"
#include "services/recommendation/recommendation_flags.h"
#include "services/recommendation/recommendation_process.h"

int main(int argc, char** argv) {
  using namespace byline;
  const ServerFlags flags = ParseServerFlags(
      argc, argv, "The recommendation service: similar articles, with reasons.",
      {.listen = "127.0.0.1:50053", .admin_listen = "127.0.0.1:9053"});
  SignalWaiter signals;
  const SystemClock clock;
  Metrics metrics;
  TokenTable tokens(flags.token_file, clock);
  ExitOnError(tokens.Load());
  const auto redis = RedisFromFlags(flags);
  const RedisMetrics redis_metrics(metrics, redis.get());
  const auto shared_counts = SharedValuesFromFlags(flags, "r");
  const auto files = ValueOrExit(recommendation::IndexFilesFromFlags());
  recommendation::RecommendationProcess process(
      {.follower = absl::StrCat("recommendation/", RandomHex(4)),
       .service_token = flags.service_token,
       .max_stale = flags.max_stale,
       .shared_counts = shared_counts.get(),
       .files = files.get(),
       .snapshot_every = recommendation::SnapshotEveryFromFlags()},
      recommendation::ChannelsFromFlags(), {tokens, metrics}, clock,
      redis.get());
  GrpcServer server(flags.server(), metrics);
  const auto ready = [&] {
    if (redis) redis->SetStoreId(process.StoreId());
    if (redis) shared_counts->SetStoreId(process.StoreId());
    return process.Ready();
  };
  server.Add(process.service(), process.ServiceName(),
             {.ready = ready, .begin_stop = [&] { process.BeginStop(); }});
  process.Start();
  ExitOnError(server.Start());
  signals.Wait();
  server.Drain();
  return 0;
}
