// ModelStore: the truth and its whole past, for model tests: every write of
// every history, also of those that a restore lost, and which version of each
// name was the truth at which time. Written to be obviously right, not fast.
// Not thread-safe.
#ifndef BYLINE_TESTS_UNIT_FRESHNESS_MODEL_STORE_H_
#define BYLINE_TESTS_UNIT_FRESHNESS_MODEL_STORE_H_

#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/clock.h"
#include "common/freshness/knowledge.h"
#include "common/freshness/revision.h"

namespace byline {

class ModelStore {
 public:
  // A history: change i has number i + 1. Versions are unique over all of them.
  struct History {
    std::vector<EpochStart> epochs;
    std::vector<FollowedChange> changes;
    std::vector<int> versions;

    int64_t newest() const { return static_cast<int64_t>(changes.size()); }
    std::string EpochOf(int64_t number) const {
      std::string epoch = epochs.front().id;
      for (const EpochStart& start : epochs) {
        if (number > 0 && start.first_number <= number) epoch = start.id;
      }
      return epoch;
    }
    // Version of `name` (an article or a collection) after change `number`.
    int VersionAt(const std::string& name, int64_t number) const {
      int version = 0;
      for (int64_t i = 0; i < number && i < newest(); ++i) {
        if (Touches(changes[i], name)) version = versions[i];
      }
      return version;
    }
  };

  explicit ModelStore(const Clock& clock) : clock_(clock) { BeginEpoch(); }

  static bool Touches(const FollowedChange& change, const std::string& name) {
    return change.name == name ||
           std::count(change.collections.begin(), change.collections.end(),
                      name) > 0;
  }

  const History& now() const { return now_; }
  Revision Newest() const {
    return {now_.EpochOf(now_.newest()), now_.newest()};
  }
  const std::string& current_epoch() const { return now_.epochs.back().id; }

  void Write(std::string name, std::vector<std::string> collections,
             bool withdrawn) {
    now_.changes.push_back({std::move(name), now_.newest() + 1,
                            std::move(collections), withdrawn});
    now_.versions.push_back(++last_version_);
    Record(now_.newest());
  }
  // The store is opened again, as it was.
  void Restart() { BeginEpoch(); }
  void BackUp() { backups_.push_back(now_); }
  // The store becomes the given backup. What that has beyond the history of
  // now happens again, change by change, at this moment.
  void Restore(size_t backup) {
    const History lost = now_;
    const History& restored = backups_[backup];
    int64_t number = 0;
    while (number < lost.newest() && number < restored.newest() &&
           lost.versions[number] == restored.versions[number]) {
      ++number;
    }
    now_ = restored;
    BeginEpoch();
    for (; number <= now_.newest(); ++number) Record(number);
  }
  size_t backups() const { return backups_.size(); }

  // The history that a revision belongs or belonged to, up to its last write.
  const History& HistoryOf(const std::string& epoch) const {
    for (const EpochStart& start : now_.epochs) {
      if (start.id == epoch) return now_;
    }
    for (const auto& [last_epoch, history] : past_) {
      for (const EpochStart& start : history.epochs) {
        if (start.id == epoch) return history;
      }
    }
    return now_;
  }

  // The history as it was when this was its last epoch.
  const History& HistoryEndingIn(const std::string& epoch) const {
    return past_.at(epoch);
  }

  // Whether `version` of `name` was the truth at any time from `since` on.
  bool WasTruthSince(const std::string& name, int version,
                     absl::Duration since) const {
    int at_since = 0;
    const auto found = timeline_.find(name);
    if (found == timeline_.end()) return version == 0;
    for (const auto& [time, then] : found->second) {
      if (time <= since) {
        at_since = then;
      } else if (then == version) {
        return true;
      }
    }
    return at_since == version;
  }

 private:
  void BeginEpoch() {
    now_.epochs.push_back(
        {absl::StrCat("epoch", ++last_epoch_), now_.newest() + 1});
    past_[current_epoch()] = now_;
  }
  // Notes that the truth is now what it was after change `number`.
  void Record(int64_t number) {
    past_[current_epoch()] = now_;
    for (const FollowedChange& change : now_.changes) {
      timeline_[change.name];
      for (const std::string& name : change.collections) timeline_[name];
    }
    for (auto& [name, versions] : timeline_) {
      const int version = now_.VersionAt(name, number);
      if ((versions.empty() ? 0 : versions.back().second) != version) {
        versions.emplace_back(clock_.SinceBoot(), version);
      }
    }
  }

  const Clock& clock_;
  History now_;
  std::vector<History> backups_;
  // By the last epoch of each: histories are at most added to.
  std::map<std::string, History> past_;
  std::map<std::string, std::vector<std::pair<absl::Duration, int>>> timeline_;
  int last_version_ = 0;
  int last_epoch_ = 0;
};

}  // namespace byline

#endif  // BYLINE_TESTS_UNIT_FRESHNESS_MODEL_STORE_H_
