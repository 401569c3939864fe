// RecommendationRpc: the gRPC face of the recommendation service: admits,
// calls, converts. A reply that was given although the truth is silent is
// marked (stale_replies.h). Thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_RECOMMENDATION_RPC_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_RECOMMENDATION_RPC_H_

#include <absl/status/statusor.h>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "common/fragment/given_fragment.h"
#include "common/server/server_call.h"
#include "common/server/stale_replies.h"
#include "services/recommendation/rpc/newsroom_answers.h"
#include "services/recommendation/rpc/reader_answers.h"
#include "services/recommendation/rpc/similar_answers.h"
#include "services/recommendation/rpc/similar_fragments.h"
#include "services/recommendation/rpc/similar_lists_watch.h"
#include "services/recommendation/rpc/trending_fragments.h"

namespace byline::recommendation {

class RecommendationRpc final : public v1::RecommendationService::Service {
 public:
  // All must outlive it.
  RecommendationRpc(const RpcEdge& edge, const SimilarAnswers& answers,
                    SimilarFragments& fragments, SimilarListsWatch& lists,
                    ReaderAnswers& readers, TrendingFragments& trending,
                    NewsroomAnswers& newsroom, StaleReplies::Age stale_age);

  grpc::Status ListSimilarArticles(
      grpc::ServerContext* context,
      const v1::ListSimilarArticlesRequest* request,
      v1::ListSimilarArticlesResponse* response) override;
  grpc::Status FindSimilarArticles(
      grpc::ServerContext* context,
      const v1::FindSimilarArticlesRequest* request,
      v1::ListSimilarArticlesResponse* response) override;
  grpc::Status ExplainSimilarity(grpc::ServerContext* context,
                                 const v1::ExplainSimilarityRequest* request,
                                 v1::SimilarityExplanation* response) override;
  grpc::Status GetSimilarArticlesFragment(
      grpc::ServerContext* context,
      const v1::GetSimilarArticlesFragmentRequest* request,
      fragment::v1::Fragment* response) override;
  grpc::Status ListExposure(grpc::ServerContext* context,
                            const v1::ListExposureRequest* request,
                            v1::ListExposureResponse* response) override;
  grpc::Status Reindex(grpc::ServerContext* context,
                       const v1::ReindexRequest* request,
                       v1::ReindexResponse* response) override;
  grpc::Status WatchSimilarLists(
      grpc::ServerContext* context, const v1::WatchSimilarListsRequest* request,
      grpc::ServerWriter<v1::WatchSimilarListsResponse>* writer) override;
  grpc::Status RecordReaderEvents(
      grpc::ServerContext* context,
      const v1::RecordReaderEventsRequest* request,
      v1::RecordReaderEventsResponse* response) override;
  grpc::Status ListTrendingArticles(
      grpc::ServerContext* context,
      const v1::ListTrendingArticlesRequest* request,
      v1::ListTrendingArticlesResponse* response) override;
  grpc::Status ListAlsoReadArticles(
      grpc::ServerContext* context,
      const v1::ListAlsoReadArticlesRequest* request,
      v1::ListAlsoReadArticlesResponse* response) override;
  grpc::Status GetTrendingArticlesFragment(
      grpc::ServerContext* context,
      const v1::GetTrendingArticlesFragmentRequest* request,
      fragment::v1::Fragment* response) override;

 private:
  template <typename Message>
  absl::Status Give(absl::StatusOr<Given<Message>> answer,
                    grpc::ServerContext& context, Message* response);
  absl::Status Give(const absl::StatusOr<GivenFragment>& fragment,
                    grpc::ServerContext& context,
                    fragment::v1::Fragment* response);

  const SimilarAnswers& answers_;
  SimilarFragments& fragments_;
  SimilarListsWatch& lists_;
  ReaderAnswers& readers_;
  TrendingFragments& trending_;
  NewsroomAnswers& newsroom_;
  StaleReplies stale_replies_;
  RpcMethod list_;
  RpcMethod find_;
  RpcMethod explain_;
  RpcMethod fragment_;
  RpcMethod exposure_;
  RpcMethod reindex_;
  RpcMethod watch_lists_;
  RpcMethod record_events_;
  RpcMethod list_trending_;
  RpcMethod list_also_read_;
  RpcMethod trending_fragment_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_RECOMMENDATION_RPC_H_
