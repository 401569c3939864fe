#include "common/freshness/epoch_table.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

EpochTable Table(std::vector<EpochStart> epochs) {
  return *EpochTable::Make(std::move(epochs));
}

TEST(EpochTableTest, KnowsTheNumbersOfEachEpochAndNoOthers) {
  const EpochTable table = Table({{"a", 1}, {"b", 6}, {"c", 9}});
  EXPECT_TRUE(table.Knows({"a", 1}));
  EXPECT_TRUE(table.Knows({"a", 5}));
  EXPECT_FALSE(table.Knows({"a", 6})) << "lost by the restore that began b";
  EXPECT_FALSE(table.Knows({"b", 5}));
  EXPECT_TRUE(table.Knows({"b", 8}));
  EXPECT_FALSE(table.Knows({"b", 9}));
  EXPECT_TRUE(table.Knows({"c", 1'000'000})) << "the last epoch is open";
  EXPECT_FALSE(table.Knows({"x", 3})) << "of another store";
  EXPECT_FALSE(table.Knows({"", 3}));
  EXPECT_FALSE(table.Knows({"a", -1}));
}

TEST(EpochTableTest, KnowsZeroInTheFirstEpochAndInNone) {
  const EpochTable table = Table({{"a", 1}, {"b", 1}});
  EXPECT_TRUE(table.Knows({"", 0}));
  EXPECT_TRUE(table.Knows({"a", 0}));
  EXPECT_FALSE(table.Knows({"b", 0}));
  EXPECT_TRUE(EpochTable().Knows({"", 0}));
  EXPECT_FALSE(EpochTable().Knows({"a", 0}));
}

TEST(EpochTableTest, FindsTheEpochOfANumberAlsoAmongEmptyEpochs) {
  const EpochTable table = Table({{"a", 1}, {"b", 6}, {"c", 6}, {"d", 9}});
  EXPECT_EQ(table.EpochOf(0), "a");
  EXPECT_EQ(table.EpochOf(5), "a");
  EXPECT_EQ(table.EpochOf(6), "c") << "b ended before it had a write";
  EXPECT_EQ(table.EpochOf(9), "d");
  EXPECT_EQ(table.EpochOf(10), "d");
  for (int64_t number = 0; number < 12; ++number) {
    EXPECT_TRUE(table.Knows({table.EpochOf(number), number})) << number;
  }
  EXPECT_EQ(table.current_epoch(), "d");
  EXPECT_EQ(EpochTable().EpochOf(3), "");
  EXPECT_EQ(EpochTable().current_epoch(), "");
}

TEST(EpochTableTest, RefusesTablesThatNoStoreCanHave) {
  EXPECT_FALSE(EpochTable::Make({}).ok());
  EXPECT_FALSE(EpochTable::Make({{"", 1}}).ok());
  EXPECT_FALSE(EpochTable::Make({{"a", 0}}).ok());
  EXPECT_FALSE(EpochTable::Make({{"a", 5}, {"b", 4}}).ok());
  EXPECT_FALSE(EpochTable::Make({{"a", 1}, {"a", 4}}).ok());
}

}  // namespace
}  // namespace byline
