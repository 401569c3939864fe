#include "common/feed/revision_asker.h"

#include <absl/time/clock.h>

#include <chrono>
#include <utility>

#include "common/base/log.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"

namespace byline {
namespace {

constexpr char kAskedMetric[] = "feed_questions_total";
constexpr char kAskedHelp[] =
    "Questions for the newest revision, by whether an answer came.";

// Whether the truth itself refused: it is there, but told us nothing. That
// neither renews the lease nor shows the silence that stale answers need.
bool IsRefusal(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAUTHENTICATED ||
         code == grpc::StatusCode::PERMISSION_DENIED ||
         code == grpc::StatusCode::INVALID_ARGUMENT ||
         code == grpc::StatusCode::UNIMPLEMENTED;
}

}  // namespace

RevisionAsker::RevisionAsker(article::v1::ArticleService::StubInterface& stub,
                             FollowedTruth& truth, FeedWatcher& watcher,
                             Metrics& metrics,
                             const FeedFollowerOptions& options)
    : stub_(stub),
      truth_(truth),
      watcher_(watcher),
      options_(options),
      answered_(
          metrics.Counter(kAskedMetric, kAskedHelp,
                          {{"follower", options.follower}, {"answer", "yes"}})),
      unanswered_(metrics.Counter(
          kAskedMetric, kAskedHelp,
          {{"follower", options.follower}, {"answer", "no"}})) {}

RevisionAsker::~RevisionAsker() { Stop(); }

void RevisionAsker::Start() {
  thread_ = std::thread([this] {
    while (WaitUntilDue()) Ask();
  });
}

void RevisionAsker::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
  MutexLock lock(mutex_);
  for (const auto& [asking, owned] : under_way_) owned->context.TryCancel();
  while (!under_way_.empty()) changed_.Wait(mutex_);
}

void RevisionAsker::AskNow() {
  MutexLock lock(mutex_);
  ask_now_ = true;
  changed_.NotifyAll();
}

std::string RevisionAsker::StoreId() const {
  MutexLock lock(mutex_);
  return store_id_;
}

bool RevisionAsker::WaitUntilDue() {
  const auto due = std::chrono::steady_clock::now() +
                   absl::ToChronoNanoseconds(options_.ask_every);
  MutexLock lock(mutex_);
  while (!stopping_) {
    const bool full =
        under_way_.size() >= static_cast<size_t>(options_.max_questions);
    const auto left = due - std::chrono::steady_clock::now();
    if (full) {
      changed_.Wait(mutex_);
    } else if (ask_now_ || left <= left.zero()) {
      ask_now_ = false;
      return true;
    } else {
      changed_.WaitFor(mutex_, left);
    }
  }
  return false;
}

void RevisionAsker::Ask() {
  auto owned = std::make_unique<Asking>();
  Asking* const asking = owned.get();
  asking->stream = watcher_.CurrentStream();
  const Revision applied = truth_.AsOf();
  asking->request.set_follower(options_.follower);
  asking->request.mutable_applied()->set_epoch(applied.epoch);
  asking->request.mutable_applied()->set_number(applied.number);
  PrepareClientContext(asking->context, absl::Now() + options_.ask_patience, "",
                       options_.token);
  {
    MutexLock lock(mutex_);
    under_way_.emplace(asking, std::move(owned));
  }
  // The lease counts from here, before anything can have been sent.
  asking->question = truth_.OnAsk();
  stub_.async()->GetRevision(
      &asking->context, &asking->request, &asking->response,
      [this, asking](const grpc::Status& status) { OnDone(status, asking); });
}

void RevisionAsker::OnDone(const grpc::Status& status, Asking* asking) {
  const auto& answer = asking->response;
  if (status.ok()) {
    answered_.Increment();
    const auto use =
        truth_.OnAnswer(asking->question,
                        {answer.revision().epoch(), answer.revision().number()},
                        answer.current_epoch());
    // Only a stream that had begun when we asked can be the old epoch's.
    if (use == FollowedTruth::AnswerUse::kWatchAnew && asking->stream != 0) {
      watcher_.WatchAnew(asking->stream);
    }
  } else {
    unanswered_.Increment();
    if (IsRefusal(status.error_code())) {
      Log(Severity::kError, "the article service refuses to tell its revision",
          {{"follower", options_.follower},
           {"status", FromGrpcStatus(status).ToString()}});
    } else {
      truth_.OnNoAnswer(asking->question);
    }
  }
  // Last of all, as Stop waits for it.
  MutexLock lock(mutex_);
  if (status.ok()) store_id_ = answer.store_id();
  under_way_.erase(asking);
  changed_.NotifyAll();
}

}  // namespace byline
