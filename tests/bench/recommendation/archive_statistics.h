// ArchiveStatistics: what tells one archive of news from another, as figures
// alone: how long articles are, how words are spread over them, how near they
// are to one another. Measured alike for real and for generated articles, so
// that the two can be held beside one another. Pure; needs time and memory for
// comparing each article with each that shares a word with it.
#ifndef BYLINE_TESTS_BENCH_RECOMMENDATION_ARCHIVE_STATISTICS_H_
#define BYLINE_TESTS_BENCH_RECOMMENDATION_ARCHIVE_STATISTICS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace byline::bench {

// A text to measure; `paragraphs` without the headline.
struct MeasuredText {
  std::string headline;
  std::vector<std::string> paragraphs;
};

struct ArchiveStatistics {
  size_t articles = 0;
  // Words of body text: the mean, and of their natural logarithm the mean and
  // the standard deviation (a log-normal law).
  double mean_words = 0;
  double log_words_mean = 0;
  double log_words_deviation = 0;
  double words_per_sentence = 0;
  double sentences_per_paragraph = 0;
  // Different words of an article.
  double mean_distinct = 0;
  // Zipf's law as Mandelbrot gave it, frequency ~ (rank + shift)^-exponent,
  // over the first kCoreRanks ranks, and the share of all words beyond them.
  double zipf_exponent = 0;
  double zipf_shift = 0;
  double tail_share = 0;
  // Heaps' law, vocabulary ~ words^exponent, from an eighth of the archive to
  // all of it.
  double heaps_exponent = 0;
  // Share of the first kFunctionRanks ranks in all words.
  double function_share = 0;
  // Of words beyond those: how many stood in the same article before
  // (burstiness), and how many have a capital inside of a sentence (names).
  double repeat_share = 0;
  double name_share = 0;
  // Share of articles that hold the word that is 10th, 100th, 1,000th and
  // 10,000th in that order, and share of the vocabulary in one article alone.
  std::array<double, 4> document_frequency{};
  double hapax_share = 0;
  // How many others an article has, on average, with a cosine of
  // (1 + ln tf) * ln((N + 1) / (df + 0.5)) above 0.1, 0.2, 0.3 and 0.5.
  std::array<double, 4> neighbours{};
  // Share of articles with a near-copy.
  double near_copy_share = 0;
};

inline constexpr size_t kCoreRanks = 5000;
inline constexpr size_t kFunctionRanks = 100;

ArchiveStatistics MeasureArchive(const std::vector<MeasuredText>& archive);

// Size of stories: the exponent of a zeta law of sizes 1 to kMostOfStory by
// maximum likelihood; 0 where there are no sizes.
inline constexpr int kMostOfStory = 30;
double FitStoryExponent(const std::vector<int>& sizes);

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_RECOMMENDATION_ARCHIVE_STATISTICS_H_
