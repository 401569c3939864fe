#include "common/text/near_copy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace byline::text {
namespace {

// `count` words of a fixed random text.
std::vector<std::string> RandomWords(int count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i)
    words.push_back("w" + std::to_string(random() % 100'000));
  return words;
}

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

TEST(NearCopyTest, ATextOfNWordsHasNMinusThreeShingles) {
  EXPECT_EQ(Shingles("one two three four five six").size(), 3u);
  EXPECT_EQ(Shingles("one two three four").size(), 1u);
  EXPECT_EQ(Shingles("one two").size(), 1u);
  EXPECT_EQ(Shingles("").size(), 1u);
  EXPECT_EQ(Shingles("a a a a a a a").size(), 1u);
}

TEST(NearCopyTest, ShinglesAreSortedAndUnique) {
  const auto shingles = Shingles(Join(RandomWords(500, 1)));
  EXPECT_TRUE(std::is_sorted(shingles.begin(), shingles.end()));
  EXPECT_EQ(std::set<uint64_t>(shingles.begin(), shingles.end()).size(),
            shingles.size());
}

TEST(NearCopyTest, CaseAndPunctuationDoNotMatterButOrderDoes) {
  EXPECT_EQ(Shingles("The old ferry, it SANK!"),
            Shingles("the OLD ferry it_sank"));
  EXPECT_EQ(Shingles("It's 3.5 km"), Shingles("it s 3 5 KM"));
  EXPECT_NE(Shingles("one two three four"), Shingles("two one three four"));
  EXPECT_NE(Shingles("ab c d e"), Shingles("a bc d e"));
}

TEST(NearCopyTest, CapitalIWithDotLeavesItsDotBetweenWords) {
  EXPECT_EQ(Shingles("İz a b c d"), Shingles("i z a b c d"));
}

TEST(NearCopyTest, ShinglesNeverChange) {
  // Kept data relies on it.
  EXPECT_EQ(Shingles("one two three four"),
            std::vector<uint64_t>{6271542094391973054});
}

TEST(NearCopyTest, JaccardIsSharedOverAll) {
  // 4 of 6 shingles are the same.
  const auto a = Shingles("one two three four five six seven eight");
  const auto b = Shingles("one two three four five six seven nine");
  EXPECT_DOUBLE_EQ(Jaccard(a, b), 4.0 / 6);
  EXPECT_TRUE(IsNearCopy(a, b));
  EXPECT_DOUBLE_EQ(Jaccard(a, a), 1);
  EXPECT_DOUBLE_EQ(Jaccard({}, {}), 0);
}

TEST(NearCopyTest, AHalfIsANearCopyAndLessIsNone) {
  EXPECT_TRUE(IsNearCopy({1, 2, 3}, {2, 3, 4}));   // 2 of 4
  EXPECT_FALSE(IsNearCopy({1, 2, 3}, {3, 4, 5}));  // 1 of 5
  EXPECT_FALSE(IsNearCopy({1}, {1, 2, 3}));
  EXPECT_FALSE(IsNearCopy({}, {1}));
}

TEST(NearCopyTest, MinHashEstimatesTheJaccardSimilarity) {
  double error = 0;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    auto words = RandomWords(400, seed);
    const auto a = Shingles(Join(words));
    for (int i = 0; i < 100; ++i) words[i] = "other" + std::to_string(i);
    const auto b = Shingles(Join(words));
    const MinHash x = MakeMinHash(a);
    const MinHash y = MakeMinHash(b);
    int same = 0;
    for (size_t i = 0; i < x.values.size(); ++i)
      same += x.values[i] == y.values[i];
    error += same / 64.0 - Jaccard(a, b);
  }
  EXPECT_NEAR(error / 20, 0, 0.04);
}

TEST(NearCopyTest, BandsFindNearCopiesAndRarelyOthers) {
  int found = 0;
  int false_alarms = 0;
  for (uint32_t seed = 0; seed < 200; ++seed) {
    auto words = RandomWords(300, 1000 + seed);
    const auto keys = BandKeys(MakeMinHash(Shingles(Join(words))));
    for (int i = 0; i < 60; ++i)
      words[240 + i] = "x" + std::to_string(i);  // Jaccard about 0.66
    const auto near = BandKeys(MakeMinHash(Shingles(Join(words))));
    const auto other =
        BandKeys(MakeMinHash(Shingles(Join(RandomWords(300, 5000 + seed)))));
    const auto shares = [&](const std::array<uint64_t, 21>& keys_of_other) {
      for (size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == keys_of_other[i]) return true;
      }
      return false;
    };
    found += shares(near);
    false_alarms += shares(other);
  }
  EXPECT_GE(found, 196);
  EXPECT_LE(false_alarms, 1);
}

TEST(NearCopyTest, KeysOfDifferentBandsDiffer) {
  MinHash same;
  same.values.fill(7);
  const auto keys = BandKeys(same);
  EXPECT_EQ(std::set<uint64_t>(keys.begin(), keys.end()).size(), keys.size());
}

}  // namespace
}  // namespace byline::text
