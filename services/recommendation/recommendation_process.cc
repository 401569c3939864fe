#include "services/recommendation/recommendation_process.h"

#include <chrono>

#include "common/server/cache_metrics.h"
#include "services/recommendation/rpc/reader_metrics.h"

namespace byline::recommendation {
namespace {

// Of the lists of what is read most that are kept: a few KB for each section
// and language.
constexpr std::chrono::seconds kUpkeepEvery(1);
constexpr size_t kTrendingBytes = 4 << 20;

}  // namespace

RecommendationProcess::RecommendationProcess(
    const RecommendationOptions& options,
    const RecommendationChannels& channels, const RpcEdge& edge,
    const Clock& clock, FragmentStore* store)
    : feed_stub_(article::v1::ArticleService::NewStub(channels.feed)),
      article_stub_(article::v1::ArticleService::NewStub(channels.article)),
      summary_stub_(summary::v1::SummaryService::NewStub(channels.summary)),
      readers_({}, clock, options.shared_counts),
      index_({}, &readers_.behaviour(),
             options.files == nullptr ? ArticleRecords::Temporary()
                                      : options.files->TakeRecords()),
      truth_(clock, {.max_stale = options.max_stale}),
      loaded_(options.files != nullptr && options.files->Load(index_, truth_)),
      index_upkeep_(index_, truth_, options.files, clock,
                    options.snapshot_every, [this] { follower_.StartAnew(); }),
      upkeep_(kUpkeepEvery, [this] { index_upkeep_.Run(); }),
      list_changes_(truth_),
      list_change_finder_(index_, truth_, list_changes_),
      sink_(index_, list_change_finder_, upkeep_),
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
      lists_watch_(list_changes_, options.watchers, clock, edge.metrics),
      trending_cache_({.byte_budget = kTrendingBytes,
                       .renderer = TrendingFragments::Renderer()},
                      truth_, clock, store),
      reader_answers_(index_, truth_, readers_.intake(), readers_.behaviour()),
      trending_(index_, readers_.behaviour(), trending_cache_),
      newsroom_(index_, truth_, readers_.behaviour()),
      rpc_(edge, answers_, fragments_, lists_watch_, reader_answers_, trending_,
           newsroom_, [this] { return truth_.StaleAge(); }) {
  // Lists of before are those of another process.
  if (loaded_) list_change_finder_.CompleteTo(truth_.AsOf().number, true);
  registrations_.push_back(edge.metrics.Callback(
      Metrics::Kind::kGauge, "recommendation_index_articles",
      "Articles that can be offered.", {},
      [this] { return static_cast<double>(index_.SearchableCount()); }));
  const auto count_notes = [&](const char* lists, auto count) {
    registrations_.push_back(edge.metrics.Callback(
        Metrics::Kind::kCounter, "recommendation_list_notes_total",
        "Writes that changed lists of similar articles, by whether these were "
        "named or all.",
        {{"lists", lists}}, [this, count] {
          return static_cast<double>((list_changes_.*count)());
        }));
  };
  count_notes("named", &ListChanges::named_notes);
  count_notes("all", &ListChanges::notes_of_all);
  registrations_.push_back(edge.metrics.Callback(
      Metrics::Kind::kGauge, "recommendation_index_bytes",
      "Memory of the index of similar articles, without its records on disk.",
      {}, [this] { return static_cast<double>(index_.Bytes()); }));
  registrations_.push_back(edge.metrics.Callback(
      Metrics::Kind::kCounter, "recommendation_damaged_records_total",
      "Reads that met a damaged record of the index, which is then filled "
      "anew.",
      {}, [this] { return static_cast<double>(index_.records().damaged()); }));
  const auto count_snapshots = [&](const char* result, auto count) {
    registrations_.push_back(edge.metrics.Callback(
        Metrics::Kind::kCounter, "recommendation_snapshots_total",
        "Snapshots of the index that were written, or could not be.",
        {{"result", result}}, [this, count] {
          return static_cast<double>((index_upkeep_.*count)());
        }));
  };
  count_snapshots("written", &IndexUpkeep::written);
  count_snapshots("failed", &IndexUpkeep::failed);
  RegisterCacheMetrics(edge.metrics, "recommendation", cache_.counters(),
                       registrations_);
  RegisterCacheMetrics(edge.metrics, "trending", trending_cache_.counters(),
                       registrations_);
  RegisterReaderMetrics(edge.metrics, readers_, registrations_);
}

RecommendationProcess::~RecommendationProcess() { Stop(); }

void RecommendationProcess::Start() {
  upkeep_.Start();
  list_change_finder_.Start();
  follower_.Start();
  readers_.Start();
}

void RecommendationProcess::Stop() {
  BeginStop();
  follower_.Stop();
  list_change_finder_.Stop();
  if (upkeep_.Stop()) index_upkeep_.Finish();
  readers_.Stop();
}

}  // namespace byline::recommendation
