#include "services/recommendation/core/index/fingerprint_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace byline::recommendation {
namespace {

std::vector<uint64_t> EvenFingerprints(size_t size) {
  std::mt19937_64 random(9);
  std::vector<uint64_t> sorted;
  for (size_t i = 0; i < size; ++i) sorted.push_back(random() & ~1ULL);
  if (size > 2) {
    sorted[0] = 0;
    sorted[1] = UINT64_MAX - 1;
  }
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

// Consecutive ones: all in one bucket.
std::vector<uint64_t> CrowdedFingerprints() {
  std::vector<uint64_t> sorted;
  for (uint64_t i = 0; i < 1000; ++i) sorted.push_back(2 * i);
  return sorted;
}

void ExpectFindsAllAndNothingElse(const std::vector<uint64_t>& sorted) {
  const FingerprintList list(sorted);
  ASSERT_EQ(list.size(), sorted.size());
  std::vector<uint64_t> asked;
  std::vector<uint32_t> expected;
  for (size_t i = 0; i < sorted.size(); ++i) {
    asked.insert(asked.end(), {sorted[i], sorted[i] | 1});
    expected.push_back(static_cast<uint32_t>(i));
    expected.push_back(static_cast<uint32_t>(sorted.size()));
  }
  asked.push_back(UINT64_MAX);
  expected.push_back(static_cast<uint32_t>(sorted.size()));
  std::vector<uint32_t> places;
  list.FindAll(asked, places);
  EXPECT_EQ(places, expected);
  for (size_t i = 0; i < asked.size(); ++i) {
    ASSERT_EQ(list.Find(asked[i]), expected[i]);
  }
}

TEST(FingerprintListTest, FindsAllThatIsThereAndNothingElse) {
  for (const size_t size : {0, 1, 2, 9, 1000, 20'000}) {
    ExpectFindsAllAndNothingElse(EvenFingerprints(size));
  }
}

TEST(FingerprintListTest, FingerprintsThatAreNotSpreadAreFoundToo) {
  ExpectFindsAllAndNothingElse(CrowdedFingerprints());
}

}  // namespace
}  // namespace byline::recommendation
