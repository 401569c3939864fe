// AdminServer: HTTP for operators, on a port of its own that readers never
// reach:
//   /metrics   the metrics as text
//   /healthz   200 as long as the process answers
//   /readyz    200, or 503 with the names of what is not ready
// Two threads of its own. `metrics` and `not_ready` must outlive it.
#ifndef BYLINE_COMMON_SERVER_ADMIN_SERVER_H_
#define BYLINE_COMMON_SERVER_ADMIN_SERVER_H_

#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/server/metrics.h"

namespace byline {

class AdminServer {
 public:
  using NotReady = std::function<std::vector<std::string>()>;

  // Listens on "host:port"; port 0 takes any free one. Errors: UNAVAILABLE with
  // the address.
  static absl::StatusOr<std::unique_ptr<AdminServer>> Listen(
      const std::string& address, const Metrics& metrics, NotReady not_ready);
  ~AdminServer();

  int port() const;

 private:
  class Handlers;

  explicit AdminServer(std::unique_ptr<Handlers> handlers);

  std::unique_ptr<Handlers> handlers_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_ADMIN_SERVER_H_
