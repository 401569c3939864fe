#include "services/recommendation/core/index_upkeep.h"

#include <utility>

#include "common/base/log.h"

namespace byline::recommendation {
namespace {

constexpr absl::Duration kFillAnewEvery = absl::Minutes(10);

}  // namespace

IndexUpkeep::IndexUpkeep(SimilarityIndex& index, const FollowedTruth& truth,
                         const IndexFiles* files, const Clock& clock,
                         absl::Duration snapshot_every,
                         std::function<void()> fill_anew)
    : index_(index),
      truth_(truth),
      files_(files),
      clock_(clock),
      snapshot_every_(snapshot_every),
      fill_anew_(std::move(fill_anew)) {
  // What was read from a snapshot need not be written again at once.
  if (truth.AsOf().number == 0) return;
  saved_at_ = clock.SinceBoot();
  saved_writes_ = index.WriteCount();
}

void IndexUpkeep::Run() {
  FillWhereDamaged();
  index_.Maintain();
  SaveAfter(snapshot_every_);
}

void IndexUpkeep::FillWhereDamaged() {
  const absl::Duration now = clock_.SinceBoot();
  if (!index_.IsDamaged() ||
      (filled_at_.has_value() && now - *filled_at_ < kFillAnewEvery)) {
    return;
  }
  filled_at_ = now;
  Log(Severity::kError, "the index is damaged; it is filled anew");
  fill_anew_();
}

void IndexUpkeep::Finish() { SaveAfter(absl::ZeroDuration()); }

void IndexUpkeep::SaveAfter(absl::Duration least) {
  if (files_ == nullptr || truth_.AsOf().number == 0) return;
  const uint64_t writes = index_.WriteCount();
  const absl::Duration now = clock_.SinceBoot();
  if (saved_at_.has_value() &&
      (writes == saved_writes_ || now - *saved_at_ < least)) {
    return;
  }
  saved_at_ = now;
  const absl::Status saved = files_->Save(index_, truth_);
  if (saved.ok()) {
    saved_writes_ = writes;
    ++written_;
    return;
  }
  ++failed_;
  Log(Severity::kError, "no snapshot of the index could be written",
      {{"why", saved.message()}});
}

}  // namespace byline::recommendation
