#include "services/recommendation/readers/counter_table.h"

#include <absl/hash/hash.h>

#include <algorithm>

namespace byline::recommendation {
namespace {

// What is left of the articles when there are too many.
constexpr double kKeptByPruning = 0.9;

}  // namespace

CounterTable::Shard& CounterTable::ShardOf(absl::string_view name) {
  return shards_[absl::Hash<absl::string_view>()(name) % kShards];
}

const CounterTable::Shard& CounterTable::ShardOf(absl::string_view name) const {
  return shards_[absl::Hash<absl::string_view>()(name) % kShards];
}

void CounterTable::LimitPairs(ReaderCounts& counts) const {
  // Room to grow into: a pair that is new has the least weight of all.
  if (counts.pairs.size() > 2 * limits_.pairs_per_article) {
    counts.KeepPairs(limits_.pairs_per_article);
  }
}

void CounterTable::Add(const std::string& name, const ReaderCounts& more) {
  {
    Shard& shard = ShardOf(name);
    MutexLock lock(shard.mutex);
    const auto [place, is_new] = shard.entries.try_emplace(name);
    if (is_new) ++size_;
    Entry& entry = place->second;
    entry.shown.Add(more);
    LimitPairs(entry.shown);
    if (is_shared_) {
      if (!entry.pending) entry.pending = std::make_unique<ReaderCounts>();
      entry.pending->Add(more);
      LimitPairs(*entry.pending);
    }
  }
  Prune();
}

void CounterTable::Prune() {
  if (size_ <= limits_.articles) return;
  MutexLock pruning(pruning_);
  if (size_ <= limits_.articles) return;
  std::vector<std::pair<double, std::string>> ranked;
  absl::Time now = absl::UnixEpoch();
  for (Shard& shard : shards_) {
    MutexLock lock(shard.mutex);
    for (const auto& [name, entry] : shard.entries) {
      now = std::max(now, entry.shown.as_of);
    }
  }
  ranked = Ranked(kHalfLifeCount - 1, now, 0);
  const auto kept = static_cast<size_t>(kKeptByPruning *
                                        static_cast<double>(limits_.articles));
  for (size_t i = kept; i < ranked.size(); ++i) {
    Shard& shard = ShardOf(ranked[i].second);
    MutexLock lock(shard.mutex);
    if (shard.entries.erase(ranked[i].second) > 0) {
      --size_;
      ++dropped_;
    }
  }
}

std::vector<std::pair<double, std::string>> CounterTable::Ranked(
    size_t half_life, absl::Time now, double least) const {
  std::vector<std::pair<double, std::string>> ranked;
  ranked.reserve(size_);
  for (const Shard& shard : shards_) {
    MutexLock lock(shard.mutex);
    for (const auto& [name, entry] : shard.entries) {
      const double views = entry.shown.views[half_life] *
                           entry.shown.WorthAt(now, kHalfLives[half_life]);
      if (views >= least && name != kAllArticlesCounts) {
        ranked.emplace_back(views, name);
      }
    }
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  return ranked;
}

std::vector<CounterTable::Named> CounterTable::TakePending(size_t most) {
  std::vector<Named> taken;
  for (Shard& shard : shards_) {
    MutexLock lock(shard.mutex);
    for (auto& [name, entry] : shard.entries) {
      if (taken.size() >= most) return taken;
      if (!entry.pending) continue;
      taken.emplace_back(name, std::move(*entry.pending));
      entry.pending.reset();
    }
  }
  return taken;
}

ReaderCounts CounterTable::TakeWhole(const std::string& name,
                                     ReaderCounts& taken) {
  Shard& shard = ShardOf(name);
  MutexLock lock(shard.mutex);
  const auto found = shard.entries.find(name);
  if (found == shard.entries.end()) return taken;  // pruned meanwhile
  Entry& entry = found->second;
  if (entry.pending) taken.Add(std::move(*entry.pending));
  entry.pending.reset();
  return entry.shown;
}

void CounterTable::PutBack(const Named& taken) {
  Shard& shard = ShardOf(taken.first);
  MutexLock lock(shard.mutex);
  const auto found = shard.entries.find(taken.first);
  if (found == shard.entries.end()) return;  // pruned meanwhile
  std::unique_ptr<ReaderCounts>& pending = found->second.pending;
  if (!pending) pending = std::make_unique<ReaderCounts>();
  pending->Add(taken.second);
  LimitPairs(*pending);
}

void CounterTable::SetShared(const std::string& name, ReaderCounts shared) {
  {
    Shard& shard = ShardOf(name);
    MutexLock lock(shard.mutex);
    const auto [place, is_new] = shard.entries.try_emplace(name);
    if (is_new) ++size_;
    Entry& entry = place->second;
    entry.shown = std::move(shared);
    if (entry.pending) entry.shown.Add(*entry.pending);
    LimitPairs(entry.shown);
  }
  Prune();
}

}  // namespace byline::recommendation
