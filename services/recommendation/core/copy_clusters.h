// CopyClusters: articles that are near-copies of one another, directly or by
// way of others, and which one of each cluster may stand in lists: the most
// complete (most shingles), then the newest (a date beats none), then the one
// with the smallest name. What leaves a cluster, by which others may have come
// to be in it, leaves the rest together until TakeLoosened. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_CLUSTERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_CLUSTERS_H_

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"

namespace byline::recommendation {

class CopyClusters {
 public:
  struct Member {
    std::string name;
    size_t shingles = 0;
    int64_t publish_second = INT64_MIN;  // that: unknown
  };

  // Notes that two articles are near-copies.
  void Join(const Member& a, const Member& b);
  void Remove(const std::string& name);
  void Clear();
  // Takes a cluster apart that others have left: its members, which are in none
  // then, to be joined again; empty where there is none.
  std::vector<Member> TakeLoosened();

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  // 0 where the article is in none.
  uint32_t ClusterOf(const std::string& name) const;
  // The cluster's members, the one that may stand in lists first; valid until
  // the next change.
  const std::vector<Member>& Members(uint32_t cluster) const;

 private:
  uint32_t PutInto(uint32_t cluster, const Member& member);

  absl::flat_hash_map<std::string, uint32_t> cluster_of_;
  absl::flat_hash_map<uint32_t, std::vector<Member>> members_;
  std::set<uint32_t> loosened_;  // those that something has left
  uint32_t next_ = 1;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_CLUSTERS_H_
