// Which articles of a cluster of near-copies are canonical. Pure and
// thread-safe.
//
// Members are taken from the most complete (more words) to the least, then from
// the newest (undated last), then by the smallest name. One that is no
// near-copy of a canonical one before it becomes canonical; otherwise it is a
// duplicate of the first such. So a chain A-B-C whose ends do not resemble one
// another keeps both ends.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_DUPLICATE_CLUSTER_H_
#define BYLINE_SERVICES_ARTICLE_CORE_DUPLICATE_CLUSTER_H_

#include <absl/time/time.h>

#include <map>
#include <optional>
#include <string>

namespace byline::article {

struct ClusterMember {
  int words = 0;
  std::optional<absl::Time> publish_time;
  std::map<std::string, double> near_copies;  // name, similarity
};

// Members by name.
using Cluster = std::map<std::string, ClusterMember>;

// For each member the name of the article that it is a duplicate of; empty for
// a canonical one. Near-copies that are no members are ignored.
std::map<std::string, std::string> CanonicalOf(const Cluster& cluster);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_DUPLICATE_CLUSTER_H_
