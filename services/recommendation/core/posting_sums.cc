#include "services/recommendation/core/posting_sums.h"

#include <algorithm>
#include <functional>

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
  const uint8_t* at = run.packed;
  Slot slot = 0;
  for (uint32_t i = 0; i < run.count; ++i) {
    slot += ReadVarint(at);
    add(slot);
  }
}

std::vector<PostingSums::Block> PostingSums::Blocks() const {
  std::vector<Block> blocks;
  for (uint32_t part = 0; part < count_; ++part) {
    const std::vector<uint8_t>& touched = parts_[part].touched;
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
  if (blocks.size() < count) return 1;
  std::vector<int16_t> sums;
  sums.reserve(blocks.size());
  for (const PostingSums::Block& block : blocks) sums.push_back(block.greatest);
  const auto at = sums.begin() + static_cast<ptrdiff_t>(count - 1);
  std::nth_element(sums.begin(), at, sums.end(), std::greater<>());
  return std::max<int16_t>(1, *at);
}

}  // namespace byline::recommendation
