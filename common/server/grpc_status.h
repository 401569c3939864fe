// The single place where absl::Status and grpc::Status meet. Payloads become a
// google.rpc.Status in error_details (`grpc-status-details-bin` on the wire)
// and come back as payloads, so that ErrorReason and ErrorViolations of
// common/base/errors.h work alike on both sides of a call. Pure functions.
//
// Trailers above 8 KiB are refused by many clients: the message is cut at 1
// KiB, violations beyond what fits are left out, and other payloads that do not
// fit are dropped.
#ifndef BYLINE_COMMON_SERVER_GRPC_STATUS_H_
#define BYLINE_COMMON_SERVER_GRPC_STATUS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <grpcpp/support/status.h>

namespace byline {

grpc::Status ToGrpcStatus(const absl::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

// "OK", "NOT_FOUND" ...: the names of google.rpc.Code.
absl::string_view GrpcCodeName(grpc::StatusCode code);

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_GRPC_STATUS_H_
