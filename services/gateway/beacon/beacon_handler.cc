#include "services/gateway/beacon/beacon_handler.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>

#include <string>
#include <utility>

#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "services/gateway/beacon/beacon_body.h"

namespace byline::gateway {
namespace {

constexpr absl::Duration kBeaconDeadline = absl::Seconds(2);

// One call; owned by its own completion.
struct BeaconCall {
  grpc::ClientContext context;
  recommendation::v1::RecordReaderEventsRequest request;
  recommendation::v1::RecordReaderEventsResponse reply;
  Responder responder;
};

void Send(const Responder& responder, Response response) {
  response.route = "/beacon";
  responder.Send(std::move(response));
}

// To a browser that asks whether a page of another site may send JSON.
Response PreflightResponse() {
  return MakeResponse(204,
                      {{"Access-Control-Allow-Origin", "*"},
                       {"Access-Control-Allow-Methods", "POST"},
                       {"Access-Control-Allow-Headers", "Content-Type"},
                       {"Access-Control-Max-Age", "86400"}},
                      "");
}

}  // namespace

BeaconHandler::BeaconHandler(
    const Options& options,
    const std::shared_ptr<grpc::ChannelInterface>& recommendation)
    : options_(options),
      stub_(
          recommendation::v1::RecommendationService::NewStub(recommendation)) {}

void BeaconHandler::Handle(const Request& request, Responder responder) {
  if (!options_.is_on)
    return Send(responder, BeaconResponse(404, "There is nothing here."));
  if (request.head.method == Method::kOptions)
    return Send(responder, PreflightResponse());
  if (request.head.method != Method::kPost)
    return Send(responder, BeaconResponse(405, "Only POST is served here."));
  if (!IsBeaconType(request.head.Field("Content-Type"))) {
    return Send(
        responder,
        BeaconResponse(415,
                       "Content-Type must be text/plain or application/json."));
  }
  if (request.body.size() > kMostBeaconBytes) {
    return Send(responder,
                BeaconResponse(413, absl::StrCat("At most ", kMostBeaconBytes,
                                                 " bytes are taken.")));
  }
  auto events = ReadBeaconBody(request.body);
  if (!events.ok())
    return Send(responder, BeaconResponse(400, events.status().message()));
  Record(*std::move(events), request.request_id, std::move(responder));
}

void BeaconHandler::Record(recommendation::v1::RecordReaderEventsRequest events,
                           const std::string& request_id, Responder responder) {
  if (++calls_under_way_ > options_.calls) {
    --calls_under_way_;
    return Send(responder,
                BeaconResponse(429, "Too many events at once; try again."));
  }
  std::shared_ptr<BeaconCall> call(
      new BeaconCall{{}, std::move(events), {}, std::move(responder)});
  PrepareClientContext(call->context, absl::Now() + kBeaconDeadline,
                       request_id);
  calls_.Add(&call->context);
  stub_->async()->RecordReaderEvents(
      &call->context, &call->request, &call->reply,
      [this, call](const grpc::Status& status) {
        --calls_under_way_;
        Send(call->responder, status.ok()
                                  ? BeaconResponse(204)
                                  : BeaconFailure(FromGrpcStatus(status)));
        calls_.Remove(&call->context);
      });
}

}  // namespace byline::gateway
