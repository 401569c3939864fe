// PostingSums: what the postings that a query reads add up to for each article,
// and which articles reach most. Sums are 16-bit numbers in blocks of 64
// articles; only blocks that a posting fell into are looked at or cleared, so
// that the work is bounded by the postings and not by the archive.
//
// Not thread-safe: one a thread, 2 bytes for each article of the greatest index
// that was ever searched, all 0 between searches.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_POSTING_SUMS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_POSTING_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/recommendation/core/index/segment.h"

namespace byline::recommendation {

class PostingSums {
 public:
  // What all of a likeness of 1 counts. Two articles reach at most 1.12: levels
  // are steps.
  static constexpr double kFull = 16'384;

  // Those of this thread.
  static PostingSums& OfThread();

  // Makes room for `parts` segments, numbered from 0.
  void Begin(size_t parts);
  void SetSize(size_t part, size_t articles);
  // Adds `contribution`, at least 1, to the articles of one of `runs`.
  void Add(size_t part, const PostingRuns& runs, const PostingRun& run,
           int16_t contribution);

  // A block in which an article has a sum.
  struct Block {
    uint32_t part = 0;
    uint32_t number = 0;   // its slots from kBlockArticles * number on
    int16_t greatest = 0;  // sum of its articles, removed ones too
  };
  // All of them, in no order.
  std::vector<Block> Blocks() const;
  int16_t SumOf(size_t part, Slot slot) const {
    return parts_[part].sums[slot];
  }

  // Takes an article out: its sum is 0.
  void Drop(size_t part, Slot slot) { parts_[part].sums[slot] = 0; }
  // Which articles of a block have at least a sum: a bit an article.
  uint64_t AtLeast(size_t part, size_t block, int16_t sum) const;

  void Clear(const std::vector<Block>& blocks);

 private:
  struct Part {
    std::vector<int16_t> sums;     // by slot
    std::vector<uint8_t> touched;  // by block: 1 where a posting fell into it
  };
  std::vector<Part> parts_;
  size_t count_ = 0;
};

// What a run of postings adds, to the articles of which segment.
struct PostingStep {
  uint32_t segment = 0;
  int16_t contribution = 0;
};

// Adds `runs`, a step each: what gives most for its length first, within a
// budget of postings; equal ones together, so that the budget ends at the same
// place whatever their order.
void AddWithin(size_t budget, const PostingRuns& runs,
               const std::vector<PostingStep>& steps, PostingSums& sums);

// A sum that so many blocks reach, at most 31 below the greatest such one; 1
// where there are fewer. At least as many articles reach it.
int16_t SumOfBest(const std::vector<PostingSums::Block>& blocks, size_t count);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_POSTING_SUMS_H_
