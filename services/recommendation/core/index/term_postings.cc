#include "services/recommendation/core/index/term_postings.h"

#include <array>

#include "services/recommendation/core/index/packed_slots.h"

namespace byline::recommendation {
namespace {

constexpr size_t kMostInHead = 15;

}  // namespace

void TermPostingsPacker::Append(absl::Span<const uint32_t> holders,
                                std::vector<uint8_t>& postings) {
  if (holders.empty()) return;
  constexpr uint32_t kSlotMask = (1U << kSlotBits) - 1;
  heads_.clear();
  packed_.clear();
  for (const uint32_t holder : holders) {
    slots_[holder >> kSlotBits].push_back(holder & kSlotMask);
  }
  uint8_t runs = 0;
  for (size_t level = 0; level < kLevels; ++level) {
    std::vector<Slot>& slots = slots_[level];
    if (slots.empty()) continue;
    ++runs;
    const size_t before = packed_.size();
    AppendPackedSlots(slots, packed_);
    const bool is_short = slots.size() <= kMostInHead;
    heads_.push_back(static_cast<uint8_t>(
        level << 4 | (is_short ? slots.size() : size_t{0})));
    if (!is_short) AppendVarint(static_cast<uint32_t>(slots.size()), heads_);
    slots.clear();
    AppendVarint(static_cast<uint32_t>(packed_.size() - before), heads_);
  }
  postings.push_back(runs);
  postings.insert(postings.end(), heads_.begin(), heads_.end());
  postings.insert(postings.end(), packed_.begin(), packed_.end());
}

void AppendTermRuns(const uint8_t* at, uint32_t term, PostingRuns& runs) {
  const size_t first = runs.runs.size();
  runs.runs.resize(first + *at++);
  std::array<uint32_t, kLevels> bytes{};
  for (size_t i = first; i < runs.runs.size(); ++i) {
    PostingRun& run = runs.runs[i];
    run.term = term;
    run.level = *at >> 4;
    run.count = *at++ & kMostInHead;
    if (run.count == 0) run.count = ReadVarint(at);
    bytes[i - first] = ReadVarint(at);
  }
  for (size_t i = first; i < runs.runs.size(); ++i) {
    runs.runs[i].packed = at;
    at += bytes[i - first];
  }
}

}  // namespace byline::recommendation
