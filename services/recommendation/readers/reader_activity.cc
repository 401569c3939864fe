#include "services/recommendation/readers/reader_activity.h"

namespace byline::recommendation {
namespace {

constexpr absl::Duration kRound = absl::Seconds(1);
// Reads what others have told with every so many-th round.
constexpr int kRoundsToRead = 3;

}  // namespace

ReaderActivity::ReaderActivity(const ReaderLimits& limits, const Clock& clock,
                               SharedValues* shared)
    : table_(limits, shared != nullptr),
      intake_(limits, clock, table_),
      behaviour_(limits, clock, table_),
      sync_(shared == nullptr
                ? nullptr
                : std::make_unique<CounterSync>(CounterSync::Options(), limits,
                                                clock, table_, *shared)) {}

void ReaderActivity::Start() {
  thread_ = std::thread([this] { Run(); });
}

void ReaderActivity::Stop() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(mutex_);
    is_stopping_ = true;
  }
  wake_.NotifyAll();
  thread_.join();
  if (sync_) sync_->Tell();
}

void ReaderActivity::Run() {
  for (int round = 0;; ++round) {
    intake_.RotateSalts();
    if (sync_) {
      sync_->Tell();
      if (round % kRoundsToRead == 0) sync_->Read();
    }
    MutexLock lock(mutex_);
    // Woken for nothing, a round comes early; that does no harm.
    if (!is_stopping_) wake_.WaitFor(mutex_, absl::ToChronoNanoseconds(kRound));
    if (is_stopping_) return;
  }
}

}  // namespace byline::recommendation
