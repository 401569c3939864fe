// The figures of real news that generated articles follow: statistics alone,
// no word of any article. Measured by
//
//   byline-fit-statistics ARCHIVE.jsonl...
//
// on 500 articles each of four English archives, stories and their days on
// three with labels of events, sentences of a paragraph on the one that keeps
// paragraphs. The same command measures generated ones (--generated=2000):
//
//                                     real                generated
//   words of an article               576                 589
//   different words of an article     284                 295
//   exponent of Zipf's law            0.958               0.939
//   exponent of Heaps' law            0.584               0.524
//   share of function words           0.438               0.439
//   said before in the article        0.293               0.308
//   names                             0.196               0.199
//   articles with the 10th word       0.895               0.941
//     100th, 1,000th, 10,000th        0.30, 0.053, 0.003  0.41, 0.048, 0.004
//   words in one article alone        0.465               0.470
//
// How many others an article is near to, by the cosine of their tf-idf above
// 0.1, 0.2 and 0.3, goes with the size of the archive. On the two largest, one
// of several outlets with labels of events and one of agency news:
//
//                 real                             generated
//   500 articles    9 and 18, 1.4 and 2.6, 0.6 and 0.5   15, 3.0, 0.3
//   2,000          30 and 48, 2.9 and 6.0, 0.7 and 1.2   20, 4.2, 0.7
//   5,000                 74,         8.6,         2.0   33, 6.4, 1.0
//
// The real ones have fewer near-copies (0.001 there, 0.07 in archives of wires)
// and only a part of each story.
#ifndef BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_STATISTICS_H_
#define BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_STATISTICS_H_

#include <array>
#include <cstdint>

namespace byline::bench {

struct NewsStatistics {
  // As ArchiveStatistics names and measures them.
  double log_words_mean = 6.15;
  double log_words_deviation = 0.661;
  double words_per_sentence = 21.6;
  double sentences_per_paragraph = 1.54;
  double function_share = 0.438;
  double zipf_exponent = 0.958;
  double zipf_shift = 0.5;
  double tail_share = 0.118;
  double heaps_exponent = 0.584;
  // Sizes of stories by a zeta law of this exponent, and the mean of days from
  // one article of a story to the next one.
  double story_exponent = 1.71;
  double story_days = 0.6;
  // What a generated archive must come near to.
  double mean_distinct = 284;
  double repeat_share = 0.293;
  double name_share = 0.196;
  std::array<double, 4> document_frequency = {0.895, 0.299, 0.0525, 0.003};
  // Of 2,000 articles, between the two archives of that size.
  std::array<double, 4> neighbours = {37.6, 4.18, 0.92, 0.10};
  double near_copy_share = 0.07;
};
inline constexpr NewsStatistics kNewsStatistics;

// What cannot be measured by itself: set so that the generated archive comes
// near to the real one in the figures above.
struct GeneratorSettings {
  // Shares of the words that are no function words: first those said before in
  // the article, then of the rest those of its story, subject and section, and
  // other names.
  double repeat = 0.13;
  double of_story = 0.11;
  double of_subject = 0.13;
  double of_section = 0.28;
  double other_names = 0.17;
  // How many words each has of its own, and how many of a story's are names.
  int words_of_story = 28;
  double words_of_subject = 50;
  double words_of_section = 270;
  double names_of_story = 0.35;
  // Subjects of a section, times the root of the number of articles: with as
  // many at every size articles had hardly more near ones in a large archive.
  double subjects_of_root = 1;
  // Names that all the news has in common.
  double common_names = 150;
  // Share of the further articles of a story that are near-copies of the one
  // before.
  double copies_in_stories = 0.055;
};
inline constexpr GeneratorSettings kGeneratorSettings;

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_STATISTICS_H_
