#include "common/freshness/followed_truth.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace byline {
namespace {

// A waiter looks at its deadline at least so often, whatever the clock does.
constexpr absl::Duration kLongestNap = absl::Milliseconds(100);

}  // namespace

FollowedTruth::FollowedTruth(const Clock& clock, const Options& options)
    : clock_(clock), options_(options), lease_(options.lease_length) {}

absl::Status FollowedTruth::BeginStream(std::vector<EpochStart> epochs,
                                        bool from_zero) {
  absl::StatusOr<EpochTable> table = EpochTable::Make(std::move(epochs));
  if (!table.ok()) return table.status();
  MutexLock lock(mutex_);
  if (from_zero) {
    knowledge_.Restart(*std::move(table));
    lease_.Forget();
  } else {
    absl::Status resumed = knowledge_.Resume(*std::move(table));
    if (!resumed.ok()) return resumed;
  }
  // A note may come before the stream tells of its epoch, or while the present
  // state, which may be older than it, is still on its way.
  if ((from_zero || !note_counted_) && knowledge_.epochs().Knows(note_)) {
    knowledge_.NoteAllDerived(note_.number);
    note_counted_ = true;
  }
  stream_sequence_ = next_sequence_;
  // An answer of before says nothing about the epochs of now.
  answered_sequence_ = 0;
  WakeWaiters();
  return absl::OkStatus();
}

void FollowedTruth::Apply(const FollowedChange& change) {
  MutexLock lock(mutex_);
  knowledge_.Apply(change);
}

void FollowedTruth::CompleteTo(int64_t number, bool marker) {
  MutexLock lock(mutex_);
  knowledge_.CompleteTo(number, marker);
  if (!knowledge_.complete()) return;
  lease_.OnApplied(knowledge_.applied(), clock_.SinceBoot());
  WakeWaiters();
}

void FollowedTruth::NoteDerived(const Revision& by,
                                const std::vector<std::string>& names) {
  const DependencyKeys keys = MakeDependencyKeys(names);
  MutexLock lock(mutex_);
  const bool counts = knowledge_.epochs().Knows(by);
  if (counts) knowledge_.NoteDerived(by.number, keys);
  // One that has not counted must not be forgotten for one that has.
  if (!counts || note_counted_) note_ = by;
  note_counted_ = note_counted_ && counts;
}

bool FollowedTruth::Save(int64_t applied, SnapshotWriter& writer) const {
  MutexLock lock(mutex_);
  if (!knowledge_.complete()) return false;
  knowledge_.Save(applied, writer);
  return true;
}

bool FollowedTruth::Load(SnapshotReader& reader) {
  MutexLock lock(mutex_);
  return knowledge_.Load(reader);
}

void FollowedTruth::Forget() {
  MutexLock lock(mutex_);
  knowledge_.Restart({});
}

FollowedTruth::Question FollowedTruth::OnAsk() {
  MutexLock lock(mutex_);
  return {next_sequence_++, clock_.SinceBoot()};
}

FollowedTruth::AnswerUse FollowedTruth::OnAnswer(
    const Question& question, const Revision& revision,
    absl::string_view current_epoch) {
  MutexLock lock(mutex_);
  const absl::Duration now = clock_.SinceBoot();
  lease_.OnTouch(now);
  const EpochTable& epochs = knowledge_.epochs();
  const bool same_epochs = !epochs.empty() &&
                           epochs.current_epoch() == current_epoch &&
                           (revision.number == 0 ||
                            epochs.EpochOf(revision.number) == revision.epoch);
  if (!same_epochs) {
    return epochs.empty() || question.sequence < stream_sequence_
               ? AnswerUse::kOutdated
               : AnswerUse::kWatchAnew;
  }
  // Before the marker nothing is applied, not even number 0.
  lease_.OnAnswer(question.sent, revision.number,
                  knowledge_.complete() ? knowledge_.applied() : -1, now);
  if (question.sequence > answered_sequence_) {
    answered_sequence_ = question.sequence;
    answered_number_ = revision.number;
  }
  WakeWaiters();
  return AnswerUse::kCounts;
}

