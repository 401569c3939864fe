// Segment: a part of a language's index: articles, and for each term the
// articles that hold it, strongest first. Two kinds: a DeltaSegment takes new
// articles at once; a BaseSegment is packed and never changes but for articles
// that are removed from it.
//
// Not thread-safe: the index's owner holds the lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_H_

#include <absl/types/optional.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/recommendation/core/index/document_table.h"
#include "services/recommendation/core/index/latent_cells.h"

namespace byline::recommendation {

// Postings go by level: how much of its article a term is, in steps of a
// quarter. Level 0 is the strongest.
inline constexpr size_t kLevels = 16;
// Of a share as TermShares gives it.
uint8_t LevelOf(float share);
// The share that stands for a level.
double ShareOf(uint8_t level);

// Articles that hold one term at one level.
struct PostingRun {
  uint32_t term = 0;  // its place among those that were asked for
  uint8_t level = 0;
  uint32_t count = 0;
  const uint8_t* packed = nullptr;  // slots (packed_slots.h), or
  size_t first = 0;                 // they lie in PostingRuns::slots from here
};

// Runs of some terms.
struct PostingRuns {
  std::vector<PostingRun> runs;
  std::vector<Slot> slots;
};

// The articles of a cell of the latent space.
struct CellArticles {
  size_t count = 0;
  Slot first = 0;                // and those behind it, or
  const Slot* listed = nullptr;  // these
};

class BaseSegment;

class Segment {
 public:
  // `cells`: of the latent space that its articles have their places in.
  explicit Segment(std::shared_ptr<const LatentCells> cells)
      : cells_(std::move(cells)) {}
  virtual ~Segment() = default;

  const LatentCells& cells() const { return *cells_; }

  const DocumentTable& documents() const { return documents_; }
  // Takes an article out of all searches. Again: nothing.
  void Remove(Slot slot) {
    Document& document = documents_.At(slot);
    if (document.alive) ++removed_;
    document.alive = false;
    SetFindable(slot);
  }
  // Which articles of a block are alive, may stand in lists, and have no better
  // near-copy that stands for them: a bit an article, for searches that look at
  // very many.
  uint64_t Findable(size_t block) const { return findable_[block]; }
  bool IsFindable(Slot slot) const {
    return (findable_[slot / kBlockArticles] >> (slot % kBlockArticles) & 1) !=
           0;
  }
  size_t AliveCount() const { return documents_.size() - removed_; }
  void SetCopies(Slot slot, uint32_t cluster, bool repeats) {
    documents_.At(slot).copies = cluster;
    documents_.At(slot).repeats = repeats;
    SetFindable(slot);
  }
  // What lists say of an article: Document's crowding and least_score.
  void SetHub(Slot slot, int8_t crowding, uint8_t least_score) {
    documents_.At(slot).crowding = crowding;
    documents_.At(slot).least_score = least_score;
  }

  // The number of a term here.
  virtual absl::optional<uint32_t> Find(uint64_t term) const = 0;
  // The fingerprint of a term by its number; those of an article's.
  virtual uint64_t TermOf(uint32_t number) const = 0;
  virtual void TermsOf(const UnpackedTerms& terms,
                       std::array<uint64_t, kMostTerms>& fingerprints) const;
  // Appends the runs of some terms, by their numbers.
  virtual void AppendRuns(const std::vector<uint32_t>& numbers,
                          PostingRuns& runs) const = 0;
  // Articles, perhaps removed ones too.
  virtual CellArticles InCell(uint32_t cell) const = 0;
  // Appends the slots of articles, perhaps removed ones too, that share a band
  // with `sketch`, some of them several times.
  virtual void AppendCopyCandidates(const CopySketch& sketch,
                                    std::vector<Slot>& slots) const = 0;
  virtual size_t Bytes() const = 0;
  // Itself, where it is packed; else null.
  virtual const BaseSegment* AsBase() const { return nullptr; }

  // The article as it was added, terms with their numbers here.
  WeightedArticle Weighted(Slot slot) const;

 protected:
  // After an article was added to `documents_`.
  void SetFindable(Slot slot) {
    findable_.resize(documents_.size() / kBlockArticles + 1);
    const Document& document = documents_.At(slot);
    const uint64_t bit = uint64_t{1} << (slot % kBlockArticles);
    uint64_t& bits = findable_[slot / kBlockArticles];
    bits = document.alive && document.offerable && !document.repeats
               ? bits | bit
               : bits & ~bit;
  }

  DocumentTable documents_;

  // After `documents_` was read or reordered.
  void TakeStates() {
    removed_ = 0;
    for (Slot slot = 0; slot < documents_.size(); ++slot) {
      SetFindable(slot);
      if (!documents_.At(slot).alive) ++removed_;
    }
  }

 private:
  std::shared_ptr<const LatentCells> cells_;
  std::vector<uint64_t> findable_;
  size_t removed_ = 0;
};

// The length of a vector of weights.
double LengthOf(const UnpackedTerms& terms);
double LengthOf(const std::vector<WeightedTerm>& terms);

// How much of its article each term is, from 0 to 1: in all segments alike.
class TermShares {
 public:
  // Of the terms of an article.
  template <typename Terms>
  explicit TermShares(const Terms& terms)
      : over_length_(static_cast<float>(1 / LengthOf(terms))) {}

  float Of(uint8_t weight) const {
    return static_cast<float>(weight) * over_length_;
  }

 private:
  float over_length_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_H_
