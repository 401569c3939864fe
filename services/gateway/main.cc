// byline-gateway: the readers' HTTP port. Composes pages from the fragments of
// the services and translates JSON to gRPC.
#include <absl/strings/str_cat.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/server/admin_server.h"
#include "common/server/flags.h"
#include "common/server/metrics.h"
#include "common/server/signals.h"
#include "common/server/startup.h"
#include "services/gateway/gateway_flags.h"
#include "services/gateway/gateway_process.h"

int main(int argc, char** argv) {
  using namespace byline;
  SignalWaiter signals;
  const ServerFlags flags = ParseServerFlags(
      argc, argv, "The gateway: pages for readers, JSON under /v1.",
      {.listen = "127.0.0.1:8080", .admin_listen = "127.0.0.1:9080"});
  const SystemClock clock;
  Metrics metrics;
  gateway::GatewayProcess process(gateway::GatewayOptionsFromFlags(flags),
                                  gateway::GatewayChannelsFromFlags(), metrics,
                                  clock);
  std::unique_ptr<AdminServer> admin;
  if (!flags.admin_listen.empty()) {
    admin = ValueOrExit(
        AdminServer::Listen(flags.admin_listen, metrics,
                            [&process] { return process.NotReady(); }));
  }
  ExitOnError(process.Start());
  Log(Severity::kInfo, "listening",
      {{"address", flags.listen},
       {"port", absl::StrCat(process.port())},
       {"admin_port", absl::StrCat(admin ? admin->port() : 0)}});
  signals.Wait();
  Log(Severity::kInfo, "draining");
  process.Drain(flags.drain);
  return 0;
}
