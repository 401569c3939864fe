// GeneratedArticles: an archive of news that never was, in any number, for
// benchmarks; always the same one for the same seed.
//
// It follows the figures of real news (generated_statistics.h): how long
// articles are, how often words are used and new ones appear, that a word once
// used is used again (burstiness), sections and subjects with words of their
// own, stories of one to 30 articles within days of one another that share
// names and rare words, near-copies, names. English to software by its function
// words alone; all others, and all names, are made of syllables. About 35 us an
// article. Not thread-safe.
//
//   GeneratedArticles source(/*seed=*/20, 1'000'000);
//   for (...) index.Put(PrepareArticle(source.Next().article));
#ifndef BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_ARTICLES_H_
#define BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_ARTICLES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "tests/bench/recommendation/generated_vocabulary.h"

namespace byline::bench {

struct GeneratedArticle {
  article::v1::Article article;  // published; articles/g0, articles/g1, ...
  // What is true of it: which story it tells, and of which article it is a
  // near-copy.
  int64_t story = 0;
  std::optional<int64_t> copy_of;
};

class GeneratedArticles {
 public:
  // `articles`: of how many the archive is to be, spread over ten years. More
  // may be taken; their dates go on.
  GeneratedArticles(uint64_t seed, int64_t articles);

  // In the order of their publish times.
  GeneratedArticle Next();

 private:
  // A word, and what ends with it.
  struct Token {
    WordId word = 0;
    bool ends_sentence = false;
    bool ends_paragraph = false;
  };
  using Tokens = std::vector<Token>;

  struct Story {
    int64_t number = 0;
    uint64_t subject = 0;
    size_t section = 0;
    std::vector<WordId> words;  // names and terms of its own
    // Its newest article.
    std::optional<int64_t> newest;
    Tokens newest_tokens;
  };

  // A further article of a story.
  struct Pending {
    double seconds = 0;
    std::shared_ptr<Story> story;
    bool operator>(const Pending& other) const {
      return seconds > other.seconds;
    }
  };

  std::shared_ptr<Story> NewStory();
  Tokens NewTokens(const Story& story);
  Tokens NearCopy(const Tokens& tokens);
  // `of_story`: how much of the article is its story's own.
  WordId NewWord(const Story& story, double of_story,
                 const std::vector<WordId>& own);
  void Write(const Story& story, const Tokens& tokens,
             article::v1::Article* article);
  std::string Headline(const Tokens& tokens);
  double Exponential(double mean);
  double Normal();

  const GeneratedVocabulary vocabulary_;
  const AliasTable story_sizes_;
  std::mt19937_64 random_;
  std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending_;
  uint64_t subjects_ = 1;  // of a section
  double seconds_between_stories_ = 0;
  double next_story_ = 0;
  int64_t articles_ = 0;
  int64_t stories_ = 0;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_RECOMMENDATION_GENERATED_ARTICLES_H_
