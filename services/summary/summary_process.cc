#include "services/summary/summary_process.h"

#include "common/base/log.h"
#include "common/server/cache_metrics.h"
#include "services/summary/render/summary_html.h"

namespace byline::summary {

// Articles are read from the truth for each rendering, within the request that
// asks for it.
SummaryProcess::SummaryProcess(const SummaryProcessOptions& options,
                               const SummaryChannels& channels,
                               const RpcEdge& edge, const Clock& clock,
                               FragmentStore* store)
    : feed_stub_(article::v1::ArticleService::NewStub(channels.feed)),
      article_stub_(article::v1::ArticleService::NewStub(channels.article)),
      truth_(clock, {.max_stale = options.max_stale}),
      follower_(*feed_stub_, *article_stub_, truth_, nullptr, edge.metrics,
                {.follower = options.follower,
                 .view = article::v1::WATCH_VIEW_REVISIONS}),
      articles_(*article_stub_, options.service_token),
      fragments_({.byte_budget = options.fragment_bytes,
                  .renderer = SummaryRenderer(),
                  .renders_from_truth = true},
                 truth_, clock, store),
      summaries_(articles_, truth_, fragments_, clock,
                 options.most_kept_summaries),
      rpc_(edge, summaries_, [this] { return truth_.StaleAge(); }) {
  if (options.service_token.empty()) {
    Log(Severity::kWarning,
        "no service token: key points that editors keep are not shown", {});
  }
  RegisterCacheMetrics(edge.metrics, "summary", fragments_.counters(),
                       registrations_);
}

SummaryProcess::~SummaryProcess() { Stop(); }

void SummaryProcess::Start() { follower_.Start(); }

void SummaryProcess::Stop() { follower_.Stop(); }

}  // namespace byline::summary
