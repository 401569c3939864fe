// byline-similarity-bench [--articles=2000,100000] [--queries=2000]
//
// How fast the index of similar articles is: indexing rate with all of the
// preparation, time of a query (p50, p99), and memory, at each number of
// articles; in CPU time of its one thread. The articles are made up from a
// seed: words by Zipf's law from 200,000, a fifth of them from one of many
// topics, 300 words each. Prints one JSON object a size.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_split.h>
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>

#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/similarity_index.h"

ABSL_FLAG(std::vector<std::string>, articles,
          (std::vector<std::string>{"2000", "100000"}),
          "Numbers of articles to measure at.");
ABSL_FLAG(int, queries, 2000, "Number of queries.");

namespace byline::recommendation {
namespace {

// CPU time of this thread: what else the machine does is not measured.
double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         1e-9 * static_cast<double>(now.tv_nsec);
}

// Makes up articles, always the same ones.
class ArticleSource {
 public:
  explicit ArticleSource(int articles) : topics_(articles / 20 + 1) {}

  article::v1::Article Next() {
    article::v1::Article article;
    article.set_name(absl::StrCat("articles/a", number_++));
    article.set_language_code("en");
    article.set_state(article::v1::STATE_PUBLISHED);
    article.mutable_publish_time()->set_seconds(
        1'700'000'000 + static_cast<int64_t>(random_() % 31'000'000));
    const uint64_t topic = random_() % static_cast<uint64_t>(topics_);
    article.set_headline(Words(8, topic));
    for (int i = 0; i < 6; ++i) {
      article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
          Words(50, topic) + ".");
    }
    return article;
  }

 private:
  static constexpr int kVocabulary = 200'000;
  static constexpr int kTopicWords = 40;

  std::string Words(int count, uint64_t topic) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      const double uniform = static_cast<double>(random_() >> 11) * 0x1.0p-53;
      // Zipf's law with exponent 1: the rank is log-uniform.
      auto rank = static_cast<uint64_t>(std::pow(kVocabulary, uniform));
      if (random_() % 5 == 0) {
        std::mt19937_64 of_topic(topic * kTopicWords + random_() % kTopicWords);
        rank = 500 + of_topic() % (kVocabulary - 500);
      }
      absl::StrAppend(&text, i == 0 ? "W" : " w", rank);
    }
    return text;
  }

  const int topics_;
  std::mt19937_64 random_{20};
  int number_ = 0;
};

void Measure(int articles, int queries) {
  ArticleSource source(articles);
  const size_t memory_before = mallinfo2().uordblks;
  SimilarityIndex index;
  double prepare = 0;
  double put = 0;
  for (int i = 0; i < articles; ++i) {
    const article::v1::Article article = source.Next();
    double start = Seconds();
    PreparedArticle prepared = PrepareArticle(article);
    prepare += Seconds() - start;
    start = Seconds();
    index.Put(std::move(prepared));
    put += Seconds() - start;
  }
  const size_t memory = mallinfo2().uordblks - memory_before;
  std::vector<double> times;
  std::mt19937_64 random(21);
  size_t listed = 0;
  for (int i = 0; i < queries; ++i) {
    const std::string name =
        absl::StrCat("articles/a", random() % static_cast<uint64_t>(articles));
    const double start = Seconds();
    const auto list = index.List(name, {});
    times.push_back(Seconds() - start);
    listed += list.ok() ? list->size() : 0;
  }
  std::sort(times.begin(), times.end());
  std::cout
      << absl::StrFormat(
             "{\"articles\":%d,\"indexed_per_s\":%.0f,\"prepare_us\":%.0f,"
             "\"put_us\":%.0f,\"query_p50_ms\":%.3f,\"query_p99_ms\":%.3f,"
             "\"mean_length\":%.2f,\"bytes_per_article\":%d}\n",
             articles, articles / (prepare + put), 1e6 * prepare / articles,
             1e6 * put / articles, 1e3 * times[times.size() / 2],
             1e3 * times[times.size() * 99 / 100],
             static_cast<double>(listed) / queries,
             memory / static_cast<size_t>(articles))
      << std::flush;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  for (const std::string& articles : absl::GetFlag(FLAGS_articles)) {
    byline::recommendation::Measure(std::max(1, std::atoi(articles.c_str())),
                                    std::max(1, absl::GetFlag(FLAGS_queries)));
  }
  return 0;
}
