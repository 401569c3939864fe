#include "services/recommendation/core/index/base_segment.h"

#include <absl/types/span.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "services/recommendation/core/index/packed_slots.h"
#include "services/recommendation/core/index/term_postings.h"

namespace byline::recommendation {

BaseSegment::Builder::Builder(std::shared_ptr<const FingerprintList> terms,
                              std::shared_ptr<const LatentCells> cells,
                              size_t articles)
    : segment_(new BaseSegment(std::move(terms), std::move(cells))) {
  segment_->documents_.Reserve(articles);
}

void BaseSegment::Builder::Add(const Document& document,
                               const WeightedArticle& article,
                               const CopySketch& sketch) {
  segment_->documents_.Add(document, article, sketch);
}

std::unique_ptr<BaseSegment> BaseSegment::Builder::Finish(
    std::vector<Slot>& slots, absl::optional<CopyBands> bands) && {
  slots = segment_->SortByCells();
  segment_->TakeStates();
  segment_->PackPostings();
  if (bands.has_value()) {
    segment_->bands_ = *std::move(bands);
    segment_->bands_.Renumber(slots);
  } else {
    segment_->bands_ = segment_->MakeBands();
  }
  segment_->bands_.DropRuns();
  return std::move(segment_);
}

std::vector<Slot> BaseSegment::SortByCells() {
  const std::vector<uint32_t> cell_of = cells().CellsOf(documents_.latent());
  cell_begin_.assign(cells().size() + 1, 0);
  for (const uint32_t cell : cell_of) ++cell_begin_[cell + 1];
  std::partial_sum(cell_begin_.begin(), cell_begin_.end(), cell_begin_.begin());
  std::vector<Slot> next(cell_begin_.begin(), cell_begin_.end() - 1);
  std::vector<Slot> order(documents_.size());
  std::vector<Slot> slots(documents_.size());
  for (Slot slot = 0; slot < documents_.size(); ++slot) {
    slots[slot] = next[cell_of[slot]]++;
    order[slots[slot]] = slot;
  }
  documents_.Reorder(order);
  return slots;
}

CellArticles BaseSegment::InCell(uint32_t cell) const {
  return {cell_begin_[cell + 1] - cell_begin_[cell], cell_begin_[cell],
          nullptr};
}

void BaseSegment::PackPostings() {
  const size_t terms = terms_->size();
  const auto count = static_cast<Slot>(documents_.size());
  // Terms lie anywhere: each article's are asked for while those before it are
  // written.
  std::array<UnpackedTerms, 3> unpacked;
  const auto unpack = [&](Slot slot, const std::vector<uint32_t>& asked) {
    UnpackedTerms& article = unpacked[slot % unpacked.size()];
    article.size = 0;
    if (slot >= count || !documents_.At(slot).offerable) return;
    documents_.Unpack(slot, article);
    for (size_t i = 0; i < article.size; ++i) {
      __builtin_prefetch(&asked[article.terms[i].number], 1);
    }
  };
  std::vector<uint32_t> begin(terms + 1);
  unpack(0, begin);
  for (Slot slot = 0; slot < count; ++slot) {
    unpack(slot + 1, begin);
    const UnpackedTerms& article = unpacked[slot % unpacked.size()];
    for (size_t i = 0; i < article.size; ++i) {
      ++begin[article.terms[i].number + 1];
    }
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  // All are written: nothing is there before.
  const size_t holder_count = begin[terms];
  const auto holders = std::make_unique_for_overwrite<uint32_t[]>(holder_count);
  std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
  const auto ask_for_holders = [&](Slot slot) {
    const UnpackedTerms& article = unpacked[slot % unpacked.size()];
    for (size_t i = 0; i < article.size; ++i) {
      __builtin_prefetch(&holders[next[article.terms[i].number]], 1);
    }
  };
  unpack(0, next);
  unpack(1, next);
  ask_for_holders(0);
  for (Slot slot = 0; slot < count; ++slot) {
    unpack(slot + 2, next);
    ask_for_holders(slot + 1);
    const UnpackedTerms& article = unpacked[slot % unpacked.size()];
    const TermShares shares(article);
    for (size_t i = 0; i < article.size; ++i) {
      const PackedTerm& term = article.terms[i];
      holders[next[term.number]++] =
          TermPostingsPacker::Holder(LevelOf(shares.Of(term.weight)), slot);
    }
  }
  postings_begin_.reserve(terms + 1);
  // A byte and a half a holder and, in all, some for each term.
  postings_.reserve(2 * holder_count);
  TermPostingsPacker packer;
  for (size_t term = 0; term < terms; ++term) {
    postings_begin_.push_back(static_cast<uint32_t>(postings_.size()));
    packer.Append({holders.get() + begin[term], begin[term + 1] - begin[term]},
                  postings_);
  }
  postings_begin_.push_back(static_cast<uint32_t>(postings_.size()));
  postings_.resize(postings_.size() + kPackedSlotsMargin);
  postings_.shrink_to_fit();
}

CopyBands BaseSegment::MakeBands() const {
  std::vector<Slot> offerable;
  for (Slot slot = 0; slot < documents_.size(); ++slot) {
    if (documents_.At(slot).offerable) offerable.push_back(slot);
  }
  return CopyBands(offerable, [&](Slot slot) -> const CopySketch& {
    return documents_.Sketch(slot);
  });
}

absl::optional<uint32_t> BaseSegment::Find(uint64_t term) const {
  const size_t place = terms_->Find(term);
  if (place == terms_->size()) return absl::nullopt;
  return static_cast<uint32_t>(place);
}

void BaseSegment::TermsOf(
    const UnpackedTerms& terms,
    std::array<uint64_t, kMostTerms>& fingerprints) const {
  const std::vector<uint64_t>& sorted = terms_->sorted();
  for (size_t i = 0; i < terms.size; ++i) {
    __builtin_prefetch(&sorted[terms.terms[i].number]);
  }
  for (size_t i = 0; i < terms.size; ++i) {
    fingerprints[i] = sorted[terms.terms[i].number];
  }
}

void BaseSegment::AppendRuns(const std::vector<uint32_t>& numbers,
                             PostingRuns& runs) const {
  // Terms lie anywhere: all are asked for before the first one is read.
  for (const uint32_t number : numbers) {
    __builtin_prefetch(&postings_begin_[number]);
  }
  for (const uint32_t number : numbers) {
    __builtin_prefetch(postings_.data() + postings_begin_[number]);
  }
  for (uint32_t term = 0; term < numbers.size(); ++term) {
    const uint32_t begin = postings_begin_[numbers[term]];
    if (begin == postings_begin_[numbers[term] + 1]) continue;
    AppendTermRuns(postings_.data() + begin, term, runs);
  }
}

void BaseSegment::Save(
    const std::vector<Document>& documents,
    const std::shared_ptr<const FingerprintList>& weights_terms,
    SnapshotWriter& writer) const {
  const bool shares = terms_ == weights_terms;
  writer.Write(shares);
  if (!shares) writer.WriteVector(terms_->sorted());
  documents_.Save(documents, writer);
  writer.WriteVector(cell_begin_);
  writer.WriteVector(postings_begin_);
  writer.WriteVector(postings_);
  bands_.Save(writer);
}

std::unique_ptr<BaseSegment> BaseSegment::Load(
    const std::shared_ptr<const FingerprintList>& weights_terms,
    std::shared_ptr<const LatentCells> cells, SnapshotReader& reader) {
  std::unique_ptr<BaseSegment> segment(new BaseSegment(
      reader.Read<bool>()
          ? weights_terms
          : std::make_shared<FingerprintList>(reader.ReadVector<uint64_t>()),
      std::move(cells)));
  if (!segment->documents_.Load(reader)) return nullptr;
  segment->cell_begin_ = reader.ReadVector<Slot>();
  segment->postings_begin_ = reader.ReadVector<uint32_t>();
  segment->postings_ = reader.ReadVector<uint8_t>();
  if (!segment->bands_.Load(reader) ||
      segment->cell_begin_.size() != segment->cells().size() + 1 ||
      segment->cell_begin_.back() != segment->documents_.size() ||
      segment->postings_begin_.size() != segment->terms_->size() + 1 ||
      segment->postings_begin_.back() + kPackedSlotsMargin !=
          segment->postings_.size()) {
    return nullptr;
  }
  segment->TakeStates();
  return segment;
}

void BaseSegment::AppendCopyCandidates(const CopySketch& sketch,
                                       std::vector<Slot>& slots) const {
  bands_.AppendSharing(
      sketch,
      [&](Slot slot) -> const CopySketch& { return documents_.Sketch(slot); },
      slots);
}

size_t BaseSegment::Bytes() const {
  return documents_.Bytes() + postings_.capacity() +
         cell_begin_.capacity() * sizeof(Slot) +
         postings_begin_.capacity() * sizeof(uint32_t) + terms_->Bytes() +
         bands_.Bytes();
}

}  // namespace byline::recommendation
