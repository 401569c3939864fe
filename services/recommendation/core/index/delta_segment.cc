#include "services/recommendation/core/index/delta_segment.h"

#include <algorithm>
#include <array>
#include <utility>

namespace byline::recommendation {
namespace {

// Of a posting's number: the slot's bits; the level lies above them.
constexpr int kDeltaSlotBits = 24;
constexpr uint32_t kDeltaSlotMask = (1U << kDeltaSlotBits) - 1;

// A permutation: no two bands share a key.
uint64_t BandKey(const CopySketch& sketch, size_t band) {
  return (uint64_t{band} << 24 | CopyBand(sketch, band)) * 0x9E3779B97F4A7C15;
}

}  // namespace

DeltaSegment::DeltaSegment(std::shared_ptr<const FingerprintList> terms,
                           std::shared_ptr<const LatentCells> cells)
    : Segment(std::move(cells)),
      terms_(std::move(terms)),
      last_(terms_->size()),
      in_cell_(Segment::cells().size()) {}

void DeltaSegment::Push(Slot slot, uint32_t& last, std::vector<Link>& links) {
  links.push_back({slot, last});
  last = static_cast<uint32_t>(links.size() - 1);
}

Slot DeltaSegment::Add(const Document& document, WeightedArticle article,
                       const CopySketch& sketch) {
  for (WeightedTerm& term : article.terms) {
    if (term.number < terms_->size()) {
      __builtin_prefetch(&last_[term.number]);
      continue;
    }
    const auto [number, added] =
        numbers_.try_emplace(term.term, static_cast<uint32_t>(last_.size()));
    if (added) {
      others_.push_back(term.term);
      last_.push_back(0);
    }
    term.number = number->second;
  }
  std::array<uint64_t, kCopyBands> keys{};
  for (size_t band = 0; band < kCopyBands; ++band) {
    keys[band] = BandKey(sketch, band);
    last_of_band_.prefetch(keys[band]);
  }
  const Slot slot = documents_.Add(document, article, sketch);
  SetFindable(slot);
  in_cell_[cells().CellOf(article.latent)].push_back(slot);
  if (!document.offerable) return slot;
  const TermShares shares(article.terms);
  for (const WeightedTerm& term : article.terms) {
    const uint32_t level = LevelOf(shares.Of(term.weight));
    Push(level << kDeltaSlotBits | slot, last_[term.number], postings_);
  }
  for (const uint64_t key : keys) Push(slot, last_of_band_[key], bands_);
  return slot;
}

Slot DeltaSegment::Take(const Document& document, const CopySketch& sketch) {
  const Slot slot = documents_.Add(document, {}, sketch);
  SetFindable(slot);
  return slot;
}

CellArticles DeltaSegment::InCell(uint32_t cell) const {
  return {in_cell_[cell].size(), 0, in_cell_[cell].data()};
}

absl::optional<uint32_t> DeltaSegment::Find(uint64_t term) const {
  const size_t place = terms_->Find(term);
  if (place < terms_->size()) return static_cast<uint32_t>(place);
  const auto found = numbers_.find(term);
  if (found == numbers_.end()) return absl::nullopt;
  return found->second;
}

uint64_t DeltaSegment::TermOf(uint32_t number) const {
  return number < terms_->size() ? (*terms_)[number]
                                 : others_[number - terms_->size()];
}

void DeltaSegment::AppendRuns(const std::vector<uint32_t>& numbers,
                              PostingRuns& runs) const {
  for (uint32_t term = 0; term < numbers.size(); ++term) {
    AppendRunsOf(term, numbers[term], runs);
  }
}

void DeltaSegment::AppendRunsOf(uint32_t term, uint32_t number,
                                PostingRuns& runs) const {
  std::array<uint32_t, kLevels> counts{};
  for (uint32_t at = last_[number]; at != 0; at = postings_[at].before) {
    ++counts[postings_[at].slot >> kDeltaSlotBits];
  }
  std::array<size_t, kLevels> next{};
  size_t end = runs.slots.size();
  for (size_t level = 0; level < kLevels; ++level) {
    next[level] = end;
    if (counts[level] == 0) continue;
    runs.runs.push_back(
        {term, static_cast<uint8_t>(level), counts[level], nullptr, end});
    end += counts[level];
  }
  runs.slots.resize(end);
  for (uint32_t at = last_[number]; at != 0; at = postings_[at].before) {
    const uint32_t posting = postings_[at].slot;
    runs.slots[next[posting >> kDeltaSlotBits]++] = posting & kDeltaSlotMask;
  }
}

void DeltaSegment::AppendCopyCandidates(const CopySketch& sketch,
                                        std::vector<Slot>& slots) const {
  for (size_t band = 0; band < kCopyBands; ++band) {
    const auto found = last_of_band_.find(BandKey(sketch, band));
    if (found == last_of_band_.end()) continue;
    for (uint32_t at = found->second; at != 0; at = bands_[at].before) {
      // One that was replaced again and again leaves many.
      if (documents_.At(bands_[at].slot).alive) {
        slots.push_back(bands_[at].slot);
      }
    }
  }
}

size_t DeltaSegment::Bytes() const {
  size_t cells = in_cell_.capacity() * sizeof(std::vector<Slot>);
  for (const std::vector<Slot>& cell : in_cell_) {
    cells += cell.capacity() * sizeof(Slot);
  }
  const size_t entry = sizeof(uint64_t) + sizeof(uint32_t) + 1;
  return documents_.Bytes() + cells + others_.capacity() * sizeof(uint64_t) +
         last_.capacity() * sizeof(uint32_t) +
         (postings_.capacity() + bands_.capacity()) * sizeof(Link) +
         (numbers_.capacity() + last_of_band_.capacity()) * entry;
}

}  // namespace byline::recommendation
