// Invented reports of a given length, for benchmarks of summaries: made-up
// words among English function words, each report about some of them, with
// names, numbers, quotations and pronouns about as often as news has them, so
// that a summariser does all of its work. Seeded: two runs measure the same.
#ifndef BYLINE_TESTS_BENCH_SUMMARY_INVENTED_REPORT_H_
#define BYLINE_TESTS_BENCH_SUMMARY_INVENTED_REPORT_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace byline::bench {

struct InventedReport {
  std::string headline;
  // Paragraphs apart by a blank line.
  std::string body;
};

class InventedReports {
 public:
  explicit InventedReports(uint32_t seed) : random_(seed) {}

  // Sentences of 8 to 32 words in paragraphs of three, until there are `words`.
  InventedReport Next(int words) {
    topic_.clear();
    for (int i = 0; i < kTopicWords; ++i) topic_.push_back(AnyWord());
    InventedReport report;
    report.headline = Sentence(9);
    int written = 0;
    for (int sentence = 0; written < words; ++sentence) {
      if (sentence > 0) report.body += sentence % 3 == 0 ? "\n\n" : " ";
      const int length = Between(8, 32);
      report.body += Sentence(length);
      written += length;
    }
    return report;
  }

 private:
  static constexpr int kTopicWords = 40;

  int Between(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }

  template <size_t kSize>
  const char* OneOf(const char* const (&list)[kSize]) {
    return list[Between(0, static_cast<int>(kSize) - 1)];
  }

  static std::string Capital(std::string word) {
    if (word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }

  // A made-up word of a vocabulary of 20,000, the one of rank r about as often
  // as 1 / (r + 20) (the law of Zipf and Mandelbrot).
  std::string AnyWord() {
    static constexpr const char* kSyllables[] = {
        "sal", "tor", "mi",  "ven", "dra", "lo",  "qui", "bre",
        "ash", "po",  "tes", "mar", "ri",  "ock", "fen", "ga",
        "hul", "is",  "jor", "kel", "wyn", "zu"};
    constexpr double kOffset = 20;
    constexpr double kWords = 20'000;
    const double uniform =
        std::uniform_real_distribution<double>(0, 1)(random_);
    auto rank = static_cast<uint32_t>(
        kOffset * std::pow((kWords + kOffset) / kOffset, uniform) - kOffset);
    std::string word;
    for (rank += 22; rank > 0; rank /= 22) word += kSyllables[rank % 22];
    return word;
  }

  std::string TopicWord() {
    return topic_[static_cast<size_t>(Between(0, kTopicWords - 1))];
  }

  // Somewhat under half of the words of English prose are function words.
  std::string Word() {
    static constexpr const char* kFunctionWords[] = {
        "the", "the", "the", "of",   "of",   "to",   "to",  "and",  "and",
        "in",  "in",  "a",   "a",    "that", "for",  "on",  "was",  "with",
        "as",  "is",  "at",  "by",   "from", "it",   "has", "were", "will",
        "be",  "an",  "had", "have", "who",  "said", "its", "not",  "after"};
    if (Between(1, 100) <= 45) return OneOf(kFunctionWords);
    if (OneIn(25)) return std::to_string(Between(2, 2000));
    if (OneIn(6)) return Capital(TopicWord());
    return OneIn(4) ? TopicWord() : AnyWord();
  }

  std::string Sentence(int length) {
    static constexpr const char* kOpenings[] = {"He", "But the", "It", "The"};
    std::string text = OneIn(5) ? OneOf(kOpenings) : Capital(Word());
    for (int i = 1; i < length; ++i) {
      text += OneIn(20) ? ", " : " ";
      text += Word();
    }
    if (OneIn(6)) return "\"" + text + ",\" " + Capital(TopicWord()) + " said.";
    return text + ".";
  }

  std::mt19937 random_;
  std::vector<std::string> topic_;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_SUMMARY_INVENTED_REPORT_H_
