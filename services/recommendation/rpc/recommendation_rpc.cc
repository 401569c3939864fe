#include "services/recommendation/rpc/recommendation_rpc.h"

#include <utility>

namespace byline::recommendation {
namespace {

// For callers that give no deadline, and for those that give a very long one.
constexpr absl::Duration kPatience = absl::Seconds(10);

constexpr char const* kService = v1::RecommendationService::service_full_name();

}  // namespace

RecommendationRpc::RecommendationRpc(
    const RpcEdge& edge, const SimilarAnswers& answers,
    SimilarFragments& fragments, SimilarListsWatch& lists,
    ReaderAnswers& readers, TrendingFragments& trending,
    NewsroomAnswers& newsroom, StaleReplies::Age stale_age)
    : answers_(answers),
      fragments_(fragments),
      lists_(lists),
      readers_(readers),
      trending_(trending),
      newsroom_(newsroom),
      stale_replies_(edge.metrics, "recommendation_stale_replies_total",
                     std::move(stale_age)),
      list_(edge, kService, "ListSimilarArticles"),
      find_(edge, kService, "FindSimilarArticles"),
      explain_(edge, kService, "ExplainSimilarity"),
      fragment_(edge, kService, "GetSimilarArticlesFragment"),
      exposure_(edge, kService, "ListExposure", Role::kReader),
      reindex_(edge, kService, "Reindex", Role::kAdmin),
      watch_lists_(edge, kService, "WatchSimilarLists"),
      record_events_(edge, kService, "RecordReaderEvents"),
      list_trending_(edge, kService, "ListTrendingArticles"),
      list_also_read_(edge, kService, "ListAlsoReadArticles"),
      trending_fragment_(edge, kService, "GetTrendingArticlesFragment") {}

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
    return Give(
        answers_.Find(*request, call.role(), call.DeadlineWithin(kPatience)),
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
  return Serve(fragment_, *context, [&](ServerCall& call) {
    return Give(fragments_.Get(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::ListExposure(
    grpc::ServerContext* context, const v1::ListExposureRequest* request,
    v1::ListExposureResponse* response) {
  return Serve(exposure_, *context, [&](ServerCall& call) {
    return Give(newsroom_.Exposure(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::Reindex(grpc::ServerContext* context,
                                        const v1::ReindexRequest*,
                                        v1::ReindexResponse* response) {
  return Serve(reindex_, *context, [&](ServerCall&) -> absl::Status {
    absl::StatusOr<v1::ReindexResponse> made = newsroom_.Reindex();
    if (!made.ok()) return made.status();
    *response = *std::move(made);
    return absl::OkStatus();
  });
}

grpc::Status RecommendationRpc::WatchSimilarLists(
    grpc::ServerContext* context, const v1::WatchSimilarListsRequest* request,
    grpc::ServerWriter<v1::WatchSimilarListsResponse>* writer) {
  return Serve(watch_lists_, *context, [&](ServerCall&) {
    return lists_.Stream(*context, *request, *writer);
  });
}

grpc::Status RecommendationRpc::RecordReaderEvents(
    grpc::ServerContext* context, const v1::RecordReaderEventsRequest* request,
    v1::RecordReaderEventsResponse* response) {
  return Serve(record_events_, *context, [&](ServerCall&) -> absl::Status {
    absl::StatusOr<v1::RecordReaderEventsResponse> recorded =
        readers_.Record(*request);
    if (!recorded.ok()) return recorded.status();
    *response = *std::move(recorded);
    return absl::OkStatus();
  });
}

grpc::Status RecommendationRpc::ListTrendingArticles(
    grpc::ServerContext* context,
    const v1::ListTrendingArticlesRequest* request,
    v1::ListTrendingArticlesResponse* response) {
  return Serve(list_trending_, *context, [&](ServerCall& call) {
    return Give(readers_.Trending(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::ListAlsoReadArticles(
    grpc::ServerContext* context,
    const v1::ListAlsoReadArticlesRequest* request,
    v1::ListAlsoReadArticlesResponse* response) {
  return Serve(list_also_read_, *context, [&](ServerCall& call) {
    return Give(readers_.AlsoReadWith(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

grpc::Status RecommendationRpc::GetTrendingArticlesFragment(
    grpc::ServerContext* context,
    const v1::GetTrendingArticlesFragmentRequest* request,
    fragment::v1::Fragment* response) {
  return Serve(trending_fragment_, *context, [&](ServerCall& call) {
    return Give(trending_.Get(*request, call.DeadlineWithin(kPatience)),
                *context, response);
  });
}

template <typename Message>
absl::Status RecommendationRpc::Give(absl::StatusOr<Given<Message>> answer,
                                     grpc::ServerContext& context,
                                     Message* response) {
  if (!answer.ok()) return answer.status();
  if (answer->stale) stale_replies_.Mark(context);
  *response = std::move(answer->message);
  return absl::OkStatus();
}

absl::Status RecommendationRpc::Give(
    const absl::StatusOr<GivenFragment>& fragment, grpc::ServerContext& context,
    fragment::v1::Fragment* response) {
  if (!fragment.ok()) return fragment.status();
  if (fragment->is_stale) stale_replies_.Mark(context);
  *response = **fragment;
  return absl::OkStatus();
}

}  // namespace byline::recommendation
