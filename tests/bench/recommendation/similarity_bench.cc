// byline-similarity-bench [--articles=2000,100000] [--queries=2000]
//     [--recall_queries=50] [--later=20000] [--languages=1] [--index_dir=DIR]
//
// How fast the index of similar articles is: filling it with an archive, from
// the text to lists that can be asked for, as a service does that starts
// without a snapshot; an explicit Reindex, time of a query (p50, p99), recall
// of its first ten against an exhaustive search, and memory, at each number of
// articles; then adding later ones, each of which is found at once, with all
// upkeep that falls due; in CPU time of its one thread. Queries come twice:
// right after the fill, which leaves no texts in memory, and, others, after the
// Reindex, which has read them all. Where the index was read from a folder
// (--index_dir) nothing is filled, made anew or added, and both come after a
// start from the snapshot. Then, by the clock: writing a snapshot, and a start
// from it. The articles are generated ones (generated_articles.h). Prints one
// JSON object a size.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <utility>

#include "services/recommendation/core/index_files.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/bench/recommendation/generated_articles.h"
#include "tests/testing/temp_folder.h"

ABSL_FLAG(std::vector<std::string>, articles,
          (std::vector<std::string>{"2000", "100000"}),
          "Numbers of articles to measure at.");
ABSL_FLAG(std::string, index_dir, "",
          "Where the index is kept for the next run, which fills none again; "
          "of one size alone.");
ABSL_FLAG(int, queries, 2000, "Number of queries.");
ABSL_FLAG(int, languages, 1, "Languages that articles are in by turns.");
ABSL_FLAG(int, later, 20'000,
          "Articles that come later; at most half as many as were there.");
ABSL_FLAG(int, found, 0, "Articles that postings give; 0: the default.");
ABSL_FLAG(int, near, 0, "Articles of near cells; 0: the default.");
ABSL_FLAG(int, candidates, 0, "Candidates of a query; 0: the default.");
ABSL_FLAG(int, postings, 0, "Postings that a query reads; 0: the default.");
ABSL_FLAG(int, recall_queries, 50,
          "Number of queries whose lists are compared with exhaustive ones.");

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

struct Times {
  double generate = 0;
  double prepare = 0;
  double put = 0;
  double upkeep = 0;

  double Index() const { return prepare + put + upkeep; }
};

// The next article, in the language whose turn it is.
article::v1::Article NextArticle(bench::GeneratedArticles& source) {
  static uint32_t number = 0;
  article::v1::Article article = source.Next().article;
  const auto language = number++ % static_cast<uint32_t>(std::max(
                                       1, absl::GetFlag(FLAGS_languages)));
  if (language > 0) {
    article.set_language_code(absl::StrCat("x", language));
  }
  return article;
}

// Adds the next articles of the source; `upkeep` after each batch. In small
// ones, so that an article is read soon after it came, as from a feed: asking
// for the time takes a tenth of what is measured, if it is done for each
// article.
template <typename Upkeep>
Times Add(int articles, bench::GeneratedArticles& source,
          SimilarityIndex& index, const Upkeep& upkeep) {
  constexpr int kBatch = 32;
  Times times;
  std::vector<article::v1::Article> batch;
  std::vector<PreparedArticle> prepared;
  for (int i = 0; i < articles; i += kBatch) {
    const int count = std::min(kBatch, articles - i);
    double start = Seconds();
    const auto lap = [&start] {
      const double before = std::exchange(start, Seconds());
      return start - before;
    };
    batch.clear();
    for (int j = 0; j < count; ++j) batch.push_back(NextArticle(source));
    times.generate += lap();
    prepared.clear();
    for (const article::v1::Article& article : batch) {
      prepared.push_back(PrepareArticle(article));
    }
    times.prepare += lap();
    for (const PreparedArticle& article : prepared) index.Put(article);
    times.put += lap();
    upkeep();
    times.upkeep += lap();
  }
  return times;
}

Times Fill(int articles, bench::GeneratedArticles& source,
           SimilarityIndex& index) {
  index.BeginFill();
  Times times = Add(articles, source, index, [] {});
  const double start = Seconds();
  index.EndFill();
  times.upkeep += Seconds() - start;
  return times;
}

Times AddLater(int articles, bench::GeneratedArticles& source,
               SimilarityIndex& index) {
  return Add(articles, source, index, [&index] {
    while (index.Maintain()) {
    }
  });
}

std::vector<std::string> QueryNames(int articles, int queries,
                                    unsigned seed = 21) {
  std::mt19937_64 random(seed);
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(queries));
  for (int i = 0; i < queries; ++i) {
    names.push_back(
        absl::StrCat("articles/g", random() % static_cast<uint64_t>(articles)));
  }
  return names;
}

struct QueryTimes {
  double Quantile(double share) const {
    return sorted[std::min(
        sorted.size() - 1,
        static_cast<size_t>(share * static_cast<double>(sorted.size())))];
  }

  std::vector<double> sorted;  // seconds
  double all = 0;
  size_t listed = 0;  // articles
};

QueryTimes Ask(const SimilarityIndex& index,
               const std::vector<std::string>& names) {
  QueryTimes times;
  for (const std::string& name : names) {
    const double start = Seconds();
    const auto list = index.List(name, {});
    times.sorted.push_back(Seconds() - start);
    times.listed += list.ok() ? list->size() : 0;
  }
  times.all = std::accumulate(times.sorted.begin(), times.sorted.end(), 0.0);
  std::sort(times.sorted.begin(), times.sorted.end());
  return times;
}

