// The words of generated articles: made up from syllables, drawn by Zipf's law
// as Mandelbrot gave it over the common ones and by the tail that Heaps' law
// asks for beyond, so that new words keep appearing however many are drawn.
// Immutable once made, so thread-safe.
#ifndef BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_VOCABULARY_H_
#define BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_VOCABULARY_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace byline::bench {

// Which word. Function words ("the") come first, then others by rank; names are
// apart from them.
using WordId = uint64_t;

// In [0, 1).
inline double Uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11) * 0x1.0p-53;
}

// Draws from a fixed finite distribution in constant time (Walker 1977).
class AliasTable {
 public:
  explicit AliasTable(const std::vector<double>& weights);
  size_t Draw(std::mt19937_64& random) const;

 private:
  std::vector<double> keep_;
  std::vector<uint32_t> other_;
};

class GeneratedVocabulary {
 public:
  GeneratedVocabulary();

  WordId DrawFunctionWord(std::mt19937_64& random) const;
  // Any other word that is no name.
  WordId DrawContentWord(std::mt19937_64& random) const;
  // Few are in all the news, most in little of it.
  WordId DrawName(std::mt19937_64& random) const;
  // A content word of the middle of the law, the same for the same `key`: what
  // a subject has of its own.
  static WordId WordOfSubject(uint64_t key);

  static bool IsFunctionWord(WordId word);
  static bool IsName(WordId word);
  // Different for different words; names begin with a capital.
  static void AppendSpelling(WordId word, std::string* text);

 private:
  // A rank of at least `first`, by the tail.
  static uint64_t DrawTailRank(double first, std::mt19937_64& random);

  AliasTable function_words_;
  AliasTable core_;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_VOCABULARY_H_
