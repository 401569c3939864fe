#include "services/recommendation/core/index/delta_segment.h"

#include <algorithm>

namespace byline::recommendation {
namespace {

uint64_t BandKey(const CopySketch& sketch, size_t band) {
  return band << 24 | CopyBand(sketch, band);
}

}  // namespace

Slot DeltaSegment::Add(const Document& document, const WeightedArticle& article,
                       const CopySketch& sketch) {
  std::vector<uint32_t> numbers;
  numbers.reserve(article.terms.size());
  for (const WeightedTerm& term : article.terms) {
    const auto [number, added] =
        numbers_.try_emplace(term.term, static_cast<uint32_t>(terms_.size()));
    if (added) {
      terms_.push_back(term.term);
      levels_.push_back(0);
    }
    numbers.push_back(number->second);
  }
  const Slot slot = documents_.Add(document, article, numbers, sketch);
  SetFindable(slot);
  if (!document.offerable) return slot;
  const double length = LengthOf(article.terms);
  for (size_t i = 0; i < numbers.size(); ++i) {
    const uint8_t level = LevelOf(article.terms[i].weight / length);
    levels_[numbers[i]] =
        static_cast<uint16_t>(levels_[numbers[i]] | 1U << level);
    postings_[uint64_t{numbers[i]} * kLevels + level].push_back(slot);
  }
  for (size_t band = 0; band < kCopyBands; ++band) {
    bands_[BandKey(sketch, band)].push_back(slot);
  }
  return slot;
}

absl::optional<uint32_t> DeltaSegment::Find(uint64_t term) const {
  const auto found = numbers_.find(term);
  if (found == numbers_.end()) return absl::nullopt;
  return found->second;
}

void DeltaSegment::AppendRuns(uint32_t number,
                              std::vector<PostingRun>& runs) const {
  for (uint8_t level = 0; level < kLevels; ++level) {
    if ((levels_[number] >> level & 1) == 0) continue;
    const Slots& slots = postings_.at(uint64_t{number} * kLevels + level);
    runs.push_back(
        {level, static_cast<uint32_t>(slots.size()), nullptr, slots.data()});
  }
}

void DeltaSegment::AppendCopyCandidates(const CopySketch& sketch,
                                        std::vector<Slot>& slots) const {
  for (size_t band = 0; band < kCopyBands; ++band) {
    const auto found = bands_.find(BandKey(sketch, band));
    if (found == bands_.end()) continue;
    slots.insert(slots.end(), found->second.begin(), found->second.end());
  }
}

size_t DeltaSegment::Bytes() const {
  // About: what the small vectors keep outside of themselves is estimated.
  return documents_.Bytes() + terms_.capacity() * sizeof(uint64_t) +
         levels_.capacity() * sizeof(uint16_t) +
         numbers_.capacity() * (sizeof(uint64_t) + sizeof(uint32_t) + 1) +
         postings_.capacity() * (sizeof(uint64_t) + sizeof(Slots) + 1) +
         bands_.capacity() * (sizeof(uint64_t) + sizeof(Slots) + 1);
}

}  // namespace byline::recommendation
