// BeaconHandler: POST /beacon, where pages tell what readers do; also pages of
// other sites, so it answers any origin, without credentials. Only the events
// in the body go on to the recommendation service: no address, no Referer, no
// cookie, no token. A bounded number of calls at the same time; more get 429.
// Never blocks. Thread-safe; its destructor cancels the calls under way and
// waits for them.
#ifndef BYLINE_SERVICES_GATEWAY_BEACON_BEACON_HANDLER_H_
#define BYLINE_SERVICES_GATEWAY_BEACON_BEACON_HANDLER_H_

#include <grpcpp/channel.h>

#include <atomic>
#include <memory>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "services/gateway/http/message.h"
#include "services/gateway/rpc/call_set.h"

namespace byline::gateway {

class BeaconHandler {
 public:
  struct Options {
    bool is_on = false;  // otherwise 404
    int calls = 64;      // at the same time
  };

  BeaconHandler(const Options& options,
                const std::shared_ptr<grpc::ChannelInterface>& recommendation);

  void Handle(const Request& request, Responder responder);

 private:
  void Record(recommendation::v1::RecordReaderEventsRequest events,
              const std::string& request_id, Responder responder);

  const Options options_;
  const std::unique_ptr<recommendation::v1::RecommendationService::Stub> stub_;
  std::atomic<int> calls_under_way_ = 0;
  CallSet calls_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_BEACON_BEACON_HANDLER_H_
