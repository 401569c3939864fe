// DocumentTable: what a segment keeps of each article: its terms packed, its
// place in the latent space, the sketch of its shingles, and the few facts that
// decide whether it may be found. Slots count from 0; none is used again.
//
// Packed terms: for each term, by number, the difference to the one before as a
// varint and the weight as a byte; behind them three bitmaps: in the headline,
// in the lead, names. About 220 bytes for 64 terms of a million.
//
// Not thread-safe: the segment's owner holds the lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DOCUMENT_TABLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DOCUMENT_TABLE_H_

#include <absl/types/optional.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "services/recommendation/core/copy_sketch.h"
#include "services/recommendation/core/index/date_density.h"
#include "services/recommendation/core/index/latent_products.h"
#include "services/recommendation/core/index/weighted_article.h"

namespace byline::recommendation {

using Slot = uint32_t;

// Slots go in blocks of so many.
inline constexpr size_t kBlockArticles = 64;

// Facts of an article that a search reads.
struct Document {
  static constexpr int64_t kNoTime = INT64_MIN;

  uint64_t name = 0;    // fingerprint of the article's name
  uint64_t record = 0;  // where its record lies
  int64_t revision = 0;
  int64_t publish_second = kNoTime;  // since 1970
  uint32_t number = 0;               // of the article among its language's
  uint32_t copies = 0;               // its cluster of near-copies; 0: none
  uint16_t section = 0;              // 0: none
  bool offerable = false;            // may stand in lists
  bool repeats = false;              // a better near-copy stands for it
  bool alive = true;                 // false once removed
  bool has_vector = false;           // the publisher's own
  // What lists say of it (hubs.h, hub_marks.h).
  int8_t crowding = 0;  // how crowded it stands; 0: as most do, or not known
  uint8_t least_score = 0;  // by which lists have it; 0: any
};

// A packed term as it is read: its number in the segment.
struct PackedTerm {
  uint32_t number = 0;
  uint8_t weight = 0;
};

// The terms of one article, unpacked.
struct UnpackedTerms {
  size_t size = 0;
  std::array<PackedTerm, kMostTerms> terms;  // by number
  uint64_t headline = 0;  // bit i: terms[i] stands in the headline
  uint64_t lead = 0;
  uint64_t names = 0;
};

class DocumentTable {
 public:
  // Makes room for so many articles.
  void Reserve(size_t articles);
  // Takes terms by their numbers, each at most once. Returns the slot.
  Slot Add(const Document& document, const WeightedArticle& article,
           const CopySketch& sketch);

  size_t size() const { return documents_.size(); }
  const Document& At(Slot slot) const { return documents_[slot]; }
  Document& At(Slot slot) { return documents_[slot]; }
  const LatentVector& Latent(Slot slot) const { return latent_[slot]; }
  const std::vector<LatentVector>& latent() const { return latent_; }
  const LatentLengths& Lengths(Slot slot) const { return lengths_[slot]; }
  const CopySketch& Sketch(Slot slot) const { return sketches_[slot]; }
  void Unpack(Slot slot, UnpackedTerms& terms) const;
  // Asks memory for what a search reads of an article: facts and place in the
  // latent space, or its terms.
  void PrefetchFacts(Slot slot) const {
    __builtin_prefetch(&documents_[slot]);
    __builtin_prefetch(&lengths_[slot]);
    __builtin_prefetch(latent_[slot].data());
    __builtin_prefetch(latent_[slot].data() + kLatentDimensions / 2);
  }
  void PrefetchTerms(Slot slot) const {
    constexpr size_t kLine = 64;  // bytes; terms of an article fill a few
    const uint8_t* const at = packed_.data() + packed_begin_[slot];
    __builtin_prefetch(at);
    __builtin_prefetch(at + kLine);
    __builtin_prefetch(at + 2 * kLine);
  }
  // Puts the articles into another order: `slots[i]` becomes i.
  void Reorder(const std::vector<Slot>& slots);

  // The day of an article's publish_second: many are looked at for it alone.
  Day DayAt(Slot slot) const { return days_[slot]; }
  void PrefetchDay(Slot slot) const { __builtin_prefetch(&days_[slot]); }
  // Those of a block's articles: the first and the last one; first > last where
  // none is known.
  struct Days {
    Day first = INT32_MAX;
    Day last = INT32_MIN;
  };
  const Days& DaysOf(size_t block) const { return block_days_[block]; }

  // Writes everything down, with `documents` for what can change of them; reads
  // it again. What was read is checked for its sizes alone.
  void Save(const std::vector<Document>& documents,
            SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);
  const std::vector<Document>& all() const { return documents_; }

  size_t Bytes() const;

 private:
  // Notes the day of the next article; those of all.
  void AddDay();
  void TakeDays();

  std::vector<Document> documents_;
  std::vector<Day> days_;         // of documents_
  std::vector<Days> block_days_;  // by block
  std::vector<LatentVector> latent_;
  std::vector<LatentLengths> lengths_;  // of latent_
  std::vector<CopySketch> sketches_;
  std::vector<uint32_t> packed_begin_{0};  // one more than documents
  std::vector<uint8_t> packed_;
};

// Writes `value` in 7 bits a byte, the lowest first, and moves `at` behind it.
inline constexpr size_t kMostVarintBytes = 5;
inline void WriteVarint(uint32_t value, uint8_t*& at) {
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<uint8_t>(value | 0x80);
  *at++ = static_cast<uint8_t>(value);
}
// The same at the end of `bytes`.
void AppendVarint(uint32_t value, std::vector<uint8_t>& bytes);
// Reads one and moves `at` behind it. The bytes must hold a whole one.
inline uint32_t ReadVarint(const uint8_t*& at) {
  uint32_t value = *at & 0x7F;
  for (int shift = 7; (*at++ & 0x80) != 0; shift += 7) {
    value |= static_cast<uint32_t>(*at & 0x7F) << shift;
  }
  return value;
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DOCUMENT_TABLE_H_
