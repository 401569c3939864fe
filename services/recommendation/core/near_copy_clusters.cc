#include "services/recommendation/core/near_copy_clusters.h"

#include <absl/container/flat_hash_map.h>

#include <array>
#include <numeric>

#include "common/text/near_copy.h"

namespace byline::recommendation {
namespace {

// Whether `a` is the better one to keep.
bool IsBetter(const CopyCandidate& a, const CopyCandidate& b) {
  if (a.words != b.words) return a.words > b.words;
  if (a.published != b.published) {
    if (!a.published.has_value() || !b.published.has_value()) {
      return a.published.has_value();
    }
    return *a.published > *b.published;
  }
  return a.id < b.id;
}

// Sets of indexes that grow together.
class UnionFind {
 public:
  explicit UnionFind(size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }
  size_t Root(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Join(size_t a, size_t b) { parent_[Root(a)] = Root(b); }

 private:
  std::vector<size_t> parent_;
};

}  // namespace

std::vector<size_t> CanonicalMembers(const std::vector<CopyCandidate>& texts) {
  UnionFind clusters(texts.size());
  absl::flat_hash_map<uint64_t, std::vector<size_t>> by_band;
  for (size_t i = 0; i < texts.size(); ++i) {
    for (const uint64_t key :
         text::BandKeys(text::MakeMinHash(*texts[i].shingles))) {
      std::vector<size_t>& same = by_band[key];
      for (const size_t other : same) {
        if (clusters.Root(i) == clusters.Root(other)) continue;
        if (text::IsNearCopy(*texts[i].shingles, *texts[other].shingles)) {
          clusters.Join(i, other);
        }
      }
      same.push_back(i);
    }
  }
  std::vector<size_t> best(texts.size());
  std::iota(best.begin(), best.end(), size_t{0});
  for (size_t i = 0; i < texts.size(); ++i) {
    size_t& best_of_cluster = best[clusters.Root(i)];
    if (IsBetter(texts[i], texts[best_of_cluster])) best_of_cluster = i;
  }
  std::vector<size_t> canonical(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    canonical[i] = best[clusters.Root(i)];
  }
  return canonical;
}

}  // namespace byline::recommendation
