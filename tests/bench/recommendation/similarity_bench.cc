// byline-similarity-bench [--articles=2000,100000] [--queries=2000]
//
// How fast the index of similar articles is: indexing rate with all of the
// preparation, time of a query (p50, p99), and memory, at each number of
// articles; in CPU time of its one thread. The articles are generated ones
// (generated_articles.h). Prints one JSON object a size.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_split.h>
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <iostream>
#include <random>

#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/bench/recommendation/generated_articles.h"

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

// What the heap holds, also in blocks so large that each is a mapping.
size_t HeapBytes() {
  const auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

void Measure(int articles, int queries) {
  bench::GeneratedArticles source(/*seed=*/20, articles);
  const size_t memory_before = HeapBytes();
  SimilarityIndex index;
  double generate = 0;
  double prepare = 0;
  double put = 0;
  for (int i = 0; i < articles; ++i) {
    double start = Seconds();
    const article::v1::Article article = source.Next().article;
    generate += Seconds() - start;
    start = Seconds();
    PreparedArticle prepared = PrepareArticle(article);
    prepare += Seconds() - start;
    start = Seconds();
    index.Put(std::move(prepared));
    put += Seconds() - start;
  }
  const double start_reindex = Seconds();
  index.Reindex();
  const double reindex = Seconds() - start_reindex;
  const size_t memory = HeapBytes() - memory_before;
  std::vector<double> times;
  std::mt19937_64 random(21);
  size_t listed = 0;
  for (int i = 0; i < queries; ++i) {
    const std::string name =
        absl::StrCat("articles/g", random() % static_cast<uint64_t>(articles));
    const double start = Seconds();
    const auto list = index.List(name, {});
    times.push_back(Seconds() - start);
    listed += list.ok() ? list->size() : 0;
  }
  std::sort(times.begin(), times.end());
  std::cout
      << absl::StrFormat(
             "{\"articles\":%d,\"generated_per_s\":%.0f,\"indexed_per_s\":%.0f,"
             "\"prepare_us\":%.0f,\"put_us\":%.0f,\"reindex_us\":%.0f,"
             "\"query_p50_ms\":%.3f,\"query_p99_ms\":%.3f,"
             "\"mean_length\":%.2f,\"bytes_per_article\":%d}\n",
             articles, articles / generate,
             articles / (prepare + put + reindex), 1e6 * prepare / articles,
             1e6 * put / articles, 1e6 * reindex / articles,
             1e3 * times[times.size() / 2],
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
