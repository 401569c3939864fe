// A summary service whose GetSummary does what the test says, behind the same
// edge as the real services.
#ifndef BYLINE_TESTS_RPC_SERVER_FAKE_SUMMARIES_H_
#define BYLINE_TESTS_RPC_SERVER_FAKE_SUMMARIES_H_

#include <functional>

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/server/server_call.h"

namespace byline {

class FakeSummaries final : public summary::v1::SummaryService::Service {
 public:
  using Body = std::function<absl::Status(
      ServerCall& call, const summary::v1::GetSummaryRequest& request,
      summary::v1::Summary& response)>;

  FakeSummaries(const RpcEdge& edge, Body body)
      : body_(std::move(body)),
        get_summary_(edge, summary::v1::SummaryService::service_full_name(),
                     "GetSummary"),
        summarize_(edge, summary::v1::SummaryService::service_full_name(),
                   "Summarize", Role::kReader) {}

  grpc::Status GetSummary(grpc::ServerContext* context,
                          const summary::v1::GetSummaryRequest* request,
                          summary::v1::Summary* response) override {
    return Serve(get_summary_, *context, [&](ServerCall& call) {
      return body_(call, *request, *response);
    });
  }

  grpc::Status Summarize(grpc::ServerContext* context,
                         const summary::v1::SummarizeRequest*,
                         summary::v1::Summary* response) override {
    return Serve(summarize_, *context,
                 [&](ServerCall& call) { return body_(call, {}, *response); });
  }

 private:
  const Body body_;
  const RpcMethod get_summary_;
  const RpcMethod summarize_;
};

}  // namespace byline

#endif  // BYLINE_TESTS_RPC_SERVER_FAKE_SUMMARIES_H_
