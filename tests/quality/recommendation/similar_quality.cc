// byline-similar-quality FILE.jsonl [--top=10] [--min_words=40]
// [--output=LISTS.jsonl]
//
// Makes the lists of similar articles for a labelled archive, as `byline
// similar` does, and prints how good they are: one JSON object on standard
// output. With --output it also writes the lists, one JSON object a line.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_format.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "common/base/log.h"
#include "services/recommendation/core/offline.h"
#include "tests/quality/recommendation/labelled_archive.h"
#include "tests/quality/recommendation/similar_score.h"

ABSL_FLAG(int, top, 10, "Length of the lists.");
ABSL_FLAG(int, min_words, 40, "Articles with fewer words are left out.");
ABSL_FLAG(std::string, output, "", "File to write the lists to.");

namespace byline::recommendation {
namespace {

void WriteLists(const std::vector<OfflineList>& lists,
                const std::string& path) {
  std::ofstream out(path);
  for (const OfflineList& list : lists) {
    out << "{\"id\":" << JsonQuote(list.id) << ",\"similar\":[";
    const char* comma = "";
    for (const OfflineSimilar& similar : list.similar) {
      out << comma << "{\"id\":" << JsonQuote(similar.id)
          << ",\"score\":" << absl::StrFormat("%.6f", similar.score)
          << ",\"reasons\":[";
      const char* inner = "";
      for (const std::string& reason : similar.reasons) {
        out << inner << JsonQuote(reason);
        inner = ",";
      }
      out << "]}";
      comma = ",";
    }
    out << "]}\n";
  }
}

int Run(const std::string& path) {
  const absl::StatusOr<LabelledArchive> archive = ReadLabelledArchive(path);
  if (!archive.ok()) {
    std::cerr << archive.status().message() << "\n";
    return 1;
  }
  const auto start = std::chrono::steady_clock::now();
  const std::vector<OfflineList> lists = FindSimilarOffline(
      archive->articles, {.top = absl::GetFlag(FLAGS_top),
                          .min_words = absl::GetFlag(FLAGS_min_words)});
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  if (!absl::GetFlag(FLAGS_output).empty()) {
    WriteLists(lists, absl::GetFlag(FLAGS_output));
  }
  const SimilarScore score = ScoreLists(*archive, lists);
  std::cout << absl::StrFormat(
      "{\"articles\":%d,\"queries\":%d,\"ndcg5\":%.4f,\"p1\":%.4f,"
      "\"lists_with_copies_pct\":%.2f,\"empty_lists_pct\":%.2f,"
      "\"mean_length\":%.2f,\"seconds\":%.2f}\n",
      archive->articles.size(), score.queries, score.ndcg5, score.precision1,
      100 * score.lists_with_copies, 100 * score.empty_lists, score.mean_length,
      seconds);
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "usage: byline-similar-quality FILE.jsonl [--top=10] "
                 "[--min_words=40] [--output=LISTS.jsonl]\n";
    return 2;
  }
  return byline::recommendation::Run(arguments[1]);
}