std::set<std::string> ListedNames(const SimilarityIndex& index,
                                  const std::string& name, bool exhaustive) {
  std::set<std::string> names;
  const auto list =
      index.List(name, {.page_size = 10, .exhaustive = exhaustive});
  if (!list.ok()) return names;
  for (const SimilarResult& result : *list) {
    names.insert(result.article.article());
  }
  return names;
}

// The share of an exhaustive search's first ten that the budgeted one lists.
double RecallAt10(const SimilarityIndex& index,
                  const std::vector<std::string>& names) {
  size_t wanted = 0;
  size_t found = 0;
  for (const std::string& name : names) {
    const std::set<std::string> budgeted = ListedNames(index, name, false);
    for (const std::string& one : ListedNames(index, name, true)) {
      ++wanted;
      found += budgeted.count(one);
    }
  }
  return static_cast<double>(found) /
         static_cast<double>(std::max<size_t>(1, wanted));
}

SimilarityOptions OptionsOfFlags() {
  SimilarityOptions options;
  const auto take = [](int flag, size_t& option) {
    if (flag > 0) option = static_cast<size_t>(flag);
  };
  take(absl::GetFlag(FLAGS_found), options.found);
  take(absl::GetFlag(FLAGS_near), options.near);
  take(absl::GetFlag(FLAGS_candidates), options.candidates);
  take(absl::GetFlag(FLAGS_postings), options.postings_budget);
  return options;
}

void MustBeOk(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::exit(1);
}

double WallSeconds() {
  return absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
}

// An index in a folder, as a process has it.
struct KeptIndex {
  explicit KeptIndex(const std::string& folder) {
    auto opened = IndexFiles::Open(folder);
    MustBeOk(opened.status());
    files = *std::move(opened);
    index = std::make_unique<SimilarityIndex>(OptionsOfFlags(), nullptr,
                                              files->TakeRecords());
    loaded = files->Load(*index, truth);
  }

  SystemClock clock;
  FollowedTruth truth{clock, {}};
  std::unique_ptr<IndexFiles> files;
  std::unique_ptr<SimilarityIndex> index;
  bool loaded = false;
};

void Measure(int articles, int queries, int recall_queries) {
  const testing::TempFolder temporary;
  const std::string folder = absl::GetFlag(FLAGS_index_dir).empty()
                                 ? temporary.path()
                                 : absl::GetFlag(FLAGS_index_dir);
  const size_t memory_before = HeapBytes();
  auto kept = std::make_unique<KeptIndex>(folder);
  SimilarityIndex& index = *kept->index;
  bench::GeneratedArticles source(/*seed=*/20, articles);
  Times fill;
  if (!kept->loaded) fill = Fill(articles, source, index);
  const QueryTimes first = Ask(index, QueryNames(articles, queries, 22));
  double start = Seconds();
  if (!kept->loaded) index.Reindex();
  const double reindex = Seconds() - start;
  const size_t memory = HeapBytes() - memory_before;
  const QueryTimes times = Ask(index, QueryNames(articles, queries));
  const double recall = RecallAt10(index, QueryNames(articles, recall_queries));
  const int later = std::min(absl::GetFlag(FLAGS_later), articles / 2);
  Times added;
  if (!kept->loaded) added = AddLater(later, source, index);
  MustBeOk(kept->truth.BeginStream({{"bench", 1}}, /*from_zero=*/true));
  kept->truth.CompleteTo(articles, /*marker=*/true);
  start = WallSeconds();
  MustBeOk(kept->files->Save(index, kept->truth));
  const double save = WallSeconds() - start;
  kept.reset();
  start = WallSeconds();
  kept = std::make_unique<KeptIndex>(folder);
  const double load = WallSeconds() - start;
  if (!kept->loaded) MustBeOk(absl::DataLossError("the snapshot was not read"));
  const auto each = [articles](double seconds) {
    return 1e6 * seconds / articles;
  };
  const auto rate = [](int count, double seconds) {
    return seconds > 0 ? count / seconds : 0;
  };
  std::cout << absl::StrFormat(
                   "{\"articles\":%d,\"generated_per_s\":%.0f,"
                   "\"indexed_per_s\":%.0f,\"prepare_us\":%.1f,"
                   "\"put_us\":%.1f,\"finish_us\":%.1f,"
                   "\"reindex_us\":%.1f,\"later_per_s\":%.0f,"
                   "\"first_query_p50_ms\":%.3f,\"query_p50_ms\":%.3f,"
                   "\"query_p99_ms\":%.3f,\"queries_per_s\":%.0f,"
                   "\"recall_at_10\":%.4f,\"mean_length\":%.2f,"
                   "\"bytes_per_article\":%d,\"snapshot_s\":%.2f,"
                   "\"start_s\":%.2f}\n",
                   articles, rate(articles, fill.generate),
                   rate(articles, fill.Index()), each(fill.prepare),
                   each(fill.put), each(fill.upkeep), each(reindex),
                   rate(later, added.Index()), 1e3 * first.Quantile(0.5),
                   1e3 * times.Quantile(0.5), 1e3 * times.Quantile(0.99),
                   queries / times.all, recall,
                   static_cast<double>(times.listed) / queries,
                   memory / static_cast<size_t>(articles), save, load)
            << std::flush;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  for (const std::string& articles : absl::GetFlag(FLAGS_articles)) {
    byline::recommendation::Measure(std::max(1, std::atoi(articles.c_str())),
                                    std::max(1, absl::GetFlag(FLAGS_queries)),
                                    absl::GetFlag(FLAGS_recall_queries));
  }
  return 0;
}
