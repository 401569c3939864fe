#include "services/recommendation/core/index/pack_segment.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <utility>

namespace byline::recommendation {

void PutInOrder(const std::vector<Slot>& slots,
                std::vector<SourceArticle>& articles) {
  std::vector<SourceArticle> ordered(articles.size());
  for (size_t i = 0; i < slots.size(); ++i) ordered[slots[i]] = articles[i];
  articles = std::move(ordered);
}

std::unique_ptr<BaseSegment> PackSegment(
    std::shared_ptr<const LatentCells> cells,
    std::vector<SourceArticle>& articles, absl::FunctionRef<bool()> gives_up) {
  // Numbers of terms in the new segment by those in the old ones.
  constexpr uint32_t kUnused = UINT32_MAX;
  absl::flat_hash_map<const Segment*, std::vector<uint32_t>> numbers;
  std::vector<uint64_t> held;
  UnpackedTerms unpacked;
  for (const SourceArticle& article : articles) {
    if (gives_up()) return nullptr;
    std::vector<uint32_t>& of_segment = numbers[article.segment];
    article.segment->documents().Unpack(article.slot, unpacked);
    for (size_t i = 0; i < unpacked.size; ++i) {
      const uint32_t number = unpacked.terms[i].number;
      if (number >= of_segment.size()) of_segment.resize(number + 1, kUnused);
      if (of_segment[number] != kUnused) continue;
      of_segment[number] = 0;
      held.push_back(article.segment->TermOf(number));
    }
  }
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());
  held.shrink_to_fit();
  const auto terms = std::make_shared<FingerprintList>(std::move(held));
  for (auto& [segment, of_segment] : numbers) {
    for (uint32_t old = 0; old < of_segment.size(); ++old) {
      if (of_segment[old] == kUnused) continue;
      of_segment[old] =
          static_cast<uint32_t>(terms->Find(segment->TermOf(old)));
    }
  }
  BaseSegment::Builder builder(terms, std::move(cells), articles.size());
  for (const SourceArticle& article : articles) {
    if (gives_up()) return nullptr;
    WeightedArticle weighted = article.segment->Weighted(article.slot);
    const std::vector<uint32_t>& of_segment = numbers[article.segment];
    for (WeightedTerm& term : weighted.terms) {
      term.number = of_segment[term.number];
    }
    builder.Add(article.document, weighted, article.Sketch());
  }
  std::vector<Slot> slots;
  std::unique_ptr<BaseSegment> packed = std::move(builder).Finish(slots);
  PutInOrder(slots, articles);
  return packed;
}

}  // namespace byline::recommendation
