#include "common/fragment/s3_fifo.h"

#include <algorithm>
#include <utility>

namespace byline {
namespace {

constexpr uint8_t kMostUses = 3;
// Uses in the small queue that lead to the main one: as in the paper.
constexpr uint8_t kUsesForMain = 2;
// Ghosts for each entry that is held, and at least so many.
constexpr size_t kFewestGhosts = 64;

}  // namespace

const std::shared_ptr<const void>* S3Fifo::Find(absl::string_view key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  Entry& entry = *found->second;
  if (entry.uses < kMostUses) ++entry.uses;
  return &entry.value;
}

void S3Fifo::Insert(absl::string_view key, size_t hash,
                    std::shared_ptr<const void> value, size_t bytes,
                    Dropped* dropped) {
  bytes += key.size() + kEntryOverhead;
  const auto found = index_.find(key);
  if (bytes > budget_) {
    if (found != index_.end()) Remove(found->second, dropped);
    dropped->push_back(std::move(value));
    return;
  }
  if (found != index_.end()) {
    Entry& entry = *found->second;
    size_t& total = entry.in_main ? main_bytes_ : small_bytes_;
    total = total - entry.bytes + bytes;
    entry.bytes = bytes;
    dropped->push_back(std::exchange(entry.value, std::move(value)));
  } else {
    const bool in_main = ghost_counts_.contains(hash);
    Queue& queue = in_main ? main_ : small_;
    queue.push_front(
        {std::string(key), hash, std::move(value), bytes, in_main});
    (in_main ? main_bytes_ : small_bytes_) += bytes;
    index_.emplace(queue.front().key, queue.begin());
  }
  Evict(dropped);
}

void S3Fifo::Remove(Queue::iterator entry, Dropped* dropped) {
  dropped->push_back(std::move(entry->value));
  index_.erase(entry->key);
  (entry->in_main ? main_bytes_ : small_bytes_) -= entry->bytes;
  (entry->in_main ? main_ : small_).erase(entry);
}

void S3Fifo::Evict(Dropped* dropped) {
  while (bytes() > budget_) {
    if (main_.empty() || (small_bytes_ > budget_ / 10 && !small_.empty())) {
      EvictFromSmall(dropped);
    } else {
      EvictFromMain(dropped);
    }
  }
}

void S3Fifo::EvictFromSmall(Dropped* dropped) {
  const auto oldest = std::prev(small_.end());
  if (oldest->uses < kUsesForMain) {
    Remember(oldest->hash);
    Remove(oldest, dropped);
    return;
  }
  oldest->uses = 0;
  oldest->in_main = true;
  small_bytes_ -= oldest->bytes;
  main_bytes_ += oldest->bytes;
  main_.splice(main_.begin(), small_, oldest);
}

void S3Fifo::EvictFromMain(Dropped* dropped) {
  const auto oldest = std::prev(main_.end());
  if (oldest->uses == 0) {
    Remove(oldest, dropped);
    return;
  }
  --oldest->uses;
  main_.splice(main_.begin(), main_, oldest);
}

void S3Fifo::Remember(size_t hash) {
  ghosts_.push_back(hash);
  ++ghost_counts_[hash];
  const size_t limit = std::max(index_.size(), kFewestGhosts);
  while (ghosts_.size() > limit) {
    const auto oldest = ghost_counts_.find(ghosts_.front());
    if (--oldest->second == 0) ghost_counts_.erase(oldest);
    ghosts_.pop_front();
  }
}

}  // namespace byline
