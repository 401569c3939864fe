#include "services/recommendation/core/copy_pairs.h"

#include <cstdint>
#include <numeric>
#include <utility>

#include "services/recommendation/core/copy_sketch.h"

namespace byline::recommendation {
namespace {

// Clusters of slots that grow together.
class Forest {
 public:
  explicit Forest(size_t slots) : above_(slots) {
    std::iota(above_.begin(), above_.end(), Slot{0});
  }
  Slot RootOf(Slot slot) {
    while (above_[slot] != slot) {
      above_[slot] = above_[above_[slot]];
      slot = above_[slot];
    }
    return slot;
  }
  void Join(Slot a, Slot b) { above_[RootOf(a)] = RootOf(b); }

 private:
  std::vector<Slot> above_;
};

class PairFinder {
 public:
  PairFinder(const BaseSegment& segment, const ArticleRecords& records)
      : documents_(segment.documents()),
        records_(records),
        clusters_(documents_.size()) {}

  // Compares an article with those behind it in its band.
  void Compare(const Slot* first, const Slot* end) {
    std::vector<uint32_t> shingles;  // made when needed
    for (const Slot* other = first + 1; other != end; ++other) {
      if (clusters_.RootOf(*first) == clusters_.RootOf(*other) ||
          !AreAlikeBeyondABand(documents_.Sketch(*first),
                               documents_.Sketch(*other))) {
        continue;
      }
      if (shingles.empty()) shingles = ShinglesOf(*first);
      const std::vector<uint32_t> others = ShinglesOf(*other);
      if (!IsCopy(CompareShingles(shingles, others))) continue;
      clusters_.Join(*first, *other);
      pairs_.push_back({{*first, shingles.size()}, {*other, others.size()}});
    }
  }
  std::vector<CopyPair> Take() { return std::move(pairs_); }

 private:
  std::vector<uint32_t> ShinglesOf(Slot slot) const {
    return SortedShingles(records_.Shingles(documents_.At(slot).record));
  }

  const DocumentTable& documents_;
  const ArticleRecords& records_;
  Forest clusters_;
  std::vector<CopyPair> pairs_;
};

}  // namespace

std::vector<CopyPair> FindCopyPairs(const BaseSegment& segment,
                                    const ArticleRecords& records) {
  PairFinder finder(segment, records);
  const DocumentTable& documents = segment.documents();
  for (size_t band = 0; band < kCopyBands; ++band) {
    const std::vector<Slot>& slots = segment.Band(band);
    std::vector<uint32_t> keys;
    keys.reserve(slots.size());
    for (const Slot slot : slots) {
      keys.push_back(CopyBand(documents.Sketch(slot), band));
    }
    for (size_t first = 0, end = 0; first < slots.size(); ++first) {
      if (end <= first) end = first + 1;
      while (end < slots.size() && keys[end] == keys[first]) ++end;
      finder.Compare(slots.data() + first, slots.data() + end);
    }
  }
  return finder.Take();
}

}  // namespace byline::recommendation
