// KeptSummaries: the summaries made last, by article and number of points, a
// bounded number of them; the longest unused goes first. It judges nothing:
// whoever finds one asks the freshness judge, or compares the article's
// revision. Thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_KEPT_SUMMARIES_H_
#define BYLINE_SERVICES_SUMMARY_RPC_KEPT_SUMMARIES_H_

#include <absl/container/flat_hash_map.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "byline/summary/v1/summary.pb.h"
#include "common/base/mutex.h"
#include "common/freshness/revision.h"

namespace byline::summary {

struct KeptSummary {
  // Never null.
  std::shared_ptr<const v1::Summary> summary;
  // What was known before the article was read; the article's own revision
  // where that is newer.
  Revision as_of;
  // Epoch in which the article was read.
  std::string epoch;
};

class KeptSummaries {
 public:
  explicit KeptSummaries(size_t most) : most_(most) {}

  absl::optional<KeptSummary> Find(const std::string& article, int point_count);
  // Replaces what was kept for them.
  void Keep(const std::string& article, int point_count, KeptSummary kept);
  size_t size() const;

 private:
  using Key = std::pair<std::string, int>;
  struct Entry {
    Key key;
    KeptSummary kept;
  };

  const size_t most_;
  mutable Mutex mutex_;
  std::list<Entry> entries_ GUARDED_BY(mutex_);  // the last used first
  absl::flat_hash_map<Key, std::list<Entry>::iterator> places_
      GUARDED_BY(mutex_);
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_KEPT_SUMMARIES_H_
