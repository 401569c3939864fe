// What every RPC method does around its core: reads the context, checks the
// role, names the request in logs, measures, logs failures, converts the
// status.
//
//   class SummaryRpc final : public SummaryService::Service {
//     SummaryRpc(const RpcEdge& edge, SummaryCore& core)
//         : core_(core), get_summary_(edge, service_full_name(), "GetSummary")
//         {}
//     grpc::Status GetSummary(grpc::ServerContext* context,
//                             const GetSummaryRequest* request,
//                             Summary* response) override {
//       return Serve(get_summary_, *context, [&](ServerCall& call) {
//         return core_.GetSummary(*request, call.deadline(), response);
//       });
//     }
//     RpcMethod get_summary_;
//
// A unary or blocking streaming method uses Serve (or ServerCall, on one
// thread). A reactor, whose callbacks run on many threads, keeps a CallRecord
// instead.
#ifndef BYLINE_COMMON_SERVER_SERVER_CALL_H_
#define BYLINE_COMMON_SERVER_SERVER_CALL_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>
#include <prometheus/histogram.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>

#include "common/access/role.h"
#include "common/access/token_table.h"
#include "common/base/log.h"
#include "common/server/call_context.h"
#include "common/server/metrics.h"

namespace byline {

// What the methods of a process share. Both outlive every RpcMethod.
struct RpcEdge {
  const TokenTable& tokens;
  Metrics& metrics;
};

// One method of one service: its name, who may call it, its metrics. Made once,
// beside the service object. Thread-safe.
class RpcMethod {
 public:
  // `service` is "byline.x.v1.XService", `method` "GetX".
  RpcMethod(const RpcEdge& edge, absl::string_view service,
            absl::string_view method, Role needs = Role::kNone);
  RpcMethod(const RpcMethod&) = delete;
  RpcMethod& operator=(const RpcMethod&) = delete;

  const std::string& name() const { return name_; }
  Role needs() const { return needs_; }
  const TokenTable& tokens() const { return edge_.tokens; }

  // Counts a finished call in rpc_server_call_duration_seconds{rpc_method,
  // rpc_status_code}.
  void Record(grpc::StatusCode code, double seconds) const;

 private:
  static constexpr size_t kCodes = 17;

  const RpcEdge edge_;
  const std::string name_;
  const Role needs_;
  // Made when a code first occurs, so that a scrape has no empty ones.
  mutable std::array<std::atomic<prometheus::Histogram*>, kCodes> histograms_{};
};

// One call from its admission to its end. May move between threads, one at a
// time. The method must outlive it.
class CallRecord {
 public:
  CallRecord(const RpcMethod& method, const grpc::ServerContextBase& context);
  CallRecord(const CallRecord&) = delete;
  CallRecord& operator=(const CallRecord&) = delete;
  // Counts the call as CANCELLED if it was not finished.
  ~CallRecord();

  const CallContext& context() const { return context_; }
  Role role() const { return context_.role; }
  absl::Time deadline() const { return context_.deadline; }
  // For calls that this one makes: the earlier of its deadline and `limit` from
  // now.
  absl::Time DeadlineWithin(absl::Duration limit) const {
    return EarlierDeadline(context_.deadline, limit);
  }
  // Whether the call may go on at all: not with a bad token (UNAUTHENTICATED)
  // or too low a role (see RequireRole).
  absl::Status Admission() const;
  // For what only some requests of a method need.
  absl::Status Require(Role needs) const {
    return RequireRole(context_.role, needs);
  }

  // Ends the call: metrics, a line in the log if it failed, the status for
  // gRPC.
  grpc::Status Finish(const absl::Status& status);

 private:
  const RpcMethod& method_;
  const CallContext context_;
  const std::chrono::steady_clock::time_point start_;
  bool finished_ = false;
};

// A CallRecord that also names the request in this thread's logs. Stays on the
// stack of the thread that runs the method.
class ServerCall : public CallRecord {
 public:
  ServerCall(const RpcMethod& method, const grpc::ServerContextBase& context)
      : CallRecord(method, context), scope_(this->context().request_id) {}

 private:
  RequestIdScope scope_;
};

// Runs `body(ServerCall&) -> absl::Status` if the call is admitted.
template <typename Body>
grpc::Status Serve(const RpcMethod& method,
                   const grpc::ServerContextBase& context, Body&& body) {
  ServerCall call(method, context);
  absl::Status status = call.Admission();
  if (status.ok()) status = body(call);
  return call.Finish(status);
}

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_SERVER_CALL_H_
