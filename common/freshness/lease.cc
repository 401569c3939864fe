#include "common/freshness/lease.h"

#include <algorithm>

namespace byline {

void Lease::OnAnswer(absl::Duration sent, int64_t number, int64_t applied,
                     absl::Duration now) {
  waiting_.push_back({sent, number});
  OnApplied(applied, now);
}

void Lease::OnApplied(int64_t applied, absl::Duration now) {
  const auto settled = [&](const Answer& answer) {
    if (now - answer.sent >= length_) return true;  // would be over already
    if (answer.number > applied) return false;
    proven_at_ = std::max(proven_at_.value_or(answer.sent), answer.sent);
    return true;
  };
  waiting_.erase(std::remove_if(waiting_.begin(), waiting_.end(), settled),
                 waiting_.end());
}

void Lease::OnTouch(absl::Duration now) {
  last_touch_ = now;
  first_failure_.reset();
  last_proof_of_silence_.reset();
}

void Lease::OnNoAnswer(absl::Duration sent, absl::Duration now) {
  // A later question has been answered meanwhile.
  if (sent <= last_touch_) return;
  if (now - sent > kSilenceEvidence) {
    // Nobody waits so long: we slept, and its answer may lie unread.
    first_failure_.reset();
    last_proof_of_silence_.reset();
    return;
  }
  if (!first_failure_.has_value()) {
    first_failure_ = now;
  } else if (sent >= *first_failure_) {
    last_proof_of_silence_ = now;
  }
}

void Lease::Forget() {
  waiting_.clear();
  proven_at_.reset();
}

bool Lease::Holds(absl::Duration now) const {
  return proven_at_.has_value() && now - *proven_at_ < length_;
}

bool Lease::Silent(absl::Duration now) const {
  return last_proof_of_silence_.has_value() &&
         now - *last_proof_of_silence_ <= kSilenceEvidence;
}

absl::optional<absl::Duration> Lease::Age(absl::Duration now) const {
  if (!proven_at_.has_value()) return absl::nullopt;
  return now - *proven_at_;
}

absl::optional<absl::Duration> Lease::SinceEnd(absl::Duration now) const {
  if (!proven_at_.has_value()) return absl::nullopt;
  return now - *proven_at_ - length_;
}

}  // namespace byline
