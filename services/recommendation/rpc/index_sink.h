// IndexSink: keeps the index of similar articles up to date with the change
// feed (view FULL). The present state fills it: lists are there at its marker.
// A change without its article is one that the follower may not see: what the
// index had of it is taken out. Where the making of lists was given up, as the
// process ends, nothing counts as complete. Tells the finder of changed lists,
// and hurries upkeep once the present state is there. Calls come from the
// follower's one thread.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_

#include "common/base/periodic_thread.h"
#include "common/feed/change_sink.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/rpc/list_change_finder.h"

namespace byline::recommendation {

class IndexSink final : public ChangeSink {
 public:
  // All must outlive it.
  IndexSink(SimilarityIndex& index, ListChangeFinder& finder,
            PeriodicThread& upkeep)
      : index_(index), finder_(finder), upkeep_(upkeep) {}

  void Reset() override;
  void Apply(const article::v1::Change& change) override;
  bool CompleteTo(int64_t number, bool marker) override;

 private:
  SimilarityIndex& index_;
  ListChangeFinder& finder_;
  PeriodicThread& upkeep_;
  bool gave_up_ = false;  // since the last Reset
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_
