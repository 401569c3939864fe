// SimilarFragments: the rendered lists of similar articles: made from the index
// and the summary service's abstracts, kept and given by the fragment cache. A
// list with an abstract missing is still a list: it is incomplete, and kept for
// a second. Thread-safe. Errors as SimilarAnswers.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_FRAGMENTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_FRAGMENTS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <string>

#include "byline/fragment/v1/fragment.pb.h"
#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "common/fragment/fragment_cache.h"
#include "common/freshness/judge.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/rpc/abstract_source.h"

namespace byline::recommendation {

class SimilarFragments {
 public:
  using Fragment = fragment::v1::Fragment;

  // All must outlive it.
  SimilarFragments(const SimilarityIndex& index, const FreshnessJudge& judge,
                   AbstractSource& abstracts, FragmentCache& cache)
      : index_(index), judge_(judge), abstracts_(abstracts), cache_(cache) {}

  absl::StatusOr<GivenFragment> Get(
      const v1::GetSimilarArticlesFragmentRequest& request,
      absl::Time deadline);

  // Names templates and algorithm, for FragmentCache::Options.
  static std::string Renderer();

 private:
  absl::StatusOr<Fragment> Render(const std::string& article,
                                  const Revision& as_of, absl::Time deadline);

  const SimilarityIndex& index_;
  const FreshnessJudge& judge_;
  AbstractSource& abstracts_;
  FragmentCache& cache_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_SIMILAR_FRAGMENTS_H_
