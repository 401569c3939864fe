// Slots in rising order, packed: the differences in one to four bytes each,
// behind two bits for each that say in how many. Reading takes no branch for a
// slot, so that what is done with them can overlap (Lemire, Kurz and Rupp 2018,
// Stream VByte).
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACKED_SLOTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACKED_SLOTS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "services/recommendation/core/index/document_table.h"

namespace byline::recommendation {

// So many bytes behind packed slots are read, whatever they hold.
inline constexpr size_t kPackedSlotsMargin = 3;

// Appends `slots` without the margin.
void AppendPackedSlots(const std::vector<Slot>& slots,
                       std::vector<uint8_t>& bytes);

// Calls `visit` for each of `count` packed slots.
template <typename Visit>
void ForEachPackedSlot(const uint8_t* bytes, uint32_t count,
                       const Visit& visit) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::array<uint32_t, 4> kMasks = {0xFF, 0xFFFF, 0xFFFFFF,
                                              0xFFFFFFFF};
  const uint8_t* sizes = bytes;
  const uint8_t* at = bytes + (count + 3) / 4;
  Slot slot = 0;
  const auto take = [&](uint32_t size) {
    uint32_t difference = 0;
    std::memcpy(&difference, at, sizeof difference);
    slot += difference & kMasks[size];
    at += size + 1;
    visit(slot);
  };
  for (; count >= 4; count -= 4) {
    const uint32_t four = *sizes++;
    take(four & 3);
    take(four >> 2 & 3);
    take(four >> 4 & 3);
    take(four >> 6);
  }
  if (count == 0) return;
  for (uint32_t left = *sizes; count > 0; --count, left >>= 2) take(left & 3);
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACKED_SLOTS_H_
