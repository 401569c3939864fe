// IndexSink: keeps the index of similar articles up to date with the change
// feed (view FULL). A change without its article is one that the follower may
// not see: what the index had of it is taken out. Calls come from the
// follower's one thread.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_

#include "common/feed/change_sink.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class IndexSink final : public ChangeSink {
 public:
  // `index` must outlive it.
  explicit IndexSink(SimilarityIndex& index) : index_(index) {}

  void Reset() override;
  void Apply(const article::v1::Change& change) override;
  void CompleteTo(int64_t number, bool marker) override;

 private:
  SimilarityIndex& index_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_INDEX_SINK_H_
