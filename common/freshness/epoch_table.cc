#include "common/freshness/epoch_table.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_cat.h>

#include <cstddef>
#include <utility>

namespace byline {

absl::StatusOr<EpochTable> EpochTable::Make(std::vector<EpochStart> epochs) {
  if (epochs.empty()) {
    return absl::InvalidArgumentError(
        "the table of epochs is empty; a store has at least one");
  }
  absl::flat_hash_set<std::string> ids;
  int64_t least = 1;
  for (const EpochStart& epoch : epochs) {
    if (epoch.id.empty() || !ids.insert(epoch.id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("epoch id \"", epoch.id,
                       "\" is empty or there twice; each has its own"));
    }
    if (epoch.first_number < least) {
      return absl::InvalidArgumentError(
          absl::StrCat("epoch ", epoch.id, " begins at ", epoch.first_number,
                       "; it cannot begin before ", least));
    }
    least = epoch.first_number;
  }
  EpochTable table;
  table.epochs_ = std::move(epochs);
  return table;
}

bool EpochTable::Knows(const Revision& revision) const {
  if (revision.number < 0) return false;
  if (revision.epoch.empty()) return revision.number == 0;
  for (size_t i = 0; i < epochs_.size(); ++i) {
    if (epochs_[i].id != revision.epoch) continue;
    if (revision.number == 0) return i == 0;
    return epochs_[i].first_number <= revision.number &&
           (i + 1 == epochs_.size() ||
            revision.number < epochs_[i + 1].first_number);
  }
  return false;
}

std::string EpochTable::EpochOf(int64_t number) const {
  if (epochs_.empty()) return "";
  size_t i = epochs_.size() - 1;
  while (i > 0 && (number == 0 || number < epochs_[i].first_number)) --i;
  return epochs_[i].id;
}

const std::string& EpochTable::current_epoch() const {
  static const std::string* const kNone = new std::string;
  return epochs_.empty() ? *kNone : epochs_.back().id;
}

}  // namespace byline
