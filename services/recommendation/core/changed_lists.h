// ChangedLists: which articles' lists of similar articles a change of some
// articles may have changed: their own, those of the articles that are similar
// to them now, and those that were so when they last changed. That likeness is
// taken to be mutual; a list that this misses lives until its max_age.
//
// Bounded: of the articles that changed last, 10,000 are remembered with those
// that were similar to them; what stood in another list is a dependency of it,
// so nothing that is forgotten lets a withdrawn article stay. Not thread-safe;
// `index` must outlive it.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_CHANGED_LISTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_CHANGED_LISTS_H_

#include <absl/container/flat_hash_map.h>

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class ChangedLists {
 public:
  explicit ChangedLists(const SimilarityIndex& index) : index_(index) {}

  // `changed` are names of articles that the index has in their new state, or
  // no longer. Names of published articles, now or before, and each once.
  std::vector<std::string> Of(const std::set<std::string>& changed);
  // The index was filled anew.
  void Forget();

 private:
  // Those that are similar to it now, and itself; empty where it is not
  // published.
  std::vector<std::string> Touched(const std::string& article) const;
  void Remember(const std::string& article, std::vector<std::string> touched);

  const SimilarityIndex& index_;
  absl::flat_hash_map<std::string, std::vector<std::string>> last_;
  std::deque<std::string> order_;  // of their first change
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_CHANGED_LISTS_H_
