// IndexUpkeep: what a thread does for the index from time to time: its own
// upkeep, and a snapshot where there are files for it: the first one as soon as
// the present state is known, others at most every so often and only after
// changes. Where a record of the index was found to be damaged, it asks for the
// index to be filled anew, at most every ten minutes. Run and Finish are called
// by one thread at a time; the counters are for any.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_UPKEEP_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_UPKEEP_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <atomic>
#include <cstdint>
#include <functional>

#include "common/base/clock.h"
#include "common/freshness/followed_truth.h"
#include "services/recommendation/core/index_files.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class IndexUpkeep {
 public:
  // `files` may be null; all must outlive it.
  IndexUpkeep(SimilarityIndex& index, const FollowedTruth& truth,
              const IndexFiles* files, const Clock& clock,
              absl::Duration snapshot_every, std::function<void()> fill_anew);

  // One round.
  void Run();
  // At the end: a snapshot where anything has changed since the last one.
  void Finish();

  uint64_t written() const { return written_; }
  uint64_t failed() const { return failed_; }

 private:
  void FillWhereDamaged();
  void SaveAfter(absl::Duration least);

  SimilarityIndex& index_;
  const FollowedTruth& truth_;
  const IndexFiles* const files_;
  const Clock& clock_;
  const absl::Duration snapshot_every_;
  const std::function<void()> fill_anew_;
  absl::optional<absl::Duration> filled_at_;  // when that was last asked for
  // When a snapshot was last tried, and of how many writes it was.
  absl::optional<absl::Duration> saved_at_;
  uint64_t saved_writes_ = 0;
  std::atomic<uint64_t> written_ = 0;
  std::atomic<uint64_t> failed_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_UPKEEP_H_
