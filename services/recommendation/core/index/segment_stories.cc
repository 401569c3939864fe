#include "services/recommendation/core/index/segment_stories.h"

#include <algorithm>

namespace byline::recommendation {

bool HasStory(const Document& document) {
  return document.offerable && document.publish_second != Document::kNoTime;
}

std::vector<StoryTerm> StoryTerms(const Segment& segment, Slot slot) {
  const std::vector<WeightedTerm> weighted = segment.Weighted(slot).terms;
  const auto length = static_cast<float>(LengthOf(weighted));
  std::vector<StoryTerm> terms;
  terms.reserve(weighted.size());
  for (const WeightedTerm& term : weighted) {
    // Half of the fingerprint is enough to tell a few terms apart.
    const auto id = static_cast<uint32_t>(term.term >> 32);
    if (!terms.empty() && terms.back().id == id) continue;
    terms.push_back({id, static_cast<float>(term.weight) / length, term.is_name,
                     term.in_headline});
  }
  return terms;
}

StoryClusters MakeStories(const Segment& segment, const StoryClusters& before) {
  std::vector<Slot> slots;
  const DocumentTable& documents = segment.documents();
  for (Slot slot = 0; slot < documents.size(); ++slot) {
    if (HasStory(documents.At(slot))) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(), [&](Slot a, Slot b) {
    const Document& first = documents.At(a);
    const Document& second = documents.At(b);
    return first.publish_second != second.publish_second
               ? first.publish_second < second.publish_second
               : first.name < second.name;
  });
  std::vector<StoryTerm> terms;
  constexpr size_t kAhead = 4;
  return before.Rebuilt(slots.size(), [&](size_t i) {
    if (i + kAhead < slots.size()) documents.PrefetchTerms(slots[i + kAhead]);
    const Document& document = documents.At(slots[i]);
    terms = StoryTerms(segment, slots[i]);
    return StoryDocument{document.number, document.publish_second, terms};
  });
}

}  // namespace byline::recommendation
