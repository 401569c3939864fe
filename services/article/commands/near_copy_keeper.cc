#include "services/article/commands/near_copy_keeper.h"

#include <absl/status/statusor.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/timestamps.h"
#include "common/text/near_copy.h"
#include "services/article/core/article_state.h"
#include "services/article/core/duplicate_cluster.h"
#include "services/article/core/verdicts.h"

namespace byline::article {
namespace {

// More candidates than this are not compared: a text of which there are a
// thousand copies is a duplicate already by the first of them.
constexpr int kMaxCandidates = 1000;

// A cluster is looked at up to this size, which keeps a write short.
constexpr size_t kMaxCluster = 2000;

bool TakesPart(const v1::Article& article) {
  return article.state() == v1::STATE_PUBLISHED && article.verdicts().empty();
}

absl::StatusOr<Sketch> MakeSketch(ArticleWriter& writer,
                                  const v1::Article& article) {
  const std::vector<uint64_t> shingles = ArticleShingles(article);
  const auto keys = text::BandKeys(text::MakeMinHash(shingles));
  Sketch sketch;
  sketch.band_keys.assign(keys.begin(), keys.end());
  sketch.words = CountArticleWords(article);
  if (article.has_publish_time()) {
    sketch.publish_time = ToTime(article.publish_time());
  }
  const auto candidates =
      writer.NearCopyCandidates(sketch.band_keys, kMaxCandidates);
  if (!candidates.ok()) return candidates.status();
  for (const std::string& name : *candidates) {
    if (name == article.name()) continue;
    const auto other = writer.Get(name);
    if (!other.ok()) return other.status();
    if (!*other) continue;
    const auto others = ArticleShingles((*other)->article);
    if (!text::IsNearCopy(shingles, others)) continue;
    sketch.near_copies.push_back({name, text::Jaccard(shingles, others)});
  }
  return sketch;
}

// Reads the clusters that hold `start`, without `left_out`.
absl::Status ReadCluster(ArticleWriter& writer,
                         const std::vector<NearCopy>& start,
                         const std::string& left_out, Cluster& cluster,
                         std::map<std::string, std::string>& canonical_before) {
  std::vector<std::string> open;
  for (const NearCopy& copy : start) open.push_back(copy.name);
  while (!open.empty() && cluster.size() < kMaxCluster) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (name == left_out || cluster.contains(name)) continue;
    const auto sketch = writer.GetSketch(name);
    if (!sketch.ok()) return sketch.status();
    if (!*sketch) continue;
    ClusterMember& member = cluster[name];
    member.words = (*sketch)->words;
    member.publish_time = (*sketch)->publish_time;
    canonical_before[name] = (*sketch)->canonical;
    for (const NearCopy& copy : (*sketch)->near_copies) {
      if (copy.name == left_out) continue;
      member.near_copies[copy.name] = copy.similarity;
      open.push_back(copy.name);
    }
  }
  return absl::OkStatus();
}

absl::Status MoveVerdict(ArticleWriter& writer, const std::string& name,
                         const std::string& canonical, double similarity) {
  auto stored = writer.Get(name);
  if (!stored.ok()) return stored.status();
  if (!*stored) return absl::OkStatus();
  v1::Article& article = (*stored)->article;
  if (canonical.empty()) {
    ClearDuplicate(article);
  } else {
    SetDuplicate(article, canonical, similarity);
  }
  const absl::Status status = writer.Put(article);
  return status.ok() ? writer.SetCanonical(name, canonical) : status;
}

}  // namespace

absl::Status PutWithNearCopies(ArticleWriter& writer, v1::Article& article) {
  ClearDuplicate(article);
  const auto before = writer.GetSketch(article.name());
  if (!before.ok()) return before.status();
  const bool takes_part = TakesPart(article);
  if (!takes_part && !*before) return writer.Put(article);

  std::vector<NearCopy> touched;
  if (*before) touched = (*before)->near_copies;
  Sketch sketch;
  if (takes_part) {
    auto made = MakeSketch(writer, article);
    if (!made.ok()) return made.status();
    sketch = *std::move(made);
    touched.insert(touched.end(), sketch.near_copies.begin(),
                   sketch.near_copies.end());
  }

  Cluster cluster;
  std::map<std::string, std::string> canonical_before;
  absl::Status status =
      ReadCluster(writer, touched, article.name(), cluster, canonical_before);
  if (!status.ok()) return status;
  if (takes_part) {
    ClusterMember& self = cluster[article.name()];
    self.words = sketch.words;
    self.publish_time = sketch.publish_time;
    for (const NearCopy& copy : sketch.near_copies) {
      self.near_copies[copy.name] = copy.similarity;
      const auto other = cluster.find(copy.name);
      if (other == cluster.end()) continue;
      other->second.near_copies[article.name()] = copy.similarity;
    }
  }
  const auto canonical_of = CanonicalOf(cluster);
  if (takes_part) {
    sketch.canonical = canonical_of.at(article.name());
    if (!sketch.canonical.empty()) {
      SetDuplicate(article, sketch.canonical,
                   cluster[article.name()].near_copies[sketch.canonical]);
    }
  }
  status = writer.Put(article);
  if (!status.ok()) return status;
  status = takes_part ? writer.SetSketch(article.name(), sketch)
                      : writer.RemoveSketch(article.name());
  if (!status.ok()) return status;
  for (const auto& [name, canonical] : canonical_of) {
    if (name == article.name() || canonical_before[name] == canonical) continue;
    status = MoveVerdict(
        writer, name, canonical,
        canonical.empty() ? 0 : cluster[name].near_copies[canonical]);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace byline::article
