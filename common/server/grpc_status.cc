#include "common/server/grpc_status.h"

#include <absl/strings/cord.h>
#include <absl/strings/match.h>

#include <string>
#include <utility>

#include "common/text/fold.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace byline {
namespace {

// On the wire the message counts up to three times (percent-encoded, and once
// in the details), the details four thirds (base64): together under 8 KiB.
constexpr size_t kMaxStatusMessageBytes = 1024;
constexpr size_t kMaxDetailsBytes = 2048;
constexpr char kBadRequestUrl[] = "type.googleapis.com/google.rpc.BadRequest";

// A BadRequest with as many violations as fit.
std::string FitViolations(const std::string& serialized, size_t limit) {
  google::rpc::BadRequest bad_request;
  if (!bad_request.ParseFromString(serialized)) return "";
  while (bad_request.ByteSizeLong() > limit) {
    bad_request.mutable_field_violations()->RemoveLast();
  }
  return bad_request.field_violations().empty()
             ? ""
             : bad_request.SerializeAsString();
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const std::string repaired = text::RepairUtf8(status.message());
  const std::string message(
      text::TruncateUtf8(repaired, kMaxStatusMessageBytes));
  google::rpc::Status details;
  size_t left = kMaxDetailsBytes;
  // ErrorInfo first: programs decide by it.
  for (const bool bad_request : {false, true}) {
    status.ForEachPayload(
        [&](absl::string_view url, const absl::Cord& payload) {
          if ((url == kBadRequestUrl) != bad_request) return;
          std::string value(payload);
          if (value.size() > left && bad_request)
            value = FitViolations(value, left);
          if (value.empty() || value.size() > left) return;
          left -= value.size();
          auto* detail = details.add_details();
          detail->set_type_url(std::string(url));
          detail->set_value(std::move(value));
        });
  }
  if (details.details().empty()) return grpc::Status(code, message);
  details.set_code(code);
  details.set_message(message);
  return grpc::Status(code, message, details.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  // A peer may send any number; what is no code is UNKNOWN.
  const int number = status.error_code();
  const auto code = number > 0 && number <= 16
                        ? static_cast<absl::StatusCode>(number)
                        : absl::StatusCode::kUnknown;
  absl::Status out(code, status.error_message());
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return out;
  for (const auto& detail : details.details()) {
    out.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return out;
}

absl::string_view GrpcCodeName(grpc::StatusCode code) {
  static constexpr absl::string_view kNames[] = {"OK",
                                                 "CANCELLED",
                                                 "UNKNOWN",
                                                 "INVALID_ARGUMENT",
                                                 "DEADLINE_EXCEEDED",
                                                 "NOT_FOUND",
                                                 "ALREADY_EXISTS",
                                                 "PERMISSION_DENIED",
                                                 "RESOURCE_EXHAUSTED",
                                                 "FAILED_PRECONDITION",
                                                 "ABORTED",
                                                 "OUT_OF_RANGE",
                                                 "UNIMPLEMENTED",
                                                 "INTERNAL",
                                                 "UNAVAILABLE",
                                                 "DATA_LOSS",
                                                 "UNAUTHENTICATED"};
  return code >= 0 && code <= 16 ? kNames[code] : kNames[2];
}

}  // namespace byline
