#include "services/gateway/rpc/similar_lists_follower.h"

#include <grpc/support/time.h>
#include <grpcpp/completion_queue.h>

#include <utility>
#include <vector>

#include "common/article/article_name.h"
#include "common/article/similar_lists.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"

namespace byline::gateway {
namespace {

using recommendation::v1::WatchSimilarListsRequest;

// Steps of one stream, one after the other, with an end to each wait: a
// blocking stream has only one for all of it.
class Steps {
 public:
  explicit Steps(grpc::ClientContext& context, absl::Duration patience)
      : context_(context), patience_(patience) {}
  ~Steps() {
    queue_.Shutdown();
    void* tag;
    bool ok;
    while (queue_.Next(&tag, &ok)) {
    }
  }

  grpc::CompletionQueue* queue() { return &queue_; }
  // Waits for the step under way; false where it failed, which it also does,
  // and the stream with it, where the wait was too long.
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    // The wall clock may jump while we wait.
    const gpr_timespec until =
        gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                     gpr_time_from_millis(absl::ToInt64Milliseconds(patience_),
                                          GPR_TIMESPAN));
    if (queue_.AsyncNext(&tag, &ok, until) ==
        grpc::CompletionQueue::GOT_EVENT) {
      return ok;
    }
    is_too_late_ = true;
    context_.TryCancel();
    return queue_.Next(&tag, &ok) && ok;
  }
  bool is_too_late() const { return is_too_late_; }

 private:
  grpc::ClientContext& context_;
  const absl::Duration patience_;
  grpc::CompletionQueue queue_;
  bool is_too_late_ = false;
};

}  // namespace

SimilarListsFollower::SimilarListsFollower(
    const std::shared_ptr<grpc::ChannelInterface>& channel,
    FollowedTruth& truth, Metrics& metrics, const SimilarListsOptions& options)
    : stub_(recommendation::v1::RecommendationService::NewStub(channel)),
      truth_(truth),
      options_(options),
      streams_(metrics.Counter(
          "gateway_list_streams_total",
          "Streams of notices of changed lists that began; all but the first "
          "are reconnects.")),
      notices_(metrics.Counter("gateway_list_notices_total",
                               "Notices of changed lists that came.")),
      open_metric_(
          metrics.Callback(Metrics::Kind::kGauge, "gateway_list_stream_open",
                           "Whether notices of changed lists come: 1, or 0.",
                           {}, [this] { return is_open_ ? 1.0 : 0.0; })),
      loop_(
          {.what = "the stream of changed lists",
           .follower = options.watcher,
           .min_backoff = options.min_backoff,
           .max_backoff = options.max_backoff},
          [this](grpc::ClientContext& context) { return WatchOnce(context); }) {
}

absl::Status SimilarListsFollower::WatchOnce(grpc::ClientContext& context) {
  PrepareClientContext(context, absl::InfiniteFuture());
  WatchSimilarListsRequest request;
  request.set_watcher(options_.watcher);
  Steps steps(context, options_.patience);
  const auto stream =
      stub_->AsyncWatchSimilarLists(&context, request, steps.queue(), nullptr);
  Response message;
  bool is_first = true;
  bool goes_on = steps.Wait();
  while (goes_on) {
    stream->Read(&message, nullptr);
    goes_on = steps.Wait();
    if (goes_on) {
      loop_.OnMessage();
      Take(message, std::exchange(is_first, false));
    }
  }
  is_open_ = false;
  grpc::Status end;
  stream->Finish(&end, nullptr);
  steps.Wait();
  return steps.is_too_late()
             ? absl::DeadlineExceededError("it says nothing any more")
             : FromGrpcStatus(end);
}

void SimilarListsFollower::Take(const Response& message, bool is_first) {
  if (is_first) {
    streams_.Increment();
    is_open_ = true;
  }
  if (!message.has_revision()) return;
  const Revision by = {message.revision().epoch(), message.revision().number()};
  if (!is_first) notices_.Increment();
  // What happened between two streams is told by neither.
  if (is_first || message.all()) {
    truth_.NoteDerived(by, {kAllSimilarLists});
    return;
  }
  std::vector<std::string> lists;
  for (const std::string& article : message.articles()) {
    if (IsArticleName(article)) lists.push_back(SimilarListOf(article));
  }
  truth_.NoteDerived(by, lists);
}

}  // namespace byline::gateway
