// TrendingFragments: the rendered lists of what is read most, kept and given by
// a fragment cache of their own. Empty while fewer than three articles are read
// enough. Thread-safe. Errors as ReaderAnswers.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_TRENDING_FRAGMENTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_TRENDING_FRAGMENTS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>
#include <string>

#include "byline/fragment/v1/fragment.pb.h"
#include "byline/recommendation/v1/reader_events.pb.h"
#include "common/fragment/fragment_cache.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/readers/behaviour.h"

namespace byline::recommendation {

class TrendingFragments {
 public:
  using Fragment = fragment::v1::Fragment;

  // All must outlive it.
  TrendingFragments(const SimilarityIndex& index, const Behaviour& behaviour,
                    FragmentCache& cache)
      : index_(index), behaviour_(behaviour), cache_(cache) {}

  absl::StatusOr<GivenFragment> Get(
      const v1::GetTrendingArticlesFragmentRequest& request,
      absl::Time deadline);

  // Names template and algorithm, for FragmentCache::Options.
  static std::string Renderer();

 private:
  Fragment Render(const v1::GetTrendingArticlesFragmentRequest& request) const;

  const SimilarityIndex& index_;
  const Behaviour& behaviour_;
  FragmentCache& cache_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_TRENDING_FRAGMENTS_H_
