// EpochTable: the epochs of a store, oldest first, which say whether a
// revision belongs to the store's own history or to one that a restore lost.
// A value: copy it, or guard it from outside.
#ifndef BYLINE_COMMON_FRESHNESS_EPOCH_TABLE_H_
#define BYLINE_COMMON_FRESHNESS_EPOCH_TABLE_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/freshness/revision.h"

namespace byline {

class EpochTable {
 public:
  // The table of nobody's store: it knows only number 0 without an epoch.
  EpochTable() = default;

  // INVALID_ARGUMENT unless there is at least one epoch, each has an id of its
  // own, and first numbers start at 1 or above and never fall.
  static absl::StatusOr<EpochTable> Make(std::vector<EpochStart> epochs);

  // Whether `revision` lies in this store's history: its epoch is in the table
  // and first <= number < the next epoch's first (the last epoch is open, the
  // first one also has 0). Number 0 without an epoch is always known.
  bool Knows(const Revision& revision) const;

  // Id of the epoch that `number` lies in; empty for an empty table.
  std::string EpochOf(int64_t number) const;

  // Id of the epoch that the next write will be in; empty for an empty table.
  const std::string& current_epoch() const;

  // The epochs, as Make took them.
  const std::vector<EpochStart>& starts() const { return epochs_; }
  bool empty() const { return epochs_.empty(); }

 private:
  std::vector<EpochStart> epochs_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_EPOCH_TABLE_H_
