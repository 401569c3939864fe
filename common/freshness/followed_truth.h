// FollowedTruth: the judge of whoever follows the change feed: Knowledge,
// Lease and Clock under one mutex. Thread-safe. One follower thread feeds it,
// any number of threads judge by it:
//
//   FollowedTruth truth(clock, {});
//   // The watcher, for each stream and then for each message of it:
//   if (!truth.BeginStream(epochs, from_zero).ok()) ...  // start at 0
//   for (change : message) truth.Apply(change);
//   truth.CompleteTo(message.complete_to, message.marker);
//   // The asker, every 250 ms, also while older questions wait for answers:
//   const FollowedTruth::Question question = truth.OnAsk();  // then send
//   switch (truth.OnAnswer(question, revision, current_epoch)) ...
//
// Who has something to update before a number may count as applied (an index)
// does so before CompleteTo.
#ifndef BYLINE_COMMON_FRESHNESS_FOLLOWED_TRUTH_H_
#define BYLINE_COMMON_FRESHNESS_FOLLOWED_TRUTH_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/freshness/epoch_table.h"
#include "common/freshness/judge.h"
#include "common/freshness/knowledge.h"
#include "common/freshness/lease.h"
#include "common/freshness/revision.h"

namespace byline {

class FollowedTruth final : public FreshnessJudge {
 public:
  struct Options {
    absl::Duration lease_length = absl::Seconds(1);
    // How long after the lease's end stale answers are allowed while the truth
    // is silent; 0 refuses them.
    absl::Duration max_stale = absl::Minutes(10);
  };

  // A question to the truth: GetRevision.
  struct Question {
    uint64_t sequence = 0;
    absl::Duration sent;  // by Clock::SinceBoot(), read before it was sent
  };

  enum class AnswerUse {
    kCounts,     // now, or once the changes up to it are applied
    kOutdated,   // of another epoch, asked before this stream began: no matter
    kWatchAnew,  // the store began another epoch: end the stream, watch anew
  };

  // `clock` must outlive it.
  FollowedTruth(const Clock& clock, const Options& options);

  // ---- For the watcher.
  // A stream began, with this table of epochs in its first message. A stream
  // from 0 forgets everything that was known, and nothing is given until its
  // marker. A stream that resumes keeps it. OUT_OF_RANGE where what is known is
  // not of that history: the stream must start at 0. INVALID_ARGUMENT for a
  // broken table.
  absl::Status BeginStream(std::vector<EpochStart> epochs, bool from_zero);
  void Apply(const FollowedChange& change);
  // All changes up to `number` have been applied. `marker`: the present state
  // is complete.
  void CompleteTo(int64_t number, bool marker);

  // ---- For who hears of derived things (derived_changes.h).
  // They changed by the write `by`: once that has been applied, whatever shows
  // one of `names` and was made before counts as changed. Any thread. A write
  // of an epoch that is not known yet counts once it is, and then for all
  // derived things.
  void NoteDerived(const Revision& by, const std::vector<std::string>& names);

  // ---- For who writes down what is known, and knows it again.
  // As Knowledge's. False where the present state is not known.
  bool Save(int64_t applied, SnapshotWriter& writer) const;
  // Before the first stream. Nothing is given before the lease of one that
  // resumes.
  bool Load(SnapshotReader& reader);
  // Knows nothing again; before the first stream.
  void Forget();

  // ---- For the asker.
  // Call just before the question is sent: the lease counts from here.
  Question OnAsk();
  // The answer, in time or late, also after OnNoAnswer.
  AnswerUse OnAnswer(const Question& question, const Revision& revision,
                     absl::string_view current_epoch);
  // The question failed, or was given up after at most 1 s.
  void OnNoAnswer(const Question& question);

  // ---- For readers.
  Freshness Judge(const Revision& as_of,
                  const std::vector<std::string>& depends_on) const override;
  // What has been applied completely: also what a follower names in
  // GetRevision. Number 0 without an epoch before the marker.
  Revision AsOf() const override;
  absl::Status WaitFor(const Revision& min_revision,
                       absl::Time deadline) const override;
  // The write `number` of the history that is followed.
  Revision RevisionOf(int64_t number) const;
  // Whether a lease was held since the last start at 0.
  bool Ready() const;
  // Zero under the lease; afterwards how long ago the knowledge was last proven
  // complete, for the header Age; infinite where it never was.
  absl::Duration StaleAge() const;
  // Whether an article is known to be withdrawn. False says nothing.
  bool IsWithdrawn(absl::string_view name) const;
  // How many articles are known.
  size_t articles() const;

 private:
  void WakeWaiters() EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Clock& clock_;
  const Options options_;
  mutable Mutex mutex_;
  mutable CondVar changed_;
  mutable int waiters_ GUARDED_BY(mutex_) = 0;
  Knowledge knowledge_ GUARDED_BY(mutex_);
  // The write that the latest note named, and whether it has counted: where its
  // epoch was not known, it has not.
  Revision note_ GUARDED_BY(mutex_);
  bool note_counted_ GUARDED_BY(mutex_) = true;
  Lease lease_ GUARDED_BY(mutex_);
  uint64_t next_sequence_ GUARDED_BY(mutex_) = 1;
  // The first question that was asked after the stream began.
  uint64_t stream_sequence_ GUARDED_BY(mutex_) = 1;
  // The latest question whose answer was of the stream's epoch, and its number.
  uint64_t answered_sequence_ GUARDED_BY(mutex_) = 0;
  int64_t answered_number_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_FOLLOWED_TRUTH_H_
