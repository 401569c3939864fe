// ByteCache: shared immutable values under string keys within a budget of
// bytes, in 16 shards. Admission and eviction are S3-FIFO (Yang et al., "FIFO
// queues are all you need for cache eviction", SOSP 2023): newcomers go through
// a small queue of a tenth of the budget, and only what is asked for again
// there, or soon after it left, enters the main one; so a scan over any number
// of keys does not push out what is in use. It knows nothing of freshness:
// whoever finds a value judges it. Thread-safe; a value that was found stays
// alive while it is held.
#ifndef BYLINE_COMMON_FRAGMENT_BYTE_CACHE_H_
#define BYLINE_COMMON_FRAGMENT_BYTE_CACHE_H_

#include <absl/hash/hash.h>
#include <absl/strings/string_view.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "common/base/mutex.h"
#include "common/fragment/s3_fifo.h"

namespace byline {

template <typename Value>
class ByteCache {
 public:
  static constexpr size_t kShards = 16;

  // `byte_budget` is shared out evenly. A value that is larger than its shard's
  // part is not kept.
  explicit ByteCache(size_t byte_budget) {
    for (Shard& shard : shards_) shard.queues.SetBudget(byte_budget / kShards);
  }

  // The value, or null.
  std::shared_ptr<const Value> Find(absl::string_view key) {
    const size_t hash = Hash(key);
    Shard& shard = ShardOf(hash);
    MutexLock lock(shard.mutex);
    const std::shared_ptr<const void>* found = shard.queues.Find(key);
    return found == nullptr ? nullptr
                            : std::static_pointer_cast<const Value>(*found);
  }

  // Keeps `value`, of `bytes` bytes without its key, in place of any other.
  void Insert(absl::string_view key, std::shared_ptr<const Value> value,
              size_t bytes) {
    const size_t hash = Hash(key);
    Shard& shard = ShardOf(hash);
    S3Fifo::Dropped dropped;  // values end their lives outside of the lock
    MutexLock lock(shard.mutex);
    shard.queues.Insert(key, hash, std::move(value), bytes, &dropped);
  }

  // Bytes and entries that are held now.
  size_t bytes() const { return Sum(&S3Fifo::bytes); }
  size_t entries() const { return Sum(&S3Fifo::entries); }

 private:
  struct alignas(64) Shard {
    mutable Mutex mutex;
    S3Fifo queues GUARDED_BY(mutex);
  };

  static size_t Hash(absl::string_view key) {
    return absl::Hash<absl::string_view>()(key);
  }
  Shard& ShardOf(size_t hash) { return shards_[(hash >> 7) % kShards]; }

  size_t Sum(size_t (S3Fifo::*count)() const) const {
    size_t sum = 0;
    for (const Shard& shard : shards_) {
      MutexLock lock(shard.mutex);
      sum += (shard.queues.*count)();
    }
    return sum;
  }

  std::array<Shard, kShards> shards_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_BYTE_CACHE_H_
