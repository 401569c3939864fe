#include "services/recommendation/core/index/term_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

namespace byline::recommendation {
namespace {

TEST(TermCountsTest, CountsWhatAMapCountsHoweverManyCome) {
  std::mt19937_64 random(4);
  std::vector<uint64_t> vocabulary(40'000);
  for (uint64_t& term : vocabulary) term = random();
  TermCounts counts;
  std::map<uint64_t, uint32_t> holders;
  std::set<uint64_t> names;
  // More than wait to be counted at a time.
  constexpr int kArticles = 1'200;
  constexpr size_t kTerms = 2'000;
  for (int article = 0; article < kArticles; ++article) {
    std::vector<PreparedTerm> terms;
    std::set<uint64_t> own;
    while (own.size() < kTerms) {
      // The first ones of the vocabulary are in hardly any article.
      const uint64_t place = random() % vocabulary.size();
      if (place < 20'000 && random() % 5'000 != 0) continue;
      own.insert(vocabulary[place]);
    }
    for (const uint64_t term : own) {
      PreparedTerm& prepared = terms.emplace_back();
      prepared.term = term;
      prepared.is_name = random() % 4 == 0;
      prepared.in_lead = random() % 2 == 0;
      ++holders[term];
      if (prepared.is_name && prepared.in_lead) names.insert(term);
    }
    counts.Add(terms, 0);
  }
  EXPECT_EQ(counts.articles(), kArticles);
  for (const bool without_singles : {true, false}) {
    std::vector<std::pair<uint64_t, uint32_t>> expected;
    size_t left_out = 0;
    for (const auto& [term, count] : holders) {
      if (without_singles && count == 1 && names.count(term) == 0) {
        ++left_out;
      } else {
        expected.emplace_back(term, count);
      }
    }
    EXPECT_EQ(left_out > 0, without_singles);
    std::vector<std::pair<uint64_t, uint32_t>> counted;
    for (const auto& [term, count] : counts.Terms(without_singles)) {
      counted.emplace_back(term, count);
    }
    EXPECT_EQ(counted, expected);
  }
}

}  // namespace
}  // namespace byline::recommendation
