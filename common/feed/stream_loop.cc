#include "common/feed/stream_loop.h"

#include <chrono>
#include <utility>

#include "common/base/log.h"

namespace byline {

StreamLoop::StreamLoop(const Options& options, ReadStream read)
    : options_(options),
      read_(std::move(read)),
      backoff_(options.min_backoff, options.max_backoff) {}

StreamLoop::~StreamLoop() { Stop(); }

void StreamLoop::Start() {
  thread_ = std::thread([this] { Run(); });
}

void StreamLoop::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    if (context_ != nullptr) context_->TryCancel();
    stopped_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

void StreamLoop::Cancel() {
  MutexLock lock(mutex_);
  if (context_ != nullptr) context_->TryCancel();
}

void StreamLoop::Run() {
  do {
    const absl::Status status = ReadOnce();
    MutexLock lock(mutex_);
    if (stopping_) return;
    // Streams end as connections age; one that cannot begin is worth a warning,
    // and the same again is not.
    const Severity severity = without_message_ == 0   ? Severity::kInfo
                              : without_message_ == 1 ? Severity::kWarning
                                                      : Severity::kDebug;
    Log(severity, options_.what + " ended; watching anew",
        {{"follower", options_.follower}, {"status", status.ToString()}});
  } while (WaitBeforeNext());
}

absl::Status StreamLoop::ReadOnce() {
  grpc::ClientContext context;
  {
    MutexLock lock(mutex_);
    if (stopping_) return absl::CancelledError("stopping");
    context_ = &context;
  }
  ++without_message_;
  absl::Status status = read_(context);
  MutexLock lock(mutex_);
  context_ = nullptr;
  return status;
}

bool StreamLoop::WaitBeforeNext() {
  if (without_message_ == 0) backoff_.Reset();
  const auto until = std::chrono::steady_clock::now() +
                     absl::ToChronoNanoseconds(backoff_.Next());
  MutexLock lock(mutex_);
  while (!stopping_) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return true;
    stopped_.WaitFor(mutex_, left);
  }
  return false;
}

}  // namespace byline
