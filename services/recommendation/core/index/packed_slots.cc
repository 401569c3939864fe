#include "services/recommendation/core/index/packed_slots.h"

namespace byline::recommendation {

void AppendPackedSlots(const std::vector<Slot>& slots,
                       std::vector<uint8_t>& bytes) {
  const size_t sizes = bytes.size();
  bytes.resize(sizes + (slots.size() + 3) / 4);
  Slot before = 0;
  for (size_t i = 0; i < slots.size(); ++i) {
    uint32_t difference = slots[i] - before;
    before = slots[i];
    uint32_t size = 0;
    for (;; ++size, difference >>= 8) {
      bytes.push_back(static_cast<uint8_t>(difference));
      if (difference <= 0xFF) break;
    }
    bytes[sizes + i / 4] |= static_cast<uint8_t>(size << (2 * (i % 4)));
  }
}

}  // namespace byline::recommendation
