#include "services/recommendation/core/copy_clusters.h"

#include <algorithm>
#include <utility>

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
    if (loosened_.erase(of_b) != 0) loosened_.insert(of_a);
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
  if (members.size() > 1) {
    loosened_.insert(cluster);
    return;
  }
  for (const Member& last : members) cluster_of_.erase(last.name);
  members_.erase(cluster);
  loosened_.erase(cluster);
}

std::vector<CopyClusters::Member> CopyClusters::TakeLoosened() {
  if (loosened_.empty()) return {};
  const uint32_t cluster = *loosened_.begin();
  loosened_.erase(cluster);
  std::vector<Member> members = std::move(members_[cluster]);
  members_.erase(cluster);
  for (const Member& member : members) cluster_of_.erase(member.name);
  return members;
}

void CopyClusters::Clear() {
  cluster_of_.clear();
  members_.clear();
  loosened_.clear();
}

uint32_t CopyClusters::ClusterOf(const std::string& name) const {
  const auto found = cluster_of_.find(name);
  return found == cluster_of_.end() ? 0 : found->second;
}

const std::vector<CopyClusters::Member>& CopyClusters::Members(
    uint32_t cluster) const {
  static const auto* const none = new std::vector<Member>;
  const auto found = members_.find(cluster);
  return found == members_.end() ? *none : found->second;
}

void CopyClusters::Save(SnapshotWriter& writer) const {
  writer.Write(next_);
  writer.Write(uint64_t{members_.size()});
  for (const auto& [cluster, members] : members_) {
    writer.Write(cluster);
    writer.Write(uint64_t{members.size()});
    for (const Member& member : members) {
      writer.WriteString(member.name);
      writer.Write(uint64_t{member.shingles});
      writer.Write(member.publish_second);
    }
  }
  writer.WriteVector(std::vector<uint32_t>(loosened_.begin(), loosened_.end()));
}

bool CopyClusters::Load(SnapshotReader& reader) {
  next_ = reader.Read<uint32_t>();
  const auto clusters = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < clusters && reader.ok(); ++i) {
    const auto cluster = reader.Read<uint32_t>();
    const auto size = reader.Read<uint64_t>();
    std::vector<Member>& members = members_[cluster];
    for (uint64_t j = 0; j < size && reader.ok(); ++j) {
      Member& member = members.emplace_back();
      member.name = reader.ReadString();
      member.shingles = reader.Read<uint64_t>();
      member.publish_second = reader.Read<int64_t>();
      cluster_of_[member.name] = cluster;
    }
  }
  for (const uint32_t cluster : reader.ReadVector<uint32_t>()) {
    if (members_.contains(cluster)) loosened_.insert(cluster);
  }
  return reader.ok();
}

}  // namespace byline::recommendation
