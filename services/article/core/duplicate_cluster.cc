#include "services/article/core/duplicate_cluster.h"

#include <algorithm>
#include <vector>

namespace byline::article {
namespace {

using Entry = Cluster::value_type;

// Whether `a` comes before `b`.
bool Better(const Entry* a, const Entry* b) {
  if (a->second.words != b->second.words) {
    return a->second.words > b->second.words;
  }
  const absl::Time time_a =
      a->second.publish_time.value_or(absl::InfinitePast());
  const absl::Time time_b =
      b->second.publish_time.value_or(absl::InfinitePast());
  if (time_a != time_b) return time_a > time_b;
  return a->first < b->first;
}

}  // namespace

std::map<std::string, std::string> CanonicalOf(const Cluster& cluster) {
  std::vector<const Entry*> order;
  order.reserve(cluster.size());
  for (const Entry& entry : cluster) order.push_back(&entry);
  std::sort(order.begin(), order.end(), Better);

  std::map<std::string, std::string> canonical_of;
  std::vector<const std::string*> canonical;
  for (const Entry* entry : order) {
    std::string& found = canonical_of[entry->first];
    for (const std::string* name : canonical) {
      if (entry->second.near_copies.contains(*name)) {
        found = *name;
        break;
      }
    }
    if (found.empty()) canonical.push_back(&entry->first);
  }
  return canonical_of;
}

}  // namespace byline::article
