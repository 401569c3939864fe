#include "services/recommendation/core/copy_clusters.h"

#include <algorithm>

namespace byline::recommendation {
namespace {

// Whether `a` is the better one to keep.
bool IsBetter(const CopyClusters::Member& a, const CopyClusters::Member& b) {
  if (a.shingles != b.shingles) return a.shingles > b.shingles;
  if (a.publish_second != b.publish_second) {
    return a.publish_second > b.publish_second;
  }
  return a.name < b.name;
}

}  // namespace

void CopyClusters::Join(const Member& a, const Member& b) {
  const uint32_t of_a = ClusterOf(a.name);
  const uint32_t of_b = ClusterOf(b.name);
  if (of_a != 0 && of_a == of_b) return;
  if (of_a != 0 && of_b != 0) {
    const std::vector<Member> moved = members_[of_b];
    members_.erase(of_b);
    for (const Member& member : moved) PutInto(of_a, member);
    return;
  }
  const uint32_t cluster = std::max(of_a, of_b);
  PutInto(PutInto(cluster == 0 ? next_++ : cluster, a), b);
}

uint32_t CopyClusters::PutInto(uint32_t cluster, const Member& member) {
  std::vector<Member>& members = members_[cluster];
  const auto same = std::find_if(
      members.begin(), members.end(),
      [&](const Member& other) { return other.name == member.name; });
  if (same != members.end()) members.erase(same);
  members.insert(
      std::upper_bound(members.begin(), members.end(), member, IsBetter),
      member);
  cluster_of_[member.name] = cluster;
  return cluster;
}

void CopyClusters::Remove(const std::string& name) {
  const uint32_t cluster = ClusterOf(name);
  if (cluster == 0) return;
  cluster_of_.erase(name);
  std::vector<Member>& members = members_[cluster];
  members.erase(
      std::remove_if(members.begin(), members.end(),
                     [&](const Member& member) { return member.name == name; }),
      members.end());
  if (members.size() > 1) return;
  for (const Member& last : members) cluster_of_.erase(last.name);
  members_.erase(cluster);
}

void CopyClusters::Clear() {
  cluster_of_.clear();
  members_.clear();
}

uint32_t CopyClusters::ClusterOf(const std::string& name) const {
  const auto found = cluster_of_.find(name);
  return found == cluster_of_.end() ? 0 : found->second;
}

std::vector<CopyClusters::Member> CopyClusters::Members(
    uint32_t cluster) const {
  const auto found = members_.find(cluster);
  if (found == members_.end()) return {};
  return found->second;
}

}  // namespace byline::recommendation
