#include "common/feed/feed_watcher.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "common/base/log.h"
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
constexpr int kMaxDoublings = 16;

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
      random_(std::random_device{}()) {}

FeedWatcher::~FeedWatcher() { Stop(); }

void FeedWatcher::Start() {
  thread_ = std::thread([this] { Run(); });
}

void FeedWatcher::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    if (context_ != nullptr) context_->TryCancel();
    stopped_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

uint64_t FeedWatcher::CurrentStream() const {
  MutexLock lock(mutex_);
  return begun_ ? streams_ : 0;
}

void FeedWatcher::WatchAnew(uint64_t stream) {
  MutexLock lock(mutex_);
  if (begun_ && stream == streams_) context_->TryCancel();
}

void FeedWatcher::Run() {
  do {
    const absl::Status status = WatchOnce();
    MutexLock lock(mutex_);
    if (stopping_) return;
    // Streams end as connections age; one that cannot begin is worth a warning,
    // and the same again is not.
    const Severity severity = failures_ == 0   ? Severity::kInfo
                              : failures_ == 1 ? Severity::kWarning
                                               : Severity::kDebug;
    Log(severity, "the change feed ended; watching anew",
        {{"follower", options_.follower}, {"status", status.ToString()}});
  } while (WaitBeforeNext());
}

absl::Status FeedWatcher::WatchOnce() {
  const Revision applied = truth_.AsOf();
  const bool from_zero = must_start_at_zero_ || applied.number == 0;
  WatchRequest request;
  request.set_view(options_.view);
  request.set_follower(options_.follower);
  if (!from_zero) {
    request.mutable_from()->set_epoch(applied.epoch);
    request.mutable_from()->set_number(applied.number + 1);
  }
  grpc::ClientContext context;
  PrepareClientContext(context, absl::InfiniteFuture(), "", options_.token);
  {
    MutexLock lock(mutex_);
    if (stopping_) return absl::CancelledError("stopping");
    context_ = &context;
  }
  ++failures_;
  const auto stream = stub_.Watch(&context, request);
  WatchResponse message;
  absl::Status status;
  bool first = true;
  while (status.ok() && stream->Read(&message)) {
    failures_ = 0;
    if (std::exchange(first, false)) status = Begin(message, from_zero);
    if (status.ok()) Take(message);
  }
  if (!status.ok()) context.TryCancel();
  const absl::Status end = FromGrpcStatus(stream->Finish());
  if (status.ok()) status = end;
  // The start that we asked for is gone; what was applied counts on until then.
  if (absl::IsOutOfRange(status)) must_start_at_zero_ = true;
  MutexLock lock(mutex_);
  context_ = nullptr;
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
  if (from_zero) {
    live_ = false;
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
    if (live_) sink_->CompleteTo(message.complete_to(), message.marker());
  }
  if (live_) truth_.CompleteTo(message.complete_to(), message.marker());
  if (message.marker()) on_progress_();
}

bool FeedWatcher::WaitBeforeNext() {
  const int doublings = std::clamp(failures_ - 1, 0, kMaxDoublings);
  const absl::Duration longest =
      std::min(options_.min_backoff * (1 << doublings), options_.max_backoff);
  const double part = std::uniform_real_distribution<>(0.5, 1)(random_);
  const auto until = std::chrono::steady_clock::now() +
                     absl::ToChronoNanoseconds(longest * part);
  MutexLock lock(mutex_);
  while (!stopping_) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return true;
    stopped_.WaitFor(mutex_, left);
  }
  return false;
}

}  // namespace byline
