// NewsroomAnswers: what the newsroom and the operators ask of the index: where
// an article is shown, and to make the index anew. Free of gRPC; the RPC class
// converts. Thread-safe.
//
// Errors: as SimilarAnswers; of Reindex ABORTED (reason REINDEX_RUNS) and
// UNAVAILABLE (reason REINDEX_GIVEN_UP: the index is being filled, or the
// process ends).
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_NEWSROOM_ANSWERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_NEWSROOM_ANSWERS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "common/freshness/judge.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/readers/behaviour.h"
#include "services/recommendation/rpc/judged_answer.h"

namespace byline::recommendation {

class NewsroomAnswers {
 public:
  // All must outlive it.
  NewsroomAnswers(SimilarityIndex& index, const FreshnessJudge& judge,
                  const Behaviour& behaviour)
      : index_(index), judge_(judge), behaviour_(behaviour) {}

  absl::StatusOr<Given<v1::ListExposureResponse>> Exposure(
      const v1::ListExposureRequest& request, absl::Time deadline) const;
  absl::StatusOr<v1::ReindexResponse> Reindex();

 private:
  SimilarityIndex& index_;
  const FreshnessJudge& judge_;
  const Behaviour& behaviour_;
  std::atomic<bool> reindexes_ = false;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_NEWSROOM_ANSWERS_H_
