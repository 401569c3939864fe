// TermPostings: the articles that hold a term, packed by level and then slot:
//
//   the number of levels                             1 byte
//   for each of them: the level in the upper 4 bits, and the number of articles
//     in the lower ones or, where it is more than 15, 0 there and the number as
//     a varint; then the number of bytes of their slots as a varint
//   for each of them: the slots (packed_slots.h)
//
// What is read first lies together: most terms are passed over for it.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_POSTINGS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_POSTINGS_H_

#include <absl/types/span.h>

#include <array>
#include <cstdint>
#include <vector>

#include "services/recommendation/core/index/segment.h"

namespace byline::recommendation {

class TermPostingsPacker {
 public:
  // An article that holds a term, in one number; slots below 2^28.
  static uint32_t Holder(uint8_t level, Slot slot) {
    return uint32_t{level} << kSlotBits | slot;
  }

  // Appends those of one term, none where it has no holders. Slots rise.
  void Append(absl::Span<const uint32_t> holders,
              std::vector<uint8_t>& postings);

 private:
  static constexpr int kSlotBits = 28;

  std::vector<uint8_t> heads_;
  std::vector<uint8_t> packed_;
  std::array<std::vector<Slot>, kLevels> slots_;  // by level
};

// Appends the runs of the postings at `at`, which are those of the term at
// place `term` among those that were asked for.
void AppendTermRuns(const uint8_t* at, uint32_t term, PostingRuns& runs);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_POSTINGS_H_
