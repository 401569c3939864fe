#include "services/recommendation/rpc/recommendation_rpc.h"

#include <utility>

namespace byline::recommendation {
namespace {

// For callers that give no deadline, and for those that give a very long one.
constexpr absl::Duration kPatience = absl::Seconds(10);

constexpr char const* kService = v1::RecommendationService::service_full_name();

}  // namespace

RecommendationRpc::RecommendationRpc(const RpcEdge& edge,
                                     const SimilarAnswers& answers,
                                     SimilarFragments& fragments)
    : answers_(answers),
      fragments_(fragments),
      stale_(edge.metrics.Counter(
          "recommendation_stale_replies_total",
          "Lists and explanations given although the article service is "
          "silent")),
      list_(edge, kService, "ListSimilarArticles"),
      find_(edge, kService, "FindSimilarArticles", Role::kReader),
      explain_(edge, kService, "ExplainSimilarity"),
      fragment_(edge, kService, "GetSimilarArticlesFragment") {}

grpc::Status RecommendationRpc::ListSimilarArticles(
    grpc::ServerContext* context, const v1::ListSimilarArticlesRequest* request,
    v1::ListSimilarArticlesResponse* response) {
  return Serve(list_, *context, [&](ServerCall& call) {
    return Give(answers_.List(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::FindSimilarArticles(
    grpc::ServerContext* context, const v1::FindSimilarArticlesRequest* request,
    v1::ListSimilarArticlesResponse* response) {
  return Serve(find_, *context, [&](ServerCall& call) {
    return Give(answers_.Find(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::ExplainSimilarity(
    grpc::ServerContext* context, const v1::ExplainSimilarityRequest* request,
    v1::SimilarityExplanation* response) {
  return Serve(explain_, *context, [&](ServerCall& call) {
    return Give(
        answers_.Explain(*request,
                         call.role() >= Role::kReader ? Audience::kNewsroom
                                                      : Audience::kPublic,
                         call.DeadlineWithin(kPatience)),
        *context, response);
  });
}

grpc::Status RecommendationRpc::GetSimilarArticlesFragment(
    grpc::ServerContext* context,
    const v1::GetSimilarArticlesFragmentRequest* request,
    fragment::v1::Fragment* response) {
  return Serve(fragment_, *context, [&](ServerCall& call) -> absl::Status {
    const auto fragment =
        fragments_.Get(*request, call.DeadlineWithin(kPatience));
    if (!fragment.ok()) return fragment.status();
    *response = **fragment;
    return absl::OkStatus();
  });
}

template <typename Message>
absl::Status RecommendationRpc::Give(absl::StatusOr<Given<Message>> answer,
                                     grpc::ServerContext& context,
                                     Message* response) {
  if (!answer.ok()) return answer.status();
  if (answer->stale) {
    stale_.Increment();
    context.AddInitialMetadata("x-byline-stale", "1");
  }
  *response = std::move(answer->message);
  return absl::OkStatus();
}

}  // namespace byline::recommendation
