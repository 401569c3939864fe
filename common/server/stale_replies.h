// StaleReplies: marks and counts the replies of a service that are given
// although the truth is silent. Such a reply carries the initial metadata
// `x-byline-stale: 1` and, where there is an age, `x-byline-stale-age`: whole
// seconds since what it was made from was last proven complete. Thread-safe.
#ifndef BYLINE_COMMON_SERVER_STALE_REPLIES_H_
#define BYLINE_COMMON_SERVER_STALE_REPLIES_H_

#include <absl/time/time.h>
#include <grpcpp/server_context.h>
#include <prometheus/counter.h>

#include <functional>
#include <string>

#include "common/server/metrics.h"

namespace byline {

class StaleReplies {
 public:
  // Infinite where nothing was ever proven; called on any thread.
  using Age = std::function<absl::Duration()>;

  // Counts in `metric`, such as "summary_stale_replies_total". `metrics` must
  // outlive it.
  StaleReplies(Metrics& metrics, const std::string& metric, Age age);

  // Before the reply is sent.
  void Mark(grpc::ServerContext& context);

 private:
  prometheus::Counter& replies_;
  const Age age_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_STALE_REPLIES_H_
