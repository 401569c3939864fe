#include "services/recommendation/core/index/segment_stories.h"

#include <algorithm>
#include <array>

namespace byline::recommendation {
namespace {

// Half of a fingerprint is enough to tell a few terms apart.
uint32_t IdOf(uint64_t term) { return static_cast<uint32_t>(term >> 32); }

void PutInOrder(std::vector<StoryTerm>& terms) {
  const auto by_id = [](const StoryTerm& a, const StoryTerm& b) {
    return a.id != b.id ? a.id < b.id : a.weight > b.weight;
  };
  // In a packed segment numbers rise with terms.
  if (!std::is_sorted(terms.begin(), terms.end(), by_id)) {
    std::sort(terms.begin(), terms.end(), by_id);
  }
  terms.erase(std::unique(terms.begin(), terms.end(),
                          [](const StoryTerm& a, const StoryTerm& b) {
                            return a.id == b.id;
                          }),
              terms.end());
}

}  // namespace

bool HasStory(const Document& document) {
  return document.offerable && document.publish_second != Document::kNoTime;
}

void ReadStoryTerms(const Segment& segment, Slot slot,
                    std::vector<StoryTerm>& terms) {
  UnpackedTerms unpacked;
  segment.documents().Unpack(slot, unpacked);
  std::array<uint64_t, kMostTerms> fingerprints;
  segment.TermsOf(unpacked, fingerprints);
  const TermShares shares(unpacked);
  terms.resize(unpacked.size);
  for (size_t i = 0; i < unpacked.size; ++i) {
    terms[i] = {IdOf(fingerprints[i]), shares.Of(unpacked.terms[i].weight),
                (unpacked.names >> i & 1) != 0,
                (unpacked.headline >> i & 1) != 0};
  }
  PutInOrder(terms);
}

std::vector<StoryTerm> StoryTermsOf(const WeightedArticle& article) {
  const TermShares shares(article.terms);
  std::vector<StoryTerm> terms;
  terms.reserve(article.terms.size());
  for (const WeightedTerm& term : article.terms) {
    terms.push_back({IdOf(term.term), shares.Of(term.weight), term.is_name,
                     term.in_headline});
  }
  PutInOrder(terms);
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
    ReadStoryTerms(segment, slots[i], terms);
    return StoryDocument{document.number, document.publish_second, terms};
  });
}

}  // namespace byline::recommendation
