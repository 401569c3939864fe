#include "services/recommendation/core/posting_sums.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>

#include "services/recommendation/core/index/packed_slots.h"

namespace byline::recommendation {

PostingSums& PostingSums::OfThread() {
  thread_local PostingSums sums;
  return sums;
}

void PostingSums::Begin(size_t parts) {
  count_ = parts;
  if (parts_.size() < parts) parts_.resize(parts);
}

void PostingSums::SetSize(size_t part, size_t articles) {
  const size_t blocks = articles / kBlockArticles + 1;
  if (parts_[part].touched.size() >= blocks) return;
  parts_[part].touched.resize(blocks);
  parts_[part].sums.resize(kBlockArticles * blocks);
}

void PostingSums::Add(size_t part, const PostingRuns& runs,
                      const PostingRun& run, int16_t contribution) {
  int16_t* const sums = parts_[part].sums.data();
  uint8_t* const touched = parts_[part].touched.data();
  const auto add = [&](Slot slot) {
    sums[slot] = static_cast<int16_t>(sums[slot] + contribution);
    touched[slot / kBlockArticles] = 1;
  };
  if (run.packed == nullptr) {
    for (uint32_t i = 0; i < run.count; ++i) add(runs.slots[run.first + i]);
    return;
  }
  ForEachPackedSlot(run.packed, run.count, add);
}

std::vector<PostingSums::Block> PostingSums::Blocks() const {
  std::vector<Block> blocks;
  for (uint32_t part = 0; part < count_; ++part) {
    const std::vector<uint8_t>& touched = parts_[part].touched;
    blocks.reserve(blocks.size() + touched.size());
    for (uint32_t number = 0; number < touched.size(); ++number) {
      if (touched[number] == 0) continue;
      const int16_t* const sums =
          parts_[part].sums.data() + kBlockArticles * number;
      int16_t greatest = 0;
      for (size_t i = 0; i < kBlockArticles; ++i) {
        greatest = std::max(greatest, sums[i]);
      }
      blocks.push_back({part, number, greatest});
    }
  }
  return blocks;
}

uint64_t PostingSums::AtLeast(size_t part, size_t block, int16_t sum) const {
  const int16_t* const sums = parts_[part].sums.data() + kBlockArticles * block;
  uint64_t bits = 0;
#if defined(__SSE2__)
  const __m128i below = _mm_set1_epi16(static_cast<int16_t>(sum - 1));
  for (size_t i = 0; i < kBlockArticles; i += 16) {
    const auto* const at = reinterpret_cast<const __m128i*>(sums + i);
    const __m128i reach =
        _mm_packs_epi16(_mm_cmpgt_epi16(_mm_loadu_si128(at), below),
                        _mm_cmpgt_epi16(_mm_loadu_si128(at + 1), below));
    bits |= static_cast<uint64_t>(_mm_movemask_epi8(reach)) << i;
  }
#else
  for (size_t i = 0; i < kBlockArticles; ++i) {
    bits |= static_cast<uint64_t>(sums[i] >= sum) << i;
  }
#endif
  return bits;
}

void PostingSums::Clear(const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    Part& part = parts_[block.part];
    part.touched[block.number] = 0;
    std::fill_n(part.sums.begin() +
                    static_cast<ptrdiff_t>(kBlockArticles * block.number),
                kBlockArticles, int16_t{0});
  }
}

int16_t SumOfBest(const std::vector<PostingSums::Block>& blocks, size_t count) {
  constexpr int kStep = 32;
  std::array<uint32_t, INT16_MAX / kStep + 1> with_sum{};
  for (const PostingSums::Block& block : blocks) {
    ++with_sum[static_cast<size_t>(block.greatest / kStep)];
  }
  size_t reaching = 0;
  for (size_t step = with_sum.size(); step-- > 0;) {
    reaching += with_sum[step];
    if (reaching >= count) {
      return static_cast<int16_t>(std::max<size_t>(1, kStep * step));
    }
  }
  return 1;
}

void AddWithin(size_t budget, const PostingRuns& runs,
               const std::vector<PostingStep>& steps, PostingSums& sums) {
  std::vector<uint64_t> order(steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    order[i] = static_cast<uint64_t>(INT16_MAX - steps[i].contribution) << 32 |
               static_cast<uint64_t>(i);
  }
  std::sort(order.begin(), order.end());
  size_t read = 0;
  for (const uint64_t place : order) {
    const size_t i = static_cast<uint32_t>(place);
    const PostingRun& run = runs.runs[i];
    if (read > 0 && read + run.count > budget) break;
    read += run.count;
    sums.Add(steps[i].segment, runs, run, steps[i].contribution);
  }
}

}  // namespace byline::recommendation
