#include "tests/bench/recommendation/archive_statistics.h"

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace byline::bench {
namespace {

TEST(ArchiveStatisticsTest, CountsByHand) {
  const std::vector<MeasuredText> archive = {
      {"Flood", {"Rain fell on Osterby. Rain fell.", "The dam held."}},
      {"Match", {"Osterby won. It rained."}}};
  const ArchiveStatistics statistics = MeasureArchive(archive);
  EXPECT_EQ(statistics.articles, 2u);
  EXPECT_DOUBLE_EQ(statistics.mean_words, (9 + 4) / 2.0);
  EXPECT_DOUBLE_EQ(statistics.mean_distinct, (7 + 4) / 2.0);
  EXPECT_DOUBLE_EQ(statistics.log_words_mean,
                   (std::log(9.0) + std::log(4.0)) / 2);
  EXPECT_DOUBLE_EQ(statistics.words_per_sentence, 13 / 5.0);
  EXPECT_DOUBLE_EQ(statistics.sentences_per_paragraph, 5 / 3.0);
  // All of so few words count as function words.
  EXPECT_DOUBLE_EQ(statistics.function_share, 1);
  EXPECT_DOUBLE_EQ(statistics.hapax_share, 11 / 12.0);
  EXPECT_DOUBLE_EQ(statistics.near_copy_share, 0);
}

TEST(ArchiveStatisticsTest, FindsTheLawThatWordsFollow) {
  // The word of rank r 20,000 / (r + 2) times, in random order.
  std::vector<int> words;
  for (int rank = 1; rank <= 3000; ++rank) {
    words.insert(words.end(), static_cast<size_t>(20'000 / (rank + 2)), rank);
  }
  std::shuffle(words.begin(), words.end(), std::mt19937(20));
  std::vector<MeasuredText> archive;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i % 400 == 0) archive.push_back({"", {""}});
    absl::StrAppend(&archive.back().paragraphs[0], " w", words[i]);
  }
  const ArchiveStatistics statistics = MeasureArchive(archive);
  EXPECT_NEAR(statistics.zipf_exponent, 1, 0.05);
  EXPECT_NEAR(statistics.zipf_shift, 2, 1);
  EXPECT_EQ(statistics.tail_share, 0);
}

TEST(ArchiveStatisticsTest, CountsNeighboursAndCopies) {
  const auto words = [](int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) absl::StrAppend(&text, "w", i, " ");
    return MeasuredText{"", {text}};
  };
  const ArchiveStatistics statistics = MeasureArchive(
      {words(0, 50), words(0, 50), words(100, 150), words(130, 180)});
  EXPECT_DOUBLE_EQ(statistics.near_copy_share, 0.5);
  // The first two have a cosine of 1, the others less than 0.5.
  EXPECT_DOUBLE_EQ(statistics.neighbours[3], 0.5);
  EXPECT_DOUBLE_EQ(statistics.neighbours[0], 1);
  EXPECT_DOUBLE_EQ(statistics.document_frequency[0], 0.5);
}

TEST(ArchiveStatisticsTest, AnEmptyArchiveHasNone) {
  EXPECT_EQ(MeasureArchive({}).mean_words, 0);
  EXPECT_EQ(FitStoryExponent({}), 0);
}

TEST(ArchiveStatisticsTest, FindsTheExponentOfSizes) {
  std::vector<int> sizes;
  for (int size = 1; size <= kMostOfStory; ++size) {
    sizes.insert(sizes.end(),
                 static_cast<size_t>(10'000 * std::pow(size, -1.8)), size);
  }
  EXPECT_NEAR(FitStoryExponent(sizes), 1.8, 0.02);
}

}  // namespace
}  // namespace byline::bench
