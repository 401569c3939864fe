// byline-story-bench [--articles=200000] [--daily=700]
//
// How fast running stories are found: time of an Add (mean CPU time), stories
// that can be joined, index entries, and bytes of a snapshot. The articles are
// made up from a seed, `daily` of them a day: half of them of a story of the
// last days, half of a new one; 64 terms each, by Zipf's law from 200,000, a
// third of them from its story's. Prints one JSON object.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <random>
#include <vector>

#include "services/recommendation/core/stories/story_clusters.h"

ABSL_FLAG(int, articles, 200'000, "Number of articles.");
ABSL_FLAG(int, daily, 700, "Of them on each day.");

namespace byline::recommendation {
namespace {

constexpr int kVocabulary = 200'000;
constexpr size_t kTermsEach = 64;

// CPU time of this thread: what else the machine does is not measured.
double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         1e-9 * static_cast<double>(now.tv_nsec);
}

class StorySource {
 public:
  explicit StorySource(int daily) : daily_(daily) {}

  std::vector<StoryTerm> Next() {
    // Stories live for about a week of new ones.
    const auto recent = static_cast<uint64_t>(daily_) * 7 / 2 + 1;
    const uint64_t story =
        random_() % 2 == 0 ? ++newest_
                           : newest_ - random_() % std::min(recent, newest_);
    std::map<uint32_t, float> weights;
    while (weights.size() < kTermsEach) {
      const bool of_story = random_() % 3 == 0;
      std::mt19937_64 fixed(story * 40 + random_() % 40);
      const uint64_t drawn = of_story ? fixed() : random_();
      // Zipf's law with exponent 1: the rank is log-uniform.
      const auto rank = static_cast<uint32_t>(
          std::pow(kVocabulary, static_cast<double>(drawn >> 11) * 0x1.0p-53));
      const auto idf = static_cast<float>(std::log(2.0 + rank));
      weights[rank] += of_story ? 1.5F * idf : idf;
    }
    float square = 0;
    for (const auto& [id, weight] : weights) square += weight * weight;
    std::vector<StoryTerm> terms;
    for (const auto& [id, weight] : weights) {
      terms.push_back(
          {id, weight / std::sqrt(square), id % 4 == 0, id % 9 == 0});
    }
    return terms;
  }

 private:
  const int daily_;
  uint64_t newest_ = 1;
  std::mt19937_64 random_{11};
};

int Run(int articles, int daily) {
  constexpr int kBatch = 500;  // made up first, then added and timed
  StorySource source(daily);
  StoryClusters stories;
  double seconds = 0;
  double full_seconds = 0;  // of the second half: as many are active as will be
  int full_articles = 0;
  size_t most_active = 0;
  for (int begin = 0; begin < articles; begin += kBatch) {
    const int end = std::min(articles, begin + kBatch);
    std::vector<std::vector<StoryTerm>> batch;
    for (int i = begin; i < end; ++i) batch.push_back(source.Next());
    const double start = ThreadSeconds();
    for (int i = begin; i < end; ++i) {
      stories.Add({static_cast<uint32_t>(i), int64_t{i} * 86'400 / daily,
                   batch[static_cast<size_t>(i - begin)]});
    }
    const double spent = ThreadSeconds() - start;
    seconds += spent;
    most_active = std::max(most_active, stories.Counts().active);
    if (begin >= articles / 2) {
      full_seconds += spent;
      full_articles += end - begin;
    }
  }
  const StoryCounts counts = stories.Counts();
  const size_t old_bytes = 4 * (counts.slots + counts.closed_members);
  std::cout << absl::StrFormat(
      "{\"articles\":%d,\"most_active\":%d,\"active\":%d,"
      "\"add_us\":%.2f,\"add_us_second_half\":%.2f,"
      "\"index_entries\":%d,\"bytes_an_article\":%.2f,\"snapshot_bytes\":%d}\n",
      articles, most_active, counts.active, 1e6 * seconds / articles,
      1e6 * full_seconds / full_articles, counts.index_entries,
      static_cast<double>(old_bytes) / articles, stories.Serialize().size());
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const int articles = absl::GetFlag(FLAGS_articles);
  const int daily = absl::GetFlag(FLAGS_daily);
  if (articles < 2 || daily < 1) {
    std::cerr << "--articles is at least 2, --daily at least 1\n";
    return 2;
  }
  return byline::recommendation::Run(articles, daily);
}
