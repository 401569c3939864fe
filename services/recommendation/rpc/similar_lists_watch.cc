#include "services/recommendation/rpc/similar_lists_watch.h"

#include <chrono>

#include "common/fragment/revision_message.h"
#include "services/recommendation/rpc/request_checks.h"

namespace byline::recommendation {
namespace {

// How often a stream without notices is looked after, and gives a sign of life.
constexpr absl::Duration kWatchStep = absl::Milliseconds(200);
constexpr std::chrono::milliseconds kSignOfLife(500);

v1::WatchSimilarListsResponse ToResponse(const ListNotice& notice) {
  v1::WatchSimilarListsResponse response;
  *response.mutable_revision() = ToMessage(notice.revision);
  response.mutable_articles()->Add(notice.articles.begin(),
                                   notice.articles.end());
  response.set_all(notice.all);
  return response;
}

}  // namespace

SimilarListsWatch::SimilarListsWatch(ListChanges& changes,
                                     const WatcherTable::Options& watchers,
                                     const Clock& clock, Metrics& metrics)
    : changes_(changes),
      watchers_(watchers, clock),
      sent_(metrics.Counter("recommendation_list_notices_sent_total",
                            "Notices of changed lists, by watcher.")),
      watchers_metric_(metrics.Callback(
          Metrics::Kind::kGauge, "recommendation_list_watchers",
          "Open streams of WatchSimilarLists.", {},
          [this] { return static_cast<double>(watchers_.size()); })) {}

absl::Status SimilarListsWatch::Stream(
    grpc::ServerContext& context, const v1::WatchSimilarListsRequest& request,
    Writer& writer) {
  const absl::Status checked = CheckWatcher(request.watcher());
  if (!checked.ok()) return checked;
  const auto watcher =
      watchers_.Enter(request.watcher(), [&context] { context.TryCancel(); });
  if (!watcher.ok()) return watcher.status();
  const auto send = [&](const v1::WatchSimilarListsResponse& message) {
    (*watcher)->BeforeWrite();
    const bool sent = writer.Write(message);
    (*watcher)->AfterWrite();
    return sent;
  };
  const auto subscription = changes_.Subscribe();
  v1::WatchSimilarListsResponse first;
  if (subscription->since().number > 0) {
    *first.mutable_revision() = ToMessage(subscription->since());
  }
  bool reads = send(first);
  auto last_sent = std::chrono::steady_clock::now();
  while (reads && !context.IsCancelled()) {
    if (watchers_.stopping()) {
      return absl::UnavailableError("the service stops; watch anew");
    }
    const auto notice = subscription->Next(kWatchStep);
    if (!notice.ok()) return notice.status();
    if (*notice != nullptr) {
      reads = send(ToResponse(**notice));
      if (reads) sent_.Increment();
    } else if (std::chrono::steady_clock::now() - last_sent < kSignOfLife) {
      continue;
    } else {
      reads = send({});
    }
    last_sent = std::chrono::steady_clock::now();
  }
  return absl::CancelledError((*watcher)->CutOff()
                                  ? "the watcher did not read; watch anew"
                                  : "the watcher has gone");
}

void SimilarListsWatch::Stop() {
  watchers_.Stop();
  changes_.Wake();
}

}  // namespace byline::recommendation
