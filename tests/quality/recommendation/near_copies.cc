// byline-quality-near-copies ARCHIVE.jsonl...
//
// How many of the near-copies in an archive are found, and how many of those
// found are some: recall and precision by pairs, against an exact count of the
// word 4-shingles that two articles share. One table an archive, one row a
// detector; ms is processor time an article. ARCHIVE has {"id", "title",
// "body"}. Exit code 1 where a file cannot be read, 2 on a bad call.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <ctime>
#include <iostream>

#include "tests/quality/markdown_table.h"
#include "tests/quality/recommendation/copy_pairs.h"
#include "tests/quality/recommendation/labelled_archive.h"

namespace byline::recommendation {
namespace {

struct NamedDetector {
  const char* name;
  CopyDetector detect;
};

std::vector<std::string> DetectorRow(
    const NamedDetector& detector, const std::vector<OfflineArticle>& articles,
    const ExactCopyPairs& exact) {
  const std::clock_t start = std::clock();
  const CopyPairs found = detector.detect(articles);
  const double milliseconds =
      1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  const CopyDetection detection = MeasureDetection(found, exact);
  const auto per_cent = [](double share) {
    return absl::StrFormat("%.2f", 100 * share);
  };
  return {detector.name,
          absl::StrCat(detection.found),
          per_cent(detection.recall),
          per_cent(detection.precision),
          per_cent(detection.recall_contained),
          absl::StrFormat("%.4f",
                          milliseconds / static_cast<double>(articles.size()))};
}

int MeasureArchive(const std::string& path) {
  const absl::StatusOr<LabelledArchive> archive = ReadLabelledArchive(path);
  if (!archive.ok() || archive->articles.empty()) {
    std::cerr << "byline-quality-near-copies: "
              << (archive.ok() ? path + ": no articles"
                               : std::string(archive.status().message()))
              << "\n";
    return 1;
  }
  const ExactCopyPairs exact =
      FindExactCopyPairs(ShinglesOf(archive->articles));
  std::cout << absl::StrFormat(
      "%s: %d articles, %d pairs of Jaccard similarity 0.5 or more, %d others "
      "of which one holds 0.8 of the other\n\n",
      path, archive->articles.size(), exact.jaccard.size(),
      exact.contained.size());
  std::vector<std::vector<std::string>> rows = {
      {"detector", "pairs found", "recall %", "precision %",
       "recall of contained %", "ms"}};
  const std::vector<NamedDetector> detectors = {
      {"MinHash bands, confirmed", DetectByMinHash},
      {"clusters of the index", DetectByIndex}};
  for (const NamedDetector& detector : detectors) {
    rows.push_back(DetectorRow(detector, archive->articles, exact));
  }
  std::cout << quality::MarkdownTable(rows) << "\n";
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::cerr << "usage: byline-quality-near-copies ARCHIVE.jsonl...\n";
    return 2;
  }
  int code = 0;
  for (int i = 1; i < argc; ++i) {
    code = std::max(code, byline::recommendation::MeasureArchive(argv[i]));
  }
  return code;
}