void FollowedTruth::OnNoAnswer(const Question& question) {
  MutexLock lock(mutex_);
  lease_.OnNoAnswer(question.sent, clock_.SinceBoot());
}

Freshness FollowedTruth::Judge(
    const Revision& as_of, const std::vector<std::string>& depends_on) const {
  const DependencyKeys keys = MakeDependencyKeys(depends_on);
  MutexLock lock(mutex_);
  if (!knowledge_.complete()) return Freshness::kNoLease;
  if (!knowledge_.epochs().Knows(as_of)) return Freshness::kUnknownRevision;
  if (as_of.number > knowledge_.applied()) return Freshness::kAhead;
  if (knowledge_.ChangedAfter(as_of.number, keys)) return Freshness::kChanged;
  const absl::Duration now = clock_.SinceBoot();
  // To be made anew, like what has outlived its max_age; unlike what shows an
  // article that has changed it may be given while the truth is silent.
  if (lease_.Holds(now)) {
    return knowledge_.DerivedChangedAfter(as_of.number, keys)
               ? Freshness::kChanged
               : Freshness::kFresh;
  }
  const absl::optional<absl::Duration> over = lease_.SinceEnd(now);
  // The truth being in touch, but its feed late, is no reason for stale
  // answers.
  if (over.has_value() && *over < options_.max_stale && lease_.Silent(now)) {
    return Freshness::kStale;
  }
  return Freshness::kNoLease;
}

Revision FollowedTruth::AsOf() const {
  MutexLock lock(mutex_);
  if (!knowledge_.complete()) return {};
  return {knowledge_.epochs().EpochOf(knowledge_.applied()),
          knowledge_.applied()};
}

Revision FollowedTruth::RevisionOf(int64_t number) const {
  MutexLock lock(mutex_);
  return {knowledge_.epochs().EpochOf(number), number};
}

absl::Status FollowedTruth::WaitFor(const Revision& min_revision,
                                    absl::Time deadline) const {
  if (min_revision.number == 0) return absl::OkStatus();
  // The wall clock may jump while we wait.
  const absl::Duration end =
      clock_.SinceBoot() +
      std::max(deadline - clock_.Now(), absl::ZeroDuration());
  MutexLock lock(mutex_);
  const uint64_t first_sequence = next_sequence_;
  while (true) {
    const bool known = knowledge_.epochs().Knows(min_revision);
    if (known && knowledge_.complete() &&
        min_revision.number <= knowledge_.applied()) {
      return absl::OkStatus();
    }
    // Asked after the call, the truth knows whatever was written before it.
    if (answered_sequence_ >= first_sequence) {
      if (!known) return UnknownRevision(min_revision);
      if (answered_number_ < min_revision.number) {
        return RevisionNotReachedByStore(
            min_revision,
            {knowledge_.epochs().EpochOf(answered_number_), answered_number_});
      }
    }
    const absl::Duration left = end - clock_.SinceBoot();
    if (left <= absl::ZeroDuration()) {
      return RevisionNotReached(
          min_revision, {knowledge_.epochs().EpochOf(knowledge_.applied()),
                         knowledge_.applied()});
    }
    ++waiters_;
    changed_.WaitFor(mutex_,
                     absl::ToChronoNanoseconds(std::min(left, kLongestNap)));
    --waiters_;
  }
}

bool FollowedTruth::Ready() const {
  MutexLock lock(mutex_);
  return lease_.ever_held();
}

absl::Duration FollowedTruth::StaleAge() const {
  MutexLock lock(mutex_);
  const absl::Duration now = clock_.SinceBoot();
  if (lease_.Holds(now)) return absl::ZeroDuration();
  return lease_.Age(now).value_or(absl::InfiniteDuration());
}

bool FollowedTruth::IsWithdrawn(absl::string_view name) const {
  MutexLock lock(mutex_);
  return knowledge_.IsWithdrawn(name);
}

size_t FollowedTruth::articles() const {
  MutexLock lock(mutex_);
  return knowledge_.articles();
}

void FollowedTruth::WakeWaiters() {
  if (waiters_ > 0) changed_.NotifyAll();
}

}  // namespace byline
