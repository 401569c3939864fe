// Knowledge: what a follower has applied of the change feed: the number of the
// last change of each article (settings of sections, which the feed tells
// likewise, are kept with them) and collection, and which articles are
// withdrawn. Names are kept as 64-bit fingerprints (16 bytes an article); two
// names that share one can only make a fragment count as changed too often.
//
// After a start at 0 knowledge of articles is complete, so the present state
// must name every article that ever changed. Knowledge of collections begins
// at the marker: an older fragment counts as changed; so does that of derived
// things (derived_changes.h), which others tell. Not thread-safe; no clock.
#ifndef BYLINE_COMMON_FRESHNESS_KNOWLEDGE_H_
#define BYLINE_COMMON_FRESHNESS_KNOWLEDGE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>
#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/freshness/derived_changes.h"
#include "common/freshness/epoch_table.h"
#include "common/freshness/revision.h"
#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"

namespace byline {

// One change as the feed tells it.
struct FollowedChange {
  std::string name;                      // of an article or section settings
  int64_t number = 0;                    // of the write
  std::vector<std::string> collections;  // before or after the change
  bool withdrawn = false;                // state after the change
};

// Names as Knowledge looks them up; made outside of any lock.
struct DependencyKey {
  enum class Kind { kArticle, kCollection, kDerived };
  uint64_t fingerprint = 0;
  Kind kind = Kind::kArticle;
};
using DependencyKeys = absl::InlinedVector<DependencyKey, 32>;
DependencyKeys MakeDependencyKeys(const std::vector<std::string>& names);

class Knowledge {
 public:
  // A stream that resumes after applied(). OUT_OF_RANGE, and nothing changes,
  // where anything that was applied, complete or not, is not of the history
  // that `epochs` tells, or the present state never became complete: start at
  // 0.
  absl::Status Resume(EpochTable epochs);
  // A stream that sends the present state first: forgets everything.
  void Restart(EpochTable epochs);

  // A change; twice is harmless. It counts from now on, before CompleteTo.
  void Apply(const FollowedChange& change);
  // All changes up to `number` have been applied. While the present state is
  // being sent only the marker counts.
  void CompleteTo(int64_t number, bool marker);

  // Writes what is known down, as of `applied`, which may be older than
  // applied(): changes beyond it then come again. Only where complete().
  void Save(int64_t applied, SnapshotWriter& writer) const;
  // Knows what Save wrote, of derived things nothing. False, and nothing is
  // known: no such bytes.
  bool Load(SnapshotReader& reader);

  // Whether the present state is known: a stream from 0 has reached its marker.
  bool complete() const { return complete_; }
  // The newest number up to which all is known; 0 before the marker.
  int64_t applied() const { return applied_; }
  const EpochTable& epochs() const { return epochs_; }

  // Whether any article or collection among them changed after `number`, or may
  // have.
  bool ChangedAfter(int64_t number, const DependencyKeys& keys) const;
  // Whether any derived thing among them changed after `number`, or may have,
  // by a write that has been applied: of a newer one nothing can be made yet.
  bool DerivedChangedAfter(int64_t number, const DependencyKeys& keys) const;
  // The derived things among them changed by the write `number`.
  void NoteDerived(int64_t number, const DependencyKeys& keys);
  // All derived things may have changed by it.
  void NoteAllDerived(int64_t number) { derived_.ForgetBefore(number); }
  bool IsWithdrawn(absl::string_view article_name) const;
  // How many articles and settings of sections are known.
  size_t articles() const { return articles_.size(); }

 private:
  struct LastChange {
    uint64_t withdrawn : 1 = 0;
    uint64_t number : 63 = 0;
  };
  using LastChanges = absl::flat_hash_map<uint64_t, LastChange>;

  static void SaveChanges(const LastChanges& changes, SnapshotWriter& writer);
  static bool LoadChanges(SnapshotReader& reader, LastChanges& changes);
  static void Raise(LastChanges& changes, uint64_t fingerprint, int64_t number,
                    bool withdrawn);

  EpochTable epochs_;
  bool complete_ = false;
  int64_t applied_ = 0;
  int64_t seen_ = 0;  // the newest number of any change, complete or not
  int64_t collections_since_ = 0;
  LastChanges articles_;
  LastChanges collections_;
  DerivedChanges derived_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_KNOWLEDGE_H_
