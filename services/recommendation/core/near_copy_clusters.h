// Clusters of near-copies in a whole archive, and the one member of each that
// may stand in others' lists: the most complete (most words), then the newest
// (a date beats none), then the one with the smallest id. Candidates by MinHash
// bands, each pair confirmed exactly, clusters by union-find: near-copies of
// near-copies are one cluster. Pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_NEAR_COPY_CLUSTERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_NEAR_COPY_CLUSTERS_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace byline::recommendation {

// What is known of a text that may be a near-copy.
struct CopyCandidate {
  std::string id;
  int words = 0;
  absl::optional<absl::Time> published;
  const std::vector<uint64_t>* shingles = nullptr;
};

// For each of `texts` the index of its cluster's canonical member: its own,
// where it is no near-copy or the canonical one itself.
std::vector<size_t> CanonicalMembers(const std::vector<CopyCandidate>& texts);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_NEAR_COPY_CLUSTERS_H_
