// CounterTable: the counts of all articles, in memory, in shards with a mutex
// each that is held for a few lookups at most. Where replicas share counts, it
// keeps apart what others do not know yet (`pending`), until CounterSync has
// told them. Bounded by ReaderLimits: of too many articles those read least in
// the last week go. Thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_TABLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_TABLE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/mutex.h"
#include "services/recommendation/readers/reader_counts.h"
#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

class CounterTable {
 public:
  using Named = std::pair<std::string, ReaderCounts>;

  // `is_shared`: somebody takes what is pending.
  CounterTable(const ReaderLimits& limits, bool is_shared)
      : limits_(limits), is_shared_(is_shared) {}

  // Adds what was counted of one article, or of all (kAllArticlesCounts).
  void Add(const std::string& name, const ReaderCounts& more);

  // Calls `look` with the counts of `name`, where there are any, under a lock:
  // it must be quick and call nothing of this table.
  template <typename Look>
  void LookAt(absl::string_view name, Look look) const {
    const Shard& shard = ShardOf(name);
    MutexLock lock(shard.mutex);
    const auto found = shard.entries.find(name);
    if (found != shard.entries.end()) look(found->second.shown);
  }

  // Articles by their views of that half-life at `now`, most first, then by
  // name; without those under `least`.
  std::vector<std::pair<double, std::string>> Ranked(size_t half_life,
                                                     absl::Time now,
                                                     double least) const;

  // ---- For CounterSync.
  // What others do not know yet, at most `most` names; it is pending no more.
  std::vector<Named> TakePending(size_t most);
  // All that is known of an article whose counts were taken, when nobody else
  // knows of it; what became pending meanwhile is taken too, added to `taken`.
  ReaderCounts TakeWhole(const std::string& name, ReaderCounts& taken);
  // Makes it pending again.
  void PutBack(const Named& taken);
  // What others and we have counted, less what is pending.
  void SetShared(const std::string& name, ReaderCounts shared);

  size_t size() const { return size_; }
  // Articles whose counts were dropped for want of room.
  uint64_t dropped() const { return dropped_; }

 private:
  struct Entry {
    ReaderCounts shown;                     // shared and pending together
    std::unique_ptr<ReaderCounts> pending;  // null: nothing
  };
  struct Shard {
    mutable Mutex mutex;
    absl::flat_hash_map<std::string, Entry> entries GUARDED_BY(mutex);
  };
  static constexpr size_t kShards = 64;

  Shard& ShardOf(absl::string_view name);
  const Shard& ShardOf(absl::string_view name) const;
  // Makes room where there are too many articles.
  void Prune();
  void LimitPairs(ReaderCounts& counts) const;

  const ReaderLimits limits_;
  const bool is_shared_;
  std::array<Shard, kShards> shards_;
  std::atomic<size_t> size_{0};
  std::atomic<uint64_t> dropped_{0};
  Mutex pruning_;  // one at a time
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_COUNTER_TABLE_H_
