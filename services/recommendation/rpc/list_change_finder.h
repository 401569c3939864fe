// ListChangeFinder: finds out which lists of similar articles changed as the
// index follows the feed, and notes them. On a thread of its own, so that
// neither the index nor the lease waits for it, and which works at most a
// quarter of the time. Of many changes at once (an import) it notes that all
// lists changed, at most once a second, so that hot pages are not made anew
// with every batch.
//
// Reset, Changed and CompleteTo are for the follower's thread, Start and Stop
// for the owner's.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGE_FINDER_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGE_FINDER_H_

#include <absl/strings/string_view.h>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <thread>

#include "common/base/mutex.h"
#include "common/freshness/followed_truth.h"
#include "services/recommendation/core/changed_lists.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/rpc/list_changes.h"

namespace byline::recommendation {

class ListChangeFinder {
 public:
  // All must outlive it.
  ListChangeFinder(const SimilarityIndex& index, const FollowedTruth& truth,
                   ListChanges& changes)
      : truth_(truth), changes_(changes), lists_(index) {}
  // Stops.
  ~ListChangeFinder();
  ListChangeFinder(const ListChangeFinder&) = delete;
  ListChangeFinder& operator=(const ListChangeFinder&) = delete;

  void Start();
  // Leaves what it has not looked at; again: nothing.
  void Stop();

  // The index was emptied: nothing is noted until the marker, and then that all
  // lists may have changed.
  void Reset();
  // The index has the article in its new state.
  void Changed(absl::string_view article);
  // What changed may change any list.
  void ChangedAll();
  // All changes up to the write `number` are in the index.
  void CompleteTo(int64_t number, bool marker);

 private:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  // What has changed and is not looked at yet.
  struct Changes {
    int64_t number = 0;  // up to this write; 0: nothing
    bool restarted = false;
    bool too_many = false;
    std::set<std::string> articles;
  };

  void Run();
  // Waits for changes, to the end of the rest, and until all lists may be noted
  // again where those are too many to be named; without a number when stopping.
  Changes Take();
  void Note(const Changes& changes);

  const FollowedTruth& truth_;
  ListChanges& changes_;
  std::thread thread_;

  // Of that thread.
  ChangedLists lists_;
  Time rests_until_;
  Time all_from_;  // all lists may be noted again

  // Of the follower's thread.
  bool live_ = false;  // the marker has come
  std::set<std::string> incomplete_;
  bool all_incomplete_ = false;

  Mutex mutex_;
  CondVar changed_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  Changes pending_ GUARDED_BY(mutex_);
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_LIST_CHANGE_FINDER_H_
