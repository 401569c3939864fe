#include "services/recommendation/core/index/base_segment.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/recommendation/core/index/term_weights.h"

namespace byline::recommendation {

BaseSegment::Builder::Builder(
    std::shared_ptr<const std::vector<uint64_t>> terms)
    : segment_(new BaseSegment) {
  segment_->terms_ = std::move(terms);
}

Slot BaseSegment::Builder::Add(const Document& document,
                               const WeightedArticle& article,
                               const CopySketch& sketch) {
  std::vector<uint32_t> numbers;
  numbers.reserve(article.terms.size());
  for (const WeightedTerm& term : article.terms) {
    numbers.push_back(
        static_cast<uint32_t>(FindFingerprint(*segment_->terms_, term.term)));
  }
  const Slot slot =
      segment_->documents_.Add(document, article, numbers, sketch);
  segment_->SetFindable(slot);
  return slot;
}

std::unique_ptr<BaseSegment> BaseSegment::Builder::Finish() && {
  segment_->documents_.ShrinkToFit();
  segment_->PackPostings();
  segment_->SortBands();
  return std::move(segment_);
}

void BaseSegment::PackPostings() {
  struct Holder {
    Slot slot = 0;
    uint8_t level = 0;
  };
  const size_t terms = terms_->size();
  const auto count = static_cast<Slot>(documents_.size());
  UnpackedTerms unpacked;
  std::vector<uint32_t> begin(terms + 1);
  for (Slot slot = 0; slot < count; ++slot) {
    if (!documents_.At(slot).offerable) continue;
    documents_.Unpack(slot, unpacked);
    for (size_t i = 0; i < unpacked.size; ++i) {
      ++begin[unpacked.terms[i].number + 1];
    }
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<Holder> holders(begin[terms]);
  std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
  for (Slot slot = 0; slot < count; ++slot) {
    if (!documents_.At(slot).offerable) continue;
    documents_.Unpack(slot, unpacked);
    const double length = LengthOf(unpacked);
    for (size_t i = 0; i < unpacked.size; ++i) {
      const PackedTerm& term = unpacked.terms[i];
      holders[next[term.number]++] = {slot, LevelOf(term.weight / length)};
    }
  }
  postings_begin_.reserve(terms + 1);
  std::vector<uint8_t> run;
  for (size_t term = 0; term < terms; ++term) {
    postings_begin_.push_back(static_cast<uint32_t>(postings_.size()));
    const auto first = holders.begin() + begin[term];
    const auto last = holders.begin() + begin[term + 1];
    // Slots came in rising order: a stable sort keeps it inside a level.
    std::stable_sort(first, last, [](const Holder& a, const Holder& b) {
      return a.level < b.level;
    });
    for (auto at = first; at != last;) {
      const uint8_t level = at->level;
      uint32_t before = 0;
      uint32_t in_run = 0;
      run.clear();
      for (; at != last && at->level == level; ++at, ++in_run) {
        AppendVarint(at->slot - before, run);
        before = at->slot;
      }
      postings_.push_back(level);
      AppendVarint(in_run, postings_);
      AppendVarint(static_cast<uint32_t>(run.size()), postings_);
      postings_.insert(postings_.end(), run.begin(), run.end());
    }
  }
  postings_begin_.push_back(static_cast<uint32_t>(postings_.size()));
  postings_.shrink_to_fit();
}

void BaseSegment::SortBands() {
  std::vector<Slot> offerable;
  for (Slot slot = 0; slot < documents_.size(); ++slot) {
    if (documents_.At(slot).offerable) offerable.push_back(slot);
  }
  std::vector<std::pair<uint32_t, Slot>> keyed(offerable.size());
  for (size_t band = 0; band < kCopyBands; ++band) {
    for (size_t i = 0; i < offerable.size(); ++i) {
      keyed[i] = {CopyBand(documents_.Sketch(offerable[i]), band),
                  offerable[i]};
    }
    std::sort(keyed.begin(), keyed.end());
    std::vector<Slot>& sorted = bands_[band];
    sorted.resize(keyed.size());
    std::transform(keyed.begin(), keyed.end(), sorted.begin(),
                   [](const auto& entry) { return entry.second; });
  }
}

absl::optional<uint32_t> BaseSegment::Find(uint64_t term) const {
  const size_t place = FindFingerprint(*terms_, term);
  if (place == terms_->size()) return absl::nullopt;
  return static_cast<uint32_t>(place);
}

void BaseSegment::AppendRuns(uint32_t number,
                             std::vector<PostingRun>& runs) const {
  const uint8_t* at = postings_.data() + postings_begin_[number];
  const uint8_t* const end = postings_.data() + postings_begin_[number + 1];
  while (at != end) {
    PostingRun& run = runs.emplace_back();
    run.level = *at++;
    run.count = ReadVarint(at);
    const uint32_t bytes = ReadVarint(at);
    run.packed = at;
    at += bytes;
  }
}

void BaseSegment::AppendCopyCandidates(const CopySketch& sketch,
                                       std::vector<Slot>& slots) const {
  for (size_t band = 0; band < kCopyBands; ++band) {
    const std::vector<Slot>& sorted = bands_[band];
    const uint32_t wanted = CopyBand(sketch, band);
    const auto key = [&](Slot slot) {
      return CopyBand(documents_.Sketch(slot), band);
    };
    // Keys are hashes: near where an even spread would have it.
    constexpr double kKeys = 1 << 24;
    size_t width = 16;
    const auto guess = static_cast<size_t>(wanted / kKeys *
                                           static_cast<double>(sorted.size()));
    size_t low = guess;
    while (low > 0 && key(sorted[low]) >= wanted) {
      low -= std::min(low, width);
      width *= 2;
    }
    width = 16;
    size_t high = std::min(guess + 1, sorted.size());
    while (high < sorted.size() && key(sorted[high - 1]) < wanted) {
      high = std::min(sorted.size(), high + width);
      width *= 2;
    }
    auto at = std::lower_bound(
        sorted.begin() + static_cast<ptrdiff_t>(low),
        sorted.begin() + static_cast<ptrdiff_t>(high), wanted,
        [&](Slot slot, uint32_t value) { return key(slot) < value; });
    for (; at != sorted.end() && key(*at) == wanted; ++at) slots.push_back(*at);
  }
}

size_t BaseSegment::Bytes() const {
  size_t bytes = documents_.Bytes() + postings_.capacity() +
                 postings_begin_.capacity() * sizeof(uint32_t) +
                 terms_->capacity() * sizeof(uint64_t);
  for (const std::vector<Slot>& band : bands_) {
    bytes += band.capacity() * sizeof(Slot);
  }
  return bytes;
}

std::unique_ptr<BaseSegment> PackSegment(
    const std::vector<SourceArticle>& articles) {
  auto terms = std::make_shared<std::vector<uint64_t>>();
  absl::flat_hash_map<const Segment*, std::vector<bool>> seen;
  UnpackedTerms unpacked;
  for (const SourceArticle& article : articles) {
    std::vector<bool>& numbers = seen[article.segment];
    article.segment->documents().Unpack(article.slot, unpacked);
    for (size_t i = 0; i < unpacked.size; ++i) {
      const uint32_t number = unpacked.terms[i].number;
      if (number >= numbers.size()) numbers.resize(number + 1);
      if (numbers[number]) continue;
      numbers[number] = true;
      terms->push_back(article.segment->TermOf(number));
    }
  }
  std::sort(terms->begin(), terms->end());
  terms->erase(std::unique(terms->begin(), terms->end()), terms->end());
  terms->shrink_to_fit();
  BaseSegment::Builder builder(std::move(terms));
  for (const SourceArticle& article : articles) {
    builder.Add(article.document, article.segment->Weighted(article.slot),
                article.segment->documents().Sketch(article.slot));
  }
  return std::move(builder).Finish();
}

}  // namespace byline::recommendation
