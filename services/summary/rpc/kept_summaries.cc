#include "services/summary/rpc/kept_summaries.h"

namespace byline::summary {

absl::optional<KeptSummary> KeptSummaries::Find(const std::string& article,
                                                int point_count) {
  MutexLock lock(mutex_);
  const auto at = places_.find(Key(article, point_count));
  if (at == places_.end()) return absl::nullopt;
  entries_.splice(entries_.begin(), entries_, at->second);
  return at->second->kept;
}

void KeptSummaries::Keep(const std::string& article, int point_count,
                         KeptSummary kept) {
  MutexLock lock(mutex_);
  const Key key(article, point_count);
  const auto at = places_.find(key);
  if (at != places_.end()) {
    entries_.splice(entries_.begin(), entries_, at->second);
    at->second->kept = std::move(kept);
    return;
  }
  entries_.push_front({key, std::move(kept)});
  places_[key] = entries_.begin();
  if (entries_.size() <= most_) return;
  places_.erase(entries_.back().key);
  entries_.pop_back();
}

size_t KeptSummaries::size() const {
  MutexLock lock(mutex_);
  return entries_.size();
}

}  // namespace byline::summary
