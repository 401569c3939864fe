#include "services/recommendation/recommendation_process.h"

#include "common/server/cache_metrics.h"

namespace byline::recommendation {

RecommendationProcess::RecommendationProcess(
    const RecommendationOptions& options,
    const RecommendationChannels& channels, const RpcEdge& edge,
    const Clock& clock, FragmentStore* store)
    : feed_stub_(article::v1::ArticleService::NewStub(channels.feed)),
      article_stub_(article::v1::ArticleService::NewStub(channels.article)),
      summary_stub_(summary::v1::SummaryService::NewStub(channels.summary)),
      sink_(index_),
      truth_(clock, {.max_stale = options.max_stale}),
      follower_(*feed_stub_, *article_stub_, truth_, &sink_, edge.metrics,
                {.follower = options.follower,
                 .view = article::v1::WATCH_VIEW_FULL,
                 .token = options.service_token,
                 .ask_every = options.ask_every}),
      abstracts_(*summary_stub_),
      cache_({.byte_budget = options.fragment_bytes,
              .renderer = SimilarFragments::Renderer()},
             truth_, clock, store),
      answers_(index_, truth_),
      fragments_(index_, truth_, abstracts_, cache_),
      rpc_(edge, answers_, fragments_) {
  registrations_.push_back(edge.metrics.Callback(
      Metrics::Kind::kGauge, "recommendation_index_articles",
      "Articles that can be offered.", {},
      [this] { return static_cast<double>(index_.SearchableCount()); }));
  RegisterCacheMetrics(edge.metrics, "recommendation", cache_.counters(),
                       registrations_);
}

RecommendationProcess::~RecommendationProcess() { Stop(); }

void RecommendationProcess::Start() { follower_.Start(); }

void RecommendationProcess::Stop() { follower_.Stop(); }

}  // namespace byline::recommendation
