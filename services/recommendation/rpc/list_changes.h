// ListChanges: tells who keeps lists of similar articles which of them changed:
// the service's own knowledge, so that its fragments count as old, and any
// number of subscribers. Of what was noted before a subscription began only the
// latest revision is told: whatever was made before that counts as changed.
//
// A note names a write that is within what was looked at to find out what
// changed; what was made as of that write, or later, counts as new. It may come
// before the write counts as applied, and then counts from there. Notes of one
// epoch come in any order; in order they cost least.
//
// Thread-safe; no gRPC. Bounded: a subscriber that leaves more than
// `most_waiting` notices unread is cut off. Their number is for the caller to
// bound (WatcherTable). A subscription must not outlive it.
//
//   changes.Note(revision, {"articles/a"});
//   const auto subscription = changes.Subscribe();
//   const auto notice = subscription->Next(absl::Milliseconds(200));
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGES_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGES_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "common/freshness/followed_truth.h"
#include "common/freshness/revision.h"

namespace byline::recommendation {

// What one write changed. Shared by all subscribers; never changed.
struct ListNotice {
  Revision revision;
  std::vector<std::string> articles;  // whose lists: "articles/{article}"
  bool all = false;                   // any list may have changed
};
using ListNoticePtr = std::shared_ptr<const ListNotice>;

class ListChanges {
 public:
  struct Options {
    size_t most_waiting = 1024;  // notices a subscriber may leave unread
  };
  class Subscription;

  // `truth` must outlive it.
  explicit ListChanges(FollowedTruth& truth) : ListChanges(truth, Options()) {}
  ListChanges(FollowedTruth& truth, const Options& options)
      : truth_(truth), options_(options) {}
  ListChanges(const ListChanges&) = delete;
  ListChanges& operator=(const ListChanges&) = delete;

  // The lists of these articles changed by the write `by`. No articles:
  // nothing.
  void Note(const Revision& by, std::vector<std::string> articles);
  // Any list may have changed by it.
  void NoteAll(const Revision& by);

  // From now on.
  std::unique_ptr<Subscription> Subscribe();
  // Lets all that wait look up, as when the service stops.
  void Wake();

  // Notes so far: of named lists, and of all.
  int64_t named_notes() const { return named_notes_; }
  int64_t notes_of_all() const { return notes_of_all_; }

 private:
  void Tell(ListNotice notice);

  FollowedTruth& truth_;
  const Options options_;
  std::atomic<int64_t> named_notes_ = 0;
  std::atomic<int64_t> notes_of_all_ = 0;
  Mutex mutex_;
  CondVar told_;
  Revision newest_ GUARDED_BY(mutex_);  // of the notes
  std::set<Subscription*> subscriptions_ GUARDED_BY(mutex_);
  uint64_t wakes_ GUARDED_BY(mutex_) = 0;
};

// Belongs to one thread.
class ListChanges::Subscription {
 public:
  explicit Subscription(ListChanges& changes);
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  // The newest write that was noted before it began; number 0 where none was.
  const Revision& since() const { return since_; }
  // The next notice; null where none came within `timeout`, or all were woken.
  // UNAVAILABLE (reason WATCHER_TOO_SLOW) once it has been cut off.
  absl::StatusOr<ListNoticePtr> Next(absl::Duration timeout);

 private:
  friend class ListChanges;

  ListChanges& changes_;
  Revision since_;
  // Both guarded by the mutex of `changes_`.
  std::deque<ListNoticePtr> waiting_;
  bool cut_off_ = false;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGES_H_
