// SummaryRpc: the gRPC edge of the summary service. Each method checks its
// request, asks Summaries and converts the status. A reply that was given
// although the truth is silent is marked (stale_replies.h). Thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_RPC_H_
#define BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_RPC_H_

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/server/server_call.h"
#include "common/server/stale_replies.h"
#include "services/summary/rpc/summaries.h"

namespace byline::summary {

class SummaryRpc final : public v1::SummaryService::Service {
 public:
  // Both must outlive it.
  SummaryRpc(const RpcEdge& edge, Summaries& summaries,
             StaleReplies::Age stale_age);

  grpc::Status GetSummary(grpc::ServerContext* context,
                          const v1::GetSummaryRequest* request,
                          v1::Summary* response) override;
  grpc::Status BatchGetSummaries(
      grpc::ServerContext* context, const v1::BatchGetSummariesRequest* request,
      v1::BatchGetSummariesResponse* response) override;
  grpc::Status Summarize(grpc::ServerContext* context,
                         const v1::SummarizeRequest* request,
                         v1::Summary* response) override;
  grpc::Status CheckKeyPoints(grpc::ServerContext* context,
                              const v1::CheckKeyPointsRequest* request,
                              v1::CheckKeyPointsResponse* response) override;
  grpc::Status GetSummaryFragment(grpc::ServerContext* context,
                                  const v1::GetSummaryFragmentRequest* request,
                                  fragment::v1::Fragment* response) override;

 private:
  Summaries& summaries_;
  StaleReplies stale_replies_;
  RpcMethod get_summary_;
  RpcMethod batch_get_summaries_;
  RpcMethod summarize_;
  RpcMethod check_key_points_;
  RpcMethod get_summary_fragment_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_RPC_H_
