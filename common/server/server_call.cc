#include "common/server/server_call.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "common/base/errors.h"
#include "common/server/grpc_status.h"

namespace byline {
namespace {

constexpr char kDurationMetric[] = "rpc_server_call_duration_seconds";
constexpr char kDurationHelp[] =
    "How long calls took, from their admission to their status.";

// Our own faults are errors; what a caller did is worth a line, not an alarm.
Severity SeverityOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnimplemented:
      return Severity::kError;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return Severity::kWarning;
    default:
      return Severity::kInfo;
  }
}

}  // namespace

RpcMethod::RpcMethod(const RpcEdge& edge, absl::string_view service,
                     absl::string_view method, Role needs)
    : edge_(edge), name_(absl::StrCat(service, "/", method)), needs_(needs) {}

void RpcMethod::Record(grpc::StatusCode code, double seconds) const {
  const bool known = code >= 0 && static_cast<size_t>(code) < kCodes;
  auto& slot = histograms_[known ? code : grpc::StatusCode::UNKNOWN];
  prometheus::Histogram* histogram = slot.load(std::memory_order_acquire);
  if (histogram == nullptr) {
    // Two threads that come here at once are given the same histogram.
    histogram = &edge_.metrics.Latency(
        kDurationMetric, kDurationHelp,
        {{"rpc_method", name_},
         {"rpc_status_code", std::string(GrpcCodeName(code))}});
    slot.store(histogram, std::memory_order_release);
  }
  histogram->Observe(seconds);
}

CallRecord::CallRecord(const RpcMethod& method,
                       const grpc::ServerContextBase& context)
    : method_(method),
      context_(ReadCallContext(context, method.tokens())),
      start_(std::chrono::steady_clock::now()) {}

CallRecord::~CallRecord() {
  if (!finished_) Finish(absl::CancelledError("the caller went away"));
}

absl::Status CallRecord::Admission() const {
  if (!context_.authentication.ok()) return context_.authentication;
  return Require(method_.needs());
}

grpc::Status CallRecord::Finish(const absl::Status& status) {
  finished_ = true;
  grpc::Status out = ToGrpcStatus(status);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_)
          .count();
  method_.Record(out.error_code(), seconds);
  if (!status.ok()) {
    RequestIdScope scope(context_.request_id);
    Log(SeverityOf(status.code()), "call failed",
        {{"rpc_method", method_.name()},
         {"rpc_status_code", GrpcCodeName(out.error_code())},
         {"reason", ErrorReason(status)},
         {"error", status.message()},
         {"seconds", absl::StrFormat("%.6f", seconds)}});
  }
  return out;
}

}  // namespace byline
