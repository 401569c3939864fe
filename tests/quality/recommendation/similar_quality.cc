// byline-similar-quality FILE.jsonl [--top=10] [--min_words=40]
// [--sample=1 --seed=1] [--output=LISTS.jsonl] [--recall | --mutual]
//
// Makes the lists of similar articles for a labelled archive, as `byline
// similar` does, and prints how good they are: one JSON object on standard
// output, times in processor time. With --output it also writes the lists, one
// JSON object a line. With --sample it takes that share of the events (of the
// articles, where there are no events), drawn whole: how quality goes with the
// size of the archive. With --recall: only the share of what an exhaustive
// search lists that the lists have. With --mutual: only how often an article
// that stands among the first six of a list has that list's article among its
// own first --top: by that, an article's own list tells which others it enters.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <set>

#include "services/recommendation/core/offline.h"
#include "tests/quality/recommendation/labelled_archive.h"
#include "tests/quality/recommendation/ranked_lists.h"
#include "tests/quality/recommendation/similar_report.h"
#include "tests/quality/recommendation/similar_score.h"

ABSL_FLAG(int, top, 10, "Length of the lists.");
ABSL_FLAG(int, min_words, 40, "Articles with fewer words are left out.");
ABSL_FLAG(double, sample, 1, "Share of the archive's events to take.");
ABSL_FLAG(int, seed, 1, "Which sample.");
ABSL_FLAG(bool, recall, false, "Measure recall against exhaustive search.");
ABSL_FLAG(bool, mutual, false, "Measure how often likeness is mutual.");
ABSL_FLAG(std::string, output, "", "File to write the lists to.");

namespace byline::recommendation {
namespace {

// The share of `whole` that stands in `lists` too, by article.
double RecallOf(const std::vector<OfflineList>& lists,
                const std::vector<OfflineList>& whole) {
  size_t wanted = 0;
  size_t found = 0;
  for (size_t i = 0; i < whole.size(); ++i) {
    std::set<std::string> listed;
    for (const OfflineSimilar& one : lists[i].similar) listed.insert(one.id);
    for (const OfflineSimilar& one : whole[i].similar) {
      ++wanted;
      found += listed.count(one.id);
    }
  }
  return static_cast<double>(found) /
         static_cast<double>(std::max<size_t>(1, wanted));
}

double MutualShare(const std::vector<OfflineList>& lists) {
  constexpr size_t kShown = 6;
  std::map<std::string, std::set<std::string>> listed;
  for (const OfflineList& list : lists) {
    for (const OfflineSimilar& one : list.similar) {
      listed[list.id].insert(one.id);
    }
  }
  size_t shown = 0;
  size_t mutual = 0;
  for (const OfflineList& list : lists) {
    for (size_t i = 0; i < std::min(kShown, list.similar.size()); ++i) {
      ++shown;
      mutual += listed[list.similar[i].id].count(list.id);
    }
  }
  return static_cast<double>(mutual) /
         static_cast<double>(std::max<size_t>(1, shown));
}

int RunQuality(const std::string& path) {
  absl::StatusOr<LabelledArchive> archive = ReadLabelledArchive(path);
  if (!archive.ok()) {
    std::cerr << std::string(archive.status().message()) << "\n";
    return 1;
  }
  if (absl::GetFlag(FLAGS_sample) < 1) {
    archive = SampleOf(*archive, absl::GetFlag(FLAGS_sample),
                       static_cast<uint64_t>(absl::GetFlag(FLAGS_seed)));
  }
  OfflineOptions options;
  options.top = absl::GetFlag(FLAGS_top);
  options.min_words = absl::GetFlag(FLAGS_min_words);
  const std::clock_t start = std::clock();
  const std::vector<OfflineList> lists =
      FindSimilarOffline(archive->articles, options);
  if (absl::GetFlag(FLAGS_recall)) {
    options.exhaustive = true;
    std::cout << absl::StrFormat(
        "{\"articles\":%d,\"recall_at_%d\":%.4f}\n", lists.size(), options.top,
        RecallOf(lists, FindSimilarOffline(archive->articles, options)));
    return 0;
  }
  if (absl::GetFlag(FLAGS_mutual)) {
    std::cout << absl::StrFormat("{\"articles\":%d,\"mutual_among_%d\":%.4f}\n",
                                 lists.size(), options.top, MutualShare(lists));
    return 0;
  }
  const double milliseconds =
      1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC /
      static_cast<double>(std::max<size_t>(1, lists.size()));
  const std::string output = absl::GetFlag(FLAGS_output);
  if (!output.empty()) {
    const absl::Status written = WriteRankedLists(lists, milliseconds, output);
    if (!written.ok()) {
      std::cerr << std::string(written.message()) << "\n";
      return 1;
    }
  }
  const SimilarScorer scorer(*archive, absl::GetFlag(FLAGS_min_words));
  std::cout << SimilarScoreJson(
      scorer.Score(ToRankedLists(lists, milliseconds)));
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "usage: byline-similar-quality FILE.jsonl [--top=10] "
                 "[--min_words=40] [--sample=1 --seed=1] "
                 "[--output=LISTS.jsonl] [--recall | --mutual]\n";
    return 2;
  }
  return byline::recommendation::RunQuality(arguments[1]);
}
