// Transcoder: JSON over HTTP under /v1 for the reading methods of the services,
// by their google.api.http annotations. Messages are made by reflection and
// sent by generic stubs, so a new method needs no code here. Authorization and
// x-request-id go along. Never blocks; thread-safe. Its destructor cancels the
// calls under way and waits for them.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <utility>
#include <vector>

#include "services/gateway/http/message.h"
#include "services/gateway/rpc/call_set.h"
#include "services/gateway/transcode/route_table.h"

namespace byline::gateway {

class Transcoder {
 public:
  struct Service {
    const google::protobuf::ServiceDescriptor* descriptor;
    std::shared_ptr<grpc::ChannelInterface> channel;
  };

  // Errors: those of RouteTable::Build.
  static absl::StatusOr<std::unique_ptr<Transcoder>> Create(
      const std::vector<Service>& services, absl::Duration deadline);

  void Handle(const Request& request, Responder responder);

 private:
  Transcoder(RouteTable table, const std::vector<Service>& services,
             absl::Duration deadline);

  const RouteTable table_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  const absl::Duration deadline_;
  CallSet calls_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_TRANSCODER_H_
