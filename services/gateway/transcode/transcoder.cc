#include "services/gateway/transcode/transcoder.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <absl/types/optional.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/support/byte_buffer.h>

#include <algorithm>
#include <string>

#include "byline/fragment/v1/fragment.pb.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "services/gateway/transcode/field_binding.h"
#include "services/gateway/transcode/status_json.h"

namespace byline::gateway {
namespace {

using google::protobuf::Message;
using google::protobuf::MessageFactory;

// One call; owned by its own completion.
struct ApiCall {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer reply;
  const ApiRoute* route;
  std::string request_id;
  bool has_our_revision;  // as min_revision
  Responder responder;
};

// The method by whose annotation a request is served.
absl::string_view HttpMethodName(Method method) {
  return MethodName(method == Method::kHead ? Method::kGet : method);
}

// The token of an Authorization field; empty where there is none.
absl::StatusOr<std::string> ReadToken(absl::string_view authorization) {
  if (authorization.empty()) return std::string();
  constexpr absl::string_view kScheme = "Bearer ";
  if (absl::StartsWithIgnoreCase(authorization, kScheme)) {
    const absl::string_view token =
        absl::StripAsciiWhitespace(authorization.substr(kScheme.size()));
    const bool is_visible =
        std::all_of(token.begin(), token.end(),
                    [](unsigned char c) { return absl::ascii_isgraph(c); });
    if (!token.empty() && is_visible) return std::string(token);
  }
  return ErrorWithReason(absl::StatusCode::kUnauthenticated,
                         "BAD_AUTHORIZATION",
                         "the Authorization field must be \"Bearer TOKEN\"");
}

absl::StatusOr<std::unique_ptr<Message>> ReadMessage(
    const ApiRoute& route, const PathTemplate::Bindings& bindings,
    absl::string_view query) {
  std::unique_ptr<Message> message(
      MessageFactory::generated_factory()
          ->GetPrototype(route.method->input_type())
          ->New());
  for (const auto& [field_path, value] : bindings) {
    if (absl::Status status = BindField(field_path, value, message.get());
        !status.ok())
      return status;
  }
  const auto parameters = ParseQuery(query);
  if (!parameters)
    return absl::InvalidArgumentError("the query has a broken escape");
  if (absl::Status status =
          BindQuery(*parameters, route.path.Variables(), message.get());
      !status.ok())
    return status;
  return message;
}

grpc::ByteBuffer ToBytes(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

Response FailureResponse(const ApiCall& call, const absl::Status& status) {
  // Our revision, not one of the reader's, was of a history that a restore cut.
  const absl::Status shown = call.has_our_revision && absl::IsOutOfRange(status)
                                 ? NoLease()
                                 : PublicStatus(status);
  if (shown != status) {
    Log(Severity::kWarning, "a service gave no answer",
        {{"request_id", call.request_id},
         {"method", call.route->method->full_name()},
         {"status", status.ToString()}});
  }
  return StatusResponse(shown);
}

Response ReplyResponse(const ApiRoute& route, const grpc::ByteBuffer& reply) {
  std::unique_ptr<Message> message(
      MessageFactory::generated_factory()
          ->GetPrototype(route.method->output_type())
          ->New());
  grpc::Slice slice;
  std::string json;
  if (!reply.DumpToSingleSlice(&slice).ok() ||
      !message->ParseFromArray(slice.begin(), static_cast<int>(slice.size())) ||
      !google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
    return StatusResponse(
        absl::InternalError("the service's reply cannot be read"));
  }
  json.push_back('\n');
  return MakeResponse(200,
                      {{"Content-Type", "application/json"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}},
                      std::move(json));
}

// A field that the service sent along with its reply, before or after it.
absl::optional<absl::string_view> ReplyField(const grpc::ClientContext& context,
                                             const char* name) {
  for (const auto* fields : {&context.GetServerInitialMetadata(),
                             &context.GetServerTrailingMetadata()}) {
    const auto found = fields->find(name);
    if (found != fields->end())
      return absl::string_view(found->second.data(), found->second.size());
  }
  return absl::nullopt;
}

// Whether the service said that its reply is stale; then the answer says so
// too.
bool PassOnStaleness(const grpc::ClientContext& context, Response* response) {
  if (ReplyField(context, "x-byline-stale") != "1") return false;
  response->source = "stale";
  absl::StrAppend(&response->extra, "Byline-Stale: 1\r\n");
  // Without its age no Age: 0 would say that it was fresh just now.
  uint64_t seconds = 0;
  const auto age = ReplyField(context, "x-byline-stale-age");
  if (age && absl::SimpleAtoi(*age, &seconds))
    absl::StrAppend(&response->extra, "Age: ", seconds, "\r\n");
  return true;
}

void SendNamed(const Responder& responder, absl::string_view route,
               Response response) {
  response.route = route;
  responder.Send(std::move(response));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Transcoder>> Transcoder::Create(
    const std::vector<Service>& services, const FreshnessJudge& judge,
    absl::Duration deadline) {
  std::vector<const google::protobuf::ServiceDescriptor*> descriptors;
  for (const Service& service : services)
    descriptors.push_back(service.descriptor);
  auto table = RouteTable::Build(descriptors);
  if (!table.ok()) return table.status();
  return std::unique_ptr<Transcoder>(
      new Transcoder(*std::move(table), services, judge, deadline));
}

Transcoder::Transcoder(RouteTable table, const std::vector<Service>& services,
                       const FreshnessJudge& judge, absl::Duration deadline)
    : table_(std::move(table)), judge_(judge), deadline_(deadline) {
  for (const Service& service : services) {
    targets_.push_back({std::make_unique<grpc::GenericStub>(service.channel),
                        service.is_truth});
  }
}

absl::StatusOr<bool> Transcoder::DemandOurRevision(Message* request) const {
  const auto* const field =
      request->GetDescriptor()->FindFieldByName("min_revision");
  if (field == nullptr ||
      field->message_type() != fragment::v1::Revision::descriptor())
    return false;
  const Revision ours = judge_.AsOf();
  if (!MayGive(judge_.Judge(ours, {}))) return NoLease();
  auto& wanted = dynamic_cast<fragment::v1::Revision&>(
      *request->GetReflection()->MutableMessage(request, field));
  // Who asks for more than we know, or for what we do not, is answered by the
  // service.
  if (wanted.number() != 0 &&
      !MayGive(judge_.Judge({wanted.epoch(), wanted.number()}, {})))
    return false;
  wanted.set_epoch(ours.epoch);
  wanted.set_number(ours.number);
  return true;
}

void Transcoder::Handle(const Request& request, Responder responder) {
  const RouteTable::Found found =
      table_.Find(HttpMethodName(request.head.method), request.head.path);
  if (found.route == nullptr) {
    if (!found.is_known_path) {
      return SendNamed(responder, "/v1/unknown",
                       StatusResponse(ErrorWithReason(
                           absl::StatusCode::kNotFound, "NO_SUCH_PATH",
                           "there is no method at this path")));
    }
    return SendNamed(
        responder, "/v1/unknown",
        StatusResponse(
            ErrorWithReason(absl::StatusCode::kUnimplemented,
                            "METHOD_NOT_ALLOWED",
                            absl::StrCat("allowed here: ", found.allow)),
            405, {{"Allow", found.allow}}));
  }
  const ApiRoute& route = *found.route;
  if (!route.is_served) {
    return SendNamed(
        responder, route.path.text(),
        StatusResponse(ErrorWithReason(
            absl::StatusCode::kUnimplemented, "NOT_TRANSLATED",
            absl::StrCat(route.method->full_name(),
                         " is not offered over HTTP here; call it by gRPC"))));
  }
  auto token = ReadToken(request.head.Field("Authorization"));
  if (!token.ok())
    return SendNamed(responder, route.path.text(),
                     StatusResponse(token.status()));
  auto message = ReadMessage(route, found.bindings, request.head.query);
  if (!message.ok())
    return SendNamed(responder, route.path.text(),
                     StatusResponse(message.status()));
  const Target& target = targets_[route.service];
  bool has_our_revision = false;
  if (!target.is_truth) {
    const absl::StatusOr<bool> raised = DemandOurRevision(message->get());
    if (!raised.ok()) {
      return SendNamed(responder, route.path.text(),
                       StatusResponse(raised.status()));
    }
    has_our_revision = *raised;
  }
  std::shared_ptr<ApiCall> call(new ApiCall{{},
                                            ToBytes(**message),
                                            {},
                                            &route,
                                            request.request_id,
                                            has_our_revision,
                                            std::move(responder)});
  PrepareClientContext(call->context, absl::Now() + deadline_,
                       request.request_id, *token);
  calls_.Add(&call->context);
  target.stub->UnaryCall(
      &call->context, route.rpc_path, grpc::StubOptions(), &call->request,
      &call->reply, [this, call](const grpc::Status& status) {
        Response response =
            status.ok() ? ReplyResponse(*call->route, call->reply)
                        : FailureResponse(*call, FromGrpcStatus(status));
        if (status.ok() && PassOnStaleness(call->context, &response))
          ++stale_replies_;
        SendNamed(call->responder, call->route->path.text(),
                  std::move(response));
        calls_.Remove(&call->context);
      });
}

}  // namespace byline::gateway
