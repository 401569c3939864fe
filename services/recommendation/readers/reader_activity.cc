#include "services/recommendation/readers/reader_activity.h"

#include <chrono>

namespace byline::recommendation {
namespace {

constexpr std::chrono::seconds kRound(1);
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
                                                clock, table_, *shared)),
      thread_(kRound, [this] { Round(); }) {}

void ReaderActivity::Stop() {
  if (thread_.Stop() && sync_) sync_->Tell();
}

void ReaderActivity::Round() {
  intake_.RotateSalts();
  if (!sync_) return;
  sync_->Tell();
  if (rounds_++ % kRoundsToRead == 0) sync_->Read();
}

}  // namespace byline::recommendation
