// Invented articles in any number, for benchmarks: seeded, so that two runs
// measure the same. Words follow a Zipf-like law over a vocabulary of made-up
// words, in sentences and paragraphs of news length.
#ifndef BYLINE_TESTS_BENCH_INVENTED_NEWS_H_
#define BYLINE_TESTS_BENCH_INVENTED_NEWS_H_

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

namespace byline::bench {

class InventedNews {
 public:
  explicit InventedNews(uint32_t seed) : random_(seed) {}

  std::string Word() {
    static constexpr const char* kSyllables[] = {
        "sal", "tor", "min", "ven", "dra", "lo",  "quil", "bre",
        "ash", "pon", "tes", "mar", "ril", "ock", "fen",  "gar",
        "hul", "ist", "jor", "kel", "wyn", "zu"};
    // Rank by a Zipf-like law: rank r about as often as 1/r, of 30,000 words.
    const double uniform =
        std::uniform_real_distribution<double>(0, 1)(random_);
    auto rank = static_cast<uint32_t>(std::exp(uniform * std::log(30'000.0)));
    std::string word;
    for (int i = 0; i < 3 || rank > 0; ++i) {
      word += kSyllables[(rank + static_cast<uint32_t>(i) * 7) % 22];
      rank /= 22;
      if (i >= 3) break;
    }
    return word;
  }

  std::string Sentence() {
    const int words = std::uniform_int_distribution<int>(9, 26)(random_);
    std::string sentence = Word();
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    for (int i = 1; i < words; ++i) sentence += " " + Word();
    return sentence + ".";
  }

  // Paragraphs apart by a blank line; about 350 words.
  std::string Body() {
    std::string body;
    for (int paragraph = 0; paragraph < 8; ++paragraph) {
      if (paragraph > 0) body += "\n\n";
      body += Sentence() + " " + Sentence() + " " + Sentence();
    }
    return body;
  }

  std::string Headline() { return Sentence().substr(0, 70); }

 private:
  std::mt19937 random_;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_INVENTED_NEWS_H_
