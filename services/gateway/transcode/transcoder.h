// Transcoder: JSON over HTTP under /v1 for the reading methods of the services,
// by their google.api.http annotations. Messages are made by reflection and
// sent by generic stubs, so a new method needs no code here. Authorization and
// x-request-id go along; a reply that the service marks as stale (metadata
// x-byline-stale, x-byline-stale-age) goes out with Byline-Stale and Age. A
// service that answers from followed knowledge may be cut off from the truth
// while we are not, so it must be at least as new as we are (min_revision).
// Never blocks; thread-safe. Its destructor cancels the calls under way and
// waits for them.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "common/freshness/judge.h"
#include "services/gateway/http/message.h"
#include "services/gateway/rpc/call_set.h"
#include "services/gateway/transcode/route_table.h"

namespace byline::gateway {

class Transcoder {
 public:
  struct Service {
    const google::protobuf::ServiceDescriptor* descriptor;
    std::shared_ptr<grpc::ChannelInterface> channel;
    bool is_truth = false;
  };

  // `judge` must outlive it. Errors: those of RouteTable::Build.
  static absl::StatusOr<std::unique_ptr<Transcoder>> Create(
      const std::vector<Service>& services, const FreshnessJudge& judge,
      absl::Duration deadline);

  void Handle(const Request& request, Responder responder);

  // Replies that a service had marked as stale.
  int64_t stale_replies() const { return stale_replies_; }

 private:
  struct Target {
    std::unique_ptr<grpc::GenericStub> stub;
    bool is_truth;
  };

  Transcoder(RouteTable table, const std::vector<Service>& services,
             const FreshnessJudge& judge, absl::Duration deadline);
  // Raises `min_revision`, where the request has such a field, to what we have
  // applied; whether it did. NO_LEASE where we cannot tell how new an answer
  // must be.
  absl::StatusOr<bool> DemandOurRevision(
      google::protobuf::Message* request) const;

  const RouteTable table_;
  std::vector<Target> targets_;
  const FreshnessJudge& judge_;
  const absl::Duration deadline_;
  std::atomic<int64_t> stale_replies_ = 0;
  CallSet calls_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_
