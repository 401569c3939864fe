#include "common/feed/feed_watcher.h"

#include <memory>
#include <string>
#include <utility>

#include "common/server/channel.h"
#include "common/server/grpc_status.h"

namespace byline {
namespace {

using article::v1::Change;
using article::v1::WatchRequest;
using article::v1::WatchResponse;

constexpr char kStartsMetric[] = "feed_streams_total";
constexpr char kStartsHelp[] =
    "Streams of the change feed that began, at the present state or resumed.";

FollowedChange Followed(const Change& change) {
  return {change.name(),
          change.number(),
          {change.collections().begin(), change.collections().end()},
          change.state() == article::v1::STATE_WITHDRAWN};
}

}  // namespace

FeedWatcher::FeedWatcher(article::v1::ArticleService::StubInterface& stub,
                         FollowedTruth& truth, ChangeSink* sink,
                         Metrics& metrics, const FeedFollowerOptions& options,
                         std::function<void()> on_progress)
    : stub_(stub),
      truth_(truth),
      sink_(sink),
      options_(options),
      on_progress_(std::move(on_progress)),
      starts_at_zero_(metrics.Counter(
          kStartsMetric, kStartsHelp,
          {{"follower", options.follower}, {"start", "present_state"}})),
      resumes_(metrics.Counter(
          kStartsMetric, kStartsHelp,
          {{"follower", options.follower}, {"start", "resumed"}})),
      loop_(
          {.what = "the change feed",
           .follower = options.follower,
           .min_backoff = options.min_backoff,
           .max_backoff = options.max_backoff},
          [this](grpc::ClientContext& context) { return WatchOnce(context); }) {
}

uint64_t FeedWatcher::CurrentStream() const {
  MutexLock lock(mutex_);
  return begun_ ? streams_ : 0;
}

void FeedWatcher::WatchAnew(uint64_t stream) {
  MutexLock lock(mutex_);
  // While one has begun it is the loop's: only WatchOnce ends it.
  if (begun_ && stream == streams_) loop_.Cancel();
}

void FeedWatcher::StartAnew() {
  must_start_at_zero_ = true;
  loop_.Cancel();
}

absl::Status FeedWatcher::WatchOnce(grpc::ClientContext& context) {
  const Revision applied = truth_.AsOf();
  const bool from_zero = must_start_at_zero_ || applied.number == 0;
  WatchRequest request;
  request.set_view(options_.view);
  request.set_follower(options_.follower);
  if (!from_zero) {
    request.mutable_from()->set_epoch(applied.epoch);
    request.mutable_from()->set_number(applied.number + 1);
  }
  PrepareClientContext(context, absl::InfiniteFuture(), "", options_.token);
  const auto stream = stub_.Watch(&context, request);
  WatchResponse message;
  absl::Status status;
  bool first = true;
  while (status.ok() && stream->Read(&message)) {
    loop_.OnMessage();
    if (std::exchange(first, false)) status = Begin(message, from_zero);
    if (status.ok()) Take(message);
  }
  if (!status.ok()) context.TryCancel();
  const absl::Status end = FromGrpcStatus(stream->Finish());
  if (status.ok()) status = end;
  // The start that we asked for is gone; what was applied counts on until then.
  if (absl::IsOutOfRange(status)) must_start_at_zero_ = true;
  MutexLock lock(mutex_);
  begun_ = false;
  return status;
}

absl::Status FeedWatcher::Begin(const WatchResponse& first, bool from_zero) {
  std::vector<EpochStart> epochs;
  for (const auto& epoch : first.epochs()) {
    epochs.push_back({epoch.id(), epoch.first_number()});
  }
  // Refuses to resume where the store has lost what we have seen, complete or
  // not, so a sink too never keeps a change that a restore took back.
  absl::Status begun = truth_.BeginStream(std::move(epochs), from_zero);
  if (!begun.ok()) return begun;
  // What can be resumed is complete.
  live_ = !from_zero;
  if (from_zero) {
    must_start_at_zero_ = false;
    starts_at_zero_.Increment();
    // After the truth has forgotten: nothing is given from an empty sink.
    if (sink_ != nullptr) sink_->Reset();
  } else {
    resumes_.Increment();
  }
  {
    MutexLock lock(mutex_);
    begun_ = true;
    ++streams_;
  }
  on_progress_();
  return absl::OkStatus();
}

void FeedWatcher::Take(const WatchResponse& message) {
  // The truth first: from here on what shows the old article is not given.
  for (const Change& change : message.changes()) truth_.Apply(Followed(change));
  live_ = live_ || message.marker();
  if (sink_ != nullptr) {
    for (const Change& change : message.changes()) sink_->Apply(change);
    if (live_ && !sink_->CompleteTo(message.complete_to(), message.marker())) {
      return;
    }
  }
  if (live_) truth_.CompleteTo(message.complete_to(), message.marker());
  if (message.marker()) on_progress_();
}

}  // namespace byline
