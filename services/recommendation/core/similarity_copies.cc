// Near-copies in the index of similar articles.
#include <algorithm>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/copy_sketch.h"
#include "services/recommendation/core/index/copy_pairs.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

void SimilarityIndex::JoinCopies(const Place& place,
                                 const PreparedArticle& article) {
  std::vector<uint32_t> shingles;  // made when needed
  const FoundArticle own = ArticleAt(place);
  const CopySketch& sketch = own.segment->documents().Sketch(own.slot);
  for (const Segment* segment : place.index->Segments()) {
    std::vector<Slot> slots;
    segment->AppendCopyCandidates(sketch, slots);
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    for (const Slot slot : slots) {
      const Document& other = segment->documents().At(slot);
      const uint32_t cluster = copies_.ClusterOf(article.facts.name);
      if (!other.alive || other.name == DocumentAt(place).name ||
          (cluster != 0 && cluster == other.copies) ||
          !AreAlikeBeyondABand(sketch, segment->documents().Sketch(slot))) {
        continue;
      }
      const std::string other_name = records_->Facts(other.record).name;
      if (other_name.empty()) continue;  // damaged
      if (shingles.empty()) shingles = SortedShingles(article.Shingles());
      const std::vector<uint32_t> others =
          SortedShingles(records_->Shingles(other.record));
      if (!IsCopy(CompareShingles(shingles, others))) continue;
      copies_.Join({article.facts.name, shingles.size(),
                    DocumentAt(place).publish_second},
                   {other_name, others.size(), other.publish_second});
    }
  }
  MarkCopies(copies_.Members(copies_.ClusterOf(article.facts.name)));
}

void SimilarityIndex::MarkCopies(
    const std::vector<CopyClusters::Member>& members) {
  for (const CopyClusters::Member& member : members) {
    const auto found = places_.find(text::TermFingerprint(member.name));
    if (found == places_.end()) continue;
    const Place& place = found->second;
    const uint32_t cluster = copies_.ClusterOf(member.name);
    const bool repeats =
        cluster != 0 && copies_.Members(cluster).front().name != member.name;
    place.index->SegmentAt(place.location.segment)
        .SetCopies(place.location.slot, cluster, repeats);
  }
}

void SimilarityIndex::JoinLoosenedCopies() {
  while (!ends_upkeep_) {
    const WriterLock lock(mutex_);
    const std::vector<CopyClusters::Member> members = copies_.TakeLoosened();
    if (members.empty()) return;
    ++writes_;
    MarkCopies(members);
    for (const CopyClusters::Member& member : members) {
      const Place place = places_.at(text::TermFingerprint(member.name));
      JoinCopies(place, records_->Article(DocumentAt(place).record));
    }
  }
}

void SimilarityIndex::JoinAllCopies(const std::vector<CopyPair>& pairs,
                                    BaseSegment& segment) {
  const DocumentTable& documents = segment.documents();
  const auto member = [&](const CopyOf& one) {
    const Document& document = documents.At(one.article);
    return CopyClusters::Member{records_->Facts(document.record).name,
                                one.shingles, document.publish_second};
  };
  const WriterLock lock(mutex_);
  // Null where it has gone meanwhile, or been replaced.
  const auto now = [&](const CopyOf& one)
                       EXCLUSIVE_LOCKS_REQUIRED(mutex_) -> const Document* {
    const Document& document = documents.At(one.article);
    const auto place = places_.find(document.name);
    if (place == places_.end()) return nullptr;
    const Document& found = DocumentAt(place->second);
    return found.record == document.record ? &found : nullptr;
  };
  std::vector<CopyClusters::Member> members;
  for (const CopyPair& pair : pairs) {
    if (now(pair.a) == nullptr || now(pair.b) == nullptr) continue;
    const CopyClusters::Member a = member(pair.a);
    const CopyClusters::Member b = member(pair.b);
    if (a.name.empty() || b.name.empty()) continue;  // damaged
    members.push_back(a);
    members.push_back(b);
    copies_.Join(a, b);
  }
  MarkCopies(members);
  for (const CopyPair& pair : pairs) {
    for (const CopyOf& one : {pair.a, pair.b}) {
      const Document* const marked = now(one);
      if (marked == nullptr) continue;
      segment.SetCopies(one.article, marked->copies, marked->repeats);
    }
  }
}

}  // namespace byline::recommendation
