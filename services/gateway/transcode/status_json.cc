#include "services/gateway/transcode/status_json.h"

#include <absl/strings/cord.h>
#include <google/protobuf/util/json_util.h>

#include "common/base/errors.h"
#include "common/text/fold.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace byline::gateway {

int HttpStatusOf(int code) {
  switch (static_cast<absl::StatusCode>(code)) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

std::string StatusJson(const absl::Status& status) {
  google::rpc::Status message;
  message.set_code(static_cast<int>(status.code()));
  message.set_message(text::RepairUtf8(status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    auto* detail = message.add_details();
    detail->set_type_url(std::string(url));
    detail->set_value(std::string(payload));
  });
  std::string json;
  if (google::protobuf::util::MessageToJsonString(message, &json).ok())
    return json;
  // A detail of a type that we do not know cannot be shown; the rest can.
  json.clear();
  message.clear_details();
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok())
    json = "{}";
  return json;
}

absl::Status PublicStatus(const absl::Status& status) {
  if (!ErrorReason(status).empty()) return status;
  if (absl::IsUnavailable(status)) {
    return ErrorWithReason(status.code(), "BACKEND_UNAVAILABLE",
                           "the service behind this method cannot be reached "
                           "now; try again later");
  }
  if (absl::IsDeadlineExceeded(status)) {
    return ErrorWithReason(status.code(), "BACKEND_TIMEOUT",
                           "the service behind this method did not answer in "
                           "time; try again later");
  }
  return status;
}

Response StatusResponse(const absl::Status& status, int http_status,
                        const FieldList& more_fields) {
  if (http_status == 0)
    http_status = HttpStatusOf(static_cast<int>(status.code()));
  FieldList fields = {{"Content-Type", "application/json"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
  if (http_status == 401) fields.emplace_back("WWW-Authenticate", "Bearer");
  if (http_status == 503) fields.emplace_back("Retry-After", "1");
  fields.insert(fields.end(), more_fields.begin(), more_fields.end());
  return MakeResponse(http_status, fields, StatusJson(status) + "\n");
}

}  // namespace byline::gateway
