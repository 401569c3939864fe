#include "services/recommendation/core/index/packed_slots.h"

#include <gtest/gtest.h>

#include <random>

namespace byline::recommendation {
namespace {

std::vector<Slot> PackedAndRead(const std::vector<Slot>& slots) {
  // Behind others, and in front of what must not be read as part of them.
  std::vector<uint8_t> bytes(5, 0xFF);
  AppendPackedSlots(slots, bytes);
  bytes.resize(bytes.size() + kPackedSlotsMargin, 0xFF);
  std::vector<Slot> read;
  ForEachPackedSlot(bytes.data() + 5, static_cast<uint32_t>(slots.size()),
                    [&](Slot slot) { read.push_back(slot); });
  return read;
}

TEST(PackedSlotsTest, DifferencesOfAnySizeComeAgain) {
  const std::vector<Slot> slots = {0,
                                   1,
                                   256,
                                   511,
                                   512,
                                   66'048,
                                   131'583,
                                   131'584,
                                   1u << 24,
                                   1u << 25,
                                   (1u << 31) + 5,
                                   UINT32_MAX};
  EXPECT_EQ(PackedAndRead(slots), slots);
}

TEST(PackedSlotsTest, AnyNumberOfSlotsComesAgain) {
  std::mt19937 random(7);
  std::vector<Slot> slots;
  EXPECT_EQ(PackedAndRead(slots), slots);
  for (Slot slot = 0; slots.size() < 70;) {
    slot += 1 + random() % (1u << random() % 24);
    slots.push_back(slot);
    EXPECT_EQ(PackedAndRead(slots), slots) << slots.size();
  }
}

TEST(PackedSlotsTest, SmallDifferencesTakeAByteAndTwoBits) {
  std::vector<Slot> slots(400);
  for (Slot i = 0; i < slots.size(); ++i) slots[i] = 200 * i;
  std::vector<uint8_t> bytes;
  AppendPackedSlots(slots, bytes);
  EXPECT_EQ(bytes.size(), 500U);
}

}  // namespace
}  // namespace byline::recommendation
