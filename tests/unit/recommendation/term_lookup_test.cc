#include "services/recommendation/core/index/term_lookup.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace byline::recommendation {
namespace {

TEST(TermLookupTest, FindsEveryTermAndNoOther) {
  std::mt19937_64 random(11);
  for (const size_t size : {0, 1, 2, 7, 5'000}) {
    // A third of them begin alike: their buckets have no room for all.
    std::map<uint64_t, uint32_t> places{{0, 0}};
    while (places.size() < size) {
      const uint64_t term = random() % 3 == 0 ? random() >> 12 : random();
      places.emplace(term, static_cast<uint32_t>(places.size()));
    }
    if (size == 0) places.clear();
    TermLookup lookup(places.size());
    for (const auto& [term, place] : places) {
      lookup.Add({term, place, 1.5F, place + 1});
    }
    for (const auto& [term, place] : places) {
      const TermLookup::Entry found = lookup.Find(term);
      EXPECT_EQ(found.term, term);
      EXPECT_EQ(found.place, place);
      EXPECT_EQ(found.row, place + 1);
      EXPECT_EQ(found.idf, 1.5F);
    }
    for (int i = 0; i < 1'000; ++i) {
      const uint64_t other = random();
      const TermLookup::Entry found = lookup.Find(other);
      EXPECT_TRUE(found.term != other || found.idf == 0) << other;
    }
  }
}

}  // namespace
}  // namespace byline::recommendation
