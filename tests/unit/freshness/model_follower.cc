#include "tests/unit/freshness/model_follower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace byline {
namespace {

bool KnownIn(const std::vector<EpochStart>& epochs, const Revision& revision) {
  if (revision.epoch.empty()) return revision.number == 0;
  for (size_t i = 0; i < epochs.size(); ++i) {
    if (epochs[i].id != revision.epoch) continue;
    const int64_t first = i == 0 ? 0 : epochs[i].first_number;
    const int64_t end =
        i + 1 < epochs.size() ? epochs[i + 1].first_number : INT64_MAX;
    return first <= revision.number &&
           (revision.number < end || (i == 0 && revision.number == 0));
  }
  return false;
}

}  // namespace

void ModelFollower::Watch() {
  watching_ = true;
  under_way_.clear();
  const Revision applied = truth_.AsOf();
  // The server checks what the follower says to have applied.
  if (must_start_at_zero_ || !marker_.has_value()) {
    from_zero_ = true;
  } else if (!KnownIn(store_.now().epochs, applied)) {
    must_start_at_zero_ = true;  // OUT_OF_RANGE
    watching_ = false;
    return;
  } else {
    from_zero_ = false;
  }
  served_ = store_.now();
  Message first;
  first.epochs = served_.epochs;
  under_way_.push_back(first);
  marker_served_ = !from_zero_;
  served_to_ = from_zero_ ? store_.now().newest() : applied.number;
  unserved_.clear();
  if (from_zero_) {
    std::set<std::string> names;
    for (const auto& change : store_.now().changes) names.insert(change.name);
    unserved_.assign(names.begin(), names.end());
    std::shuffle(unserved_.begin(), unserved_.end(), random_);
  }
}

void ModelFollower::Serve() {
  if (!watching_) return;
  const ModelStore::History& now = store_.now();
  Message message;
  if (!unserved_.empty()) {
    // Read later than the stream began: may be newer than its marker.
    const std::string name = unserved_.back();
    unserved_.pop_back();
    for (const FollowedChange& change : now.changes) {
      if (change.name == name) message.changes = {change};
    }
  } else if (!marker_served_) {
    message.marker = true;
    message.complete_to = served_to_;
    marker_served_ = true;
  } else if (served_to_ < now.newest()) {
    const FollowedChange& change = now.changes[served_to_++];
    message.changes = {change};
    // Some changes come ahead of the message that completes them.
    message.complete_to = random_() % 3 == 0 ? served_to_ - 1 : served_to_;
  } else {
    message.complete_to = served_to_;
  }
  under_way_.push_back(std::move(message));
}

void ModelFollower::Deliver() {
  if (under_way_.empty()) return;
  const Message message = under_way_.front();
  under_way_.pop_front();
  if (!message.epochs.empty()) {
    const absl::Status begun = truth_.BeginStream(message.epochs, from_zero_);
    if (from_zero_) {
      ASSERT_TRUE(begun.ok()) << begun;
      must_start_at_zero_ = false;
      changes_.clear();
      state_changes_.clear();
      marker_.reset();
      applied_ = 0;
      answers_from_ = heard_.size();
      progress_.clear();
    } else {
      // Whatever was heard must be of the history that goes on.
      bool lost = false;
      for (const auto* heard : {&changes_, &state_changes_}) {
        for (const FollowedChange& change : *heard) {
          std::string epoch = epochs_.front().id;
          for (const EpochStart& start : epochs_) {
            if (start.first_number <= change.number) epoch = start.id;
          }
          lost = lost || !KnownIn(message.epochs, {epoch, change.number});
        }
      }
      ASSERT_EQ(begun.ok(), !lost) << begun;
      if (lost) {
        must_start_at_zero_ = true;
        Cut();
        return;
      }
    }
    epochs_ = message.epochs;
    return;
  }
  for (const FollowedChange& change : message.changes) {
    truth_.Apply(change);
    (marker_.has_value() ? changes_ : state_changes_).push_back(change);
  }
  truth_.CompleteTo(message.complete_to, message.marker);
  if (message.marker) marker_ = message.complete_to;
  if (marker_.has_value()) {
    applied_ = std::max(applied_, message.complete_to);
    progress_.emplace_back(clock_.SinceBoot(), applied_);
  }
}

void ModelFollower::Cut() {
  watching_ = false;
  under_way_.clear();
}

void ModelFollower::Ask() { questions_.push_back({truth_.OnAsk(), {}, ""}); }

