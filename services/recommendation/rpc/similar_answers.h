// SimilarAnswers: what the service answers, by the rule of freshness: nothing
// leaves that the judge does not allow, also no refusal that the index gave
// from what it has followed. Free of gRPC; the RPC class converts. Thread-safe.
//
// Errors: INVALID_ARGUMENT with the field; NOT_FOUND (reason ARTICLE_NOT_FOUND
// or ARTICLE_WITHDRAWN); UNAVAILABLE (reason NO_LEASE, REVISION_NOT_REACHED, or
// ANSWER_KEEPS_CHANGING); OUT_OF_RANGE for a `min_revision` that is not of this
// store.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_ANSWERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_ANSWERS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>
#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"
#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "common/access/role.h"
#include "common/freshness/judge.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/rpc/judged_answer.h"

namespace byline::recommendation {

class SimilarAnswers {
 public:
  // Both must outlive it.
  SimilarAnswers(const SimilarityIndex& index, const FreshnessJudge& judge)
      : index_(index), judge_(judge) {}

  absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> List(
      const v1::ListSimilarArticlesRequest& request, absl::Time deadline) const;
  absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> Find(
      const v1::FindSimilarArticlesRequest& request, Role role,
      absl::Time deadline) const;
  absl::StatusOr<Given<v1::SimilarityExplanation>> Explain(
      const v1::ExplainSimilarityRequest& request, Audience audience,
      absl::Time deadline) const;

 private:
  absl::StatusOr<Given<v1::ListSimilarArticlesResponse>> FindForRead(
      const v1::FindSimilarArticlesRequest& request,
      const SimilarityRequest& list, absl::Time deadline) const;
  const SimilarityIndex& index_;
  const FreshnessJudge& judge_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_ANSWERS_H_