void ModelFollower::Answer(size_t question) {
  questions_[question].answer = store_.Newest();
  questions_[question].epoch = store_.current_epoch();
}

void ModelFollower::Hear(size_t question) {
  const Question asked = questions_[question];
  questions_.erase(questions_.begin() + static_cast<ptrdiff_t>(question));
  const auto use = truth_.OnAnswer(asked.token, *asked.answer, asked.epoch);
  const bool counts = !epochs_.empty() && epochs_.back().id == asked.epoch;
  EXPECT_EQ(use == FollowedTruth::AnswerUse::kCounts, counts);
  if (use == FollowedTruth::AnswerUse::kWatchAnew && watching_) Cut();
  heard_.push_back({asked.token.sent, clock_.SinceBoot(), true, counts,
                    asked.answer->number});
}

void ModelFollower::Lose(size_t question) {
  const Question asked = questions_[question];
  questions_.erase(questions_.begin() + static_cast<ptrdiff_t>(question));
  truth_.OnNoAnswer(asked.token);
  heard_.push_back({asked.token.sent, clock_.SinceBoot(), false, false, 0});
}

bool ModelFollower::Known(const Revision& revision) const {
  return KnownIn(epochs_, revision);
}

// When the answer had been heard and all that it speaks of applied, if it then
// was younger than a lease.
bool ModelFollower::LeaseHolds() const {
  for (size_t i = answers_from_; i < heard_.size(); ++i) {
    if (heard_[i].counts && heard_[i].number <= applied_ &&
        clock_.SinceBoot() < heard_[i].sent + options_.lease_length) {
      return true;
    }
  }
  return false;
}

bool ModelFollower::MayBeStale() const {
  const absl::Duration now = clock_.SinceBoot();
  // The greatest sending that ever was a lease.
  absl::optional<absl::Duration> proven;
  for (size_t i = answers_from_; i < heard_.size(); ++i) {
    if (!heard_[i].counts) continue;
    absl::Duration settled = absl::InfiniteDuration();
    for (const auto& [time, number] : progress_) {
      if (number >= heard_[i].number) {
        settled = std::max(time, heard_[i].heard);
        break;
      }
    }
    if (settled < heard_[i].sent + options_.lease_length) {
      proven = std::max(proven.value_or(heard_[i].sent), heard_[i].sent);
    }
  }
  if (!proven.has_value() ||
      now >= *proven + options_.lease_length + options_.max_stale) {
    return false;
  }
  // Two failures in a row since the last answer and the last long sleep.
  absl::Duration last_answer = -absl::InfiniteDuration();
  size_t from = 0;
  for (size_t i = 0; i < heard_.size(); ++i) {
    if (heard_[i].answered) last_answer = heard_[i].heard;
    if (heard_[i].answered ||
        (heard_[i].heard - heard_[i].sent > Lease::kSilenceEvidence &&
         heard_[i].sent > last_answer)) {
      from = i + 1;
    }
  }
  for (size_t i = from; i < heard_.size(); ++i) {
    for (size_t j = from; j < i; ++j) {
      if (heard_[j].sent > last_answer && heard_[i].sent > last_answer &&
          heard_[i].sent >= heard_[j].heard &&
          now - heard_[i].heard <= Lease::kSilenceEvidence) {
        return true;
      }
    }
  }
  return false;
}

Freshness ModelFollower::Expected(
    const Revision& as_of, const std::vector<std::string>& depends_on) const {
  if (!marker_.has_value()) return Freshness::kNoLease;
  if (!Known(as_of)) return Freshness::kUnknownRevision;
  if (as_of.number > applied_) return Freshness::kAhead;
  for (const std::string& name : depends_on) {
    const bool is_article =
        name.rfind("articles/", 0) == 0 && name != "articles/-";
    if (!is_article && as_of.number < *marker_) return Freshness::kChanged;
    for (const FollowedChange& change : changes_) {
      if (change.number > as_of.number && ModelStore::Touches(change, name)) {
        return Freshness::kChanged;
      }
    }
    for (const FollowedChange& change : state_changes_) {
      if (change.number > as_of.number && change.name == name) {
        return Freshness::kChanged;
      }
    }
  }
  if (LeaseHolds()) return Freshness::kFresh;
  return MayBeStale() ? Freshness::kStale : Freshness::kNoLease;
}

bool ModelFollower::ExpectedToReach(const Revision& revision) const {
  return revision.number == 0 || (marker_.has_value() && Known(revision) &&
                                  revision.number <= applied_);
}

}  // namespace byline
