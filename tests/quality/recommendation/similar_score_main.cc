// byline-quality-similar --data=ARCHIVE.jsonl [--min_words=40]
//                        [--against=NAME] NAME=LISTS.jsonl...
//
// Scores lists of similar articles, of any system, against the labels of their
// archive: one row a system, and with --against the 95% interval of each
// difference in nDCG@5 to that one; the last line is one JSON object. ARCHIVE
// has {"id", "title", "body", "event" and/or "topics"}, LISTS {"id", "similar":
// [{"id"}]} as `byline similar --format=json` writes them. Exit code 1 where a
// file cannot be read or has nothing to score, 2 on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <iostream>
#include <optional>

#include "tests/quality/recommendation/labelled_archive.h"
#include "tests/quality/recommendation/ranked_lists.h"
#include "tests/quality/recommendation/similar_report.h"
#include "tests/quality/recommendation/similar_score.h"

ABSL_FLAG(std::string, data, "", "The labelled archive.");
ABSL_FLAG(int, min_words, 40, "Articles with fewer words are thin.");
ABSL_FLAG(std::string, against, "", "The system to compare the others with.");

namespace byline::recommendation {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

absl::StatusOr<std::string> Report(const std::vector<char*>& arguments) {
  const auto archive = ReadLabelledArchive(absl::GetFlag(FLAGS_data));
  if (!archive.ok()) return archive.status();
  const SimilarScorer scorer(*archive, absl::GetFlag(FLAGS_min_words));
  const std::string wanted = absl::GetFlag(FLAGS_against);
  std::vector<NamedSimilarScore> systems;
  std::optional<NamedSimilarScore> against;
  for (size_t i = 1; i < arguments.size(); ++i) {
    const std::vector<std::string> parts =
        absl::StrSplit(arguments[i], absl::MaxSplits('=', 1));
    if (parts.size() != 2) {
      return absl::InvalidArgumentError(
          absl::StrCat(arguments[i], ": NAME=LISTS.jsonl is needed"));
    }
    const auto lists = ReadRankedLists(parts[1]);
    if (!lists.ok()) return lists.status();
    systems.push_back({parts[0], scorer.Score(*lists)});
    if (parts[0] == wanted) against = systems.back();
  }
  if (!wanted.empty() && !against) {
    return absl::InvalidArgumentError(
        absl::StrCat("--against=", wanted, ": no system has that name"));
  }
  if (systems.front().score.distinct.queries == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(absl::GetFlag(FLAGS_data),
                     ": no event or topic has two distinct articles"));
  }
  return SimilarTable(scorer, systems, against);
}

int Run(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() < 2 || absl::GetFlag(FLAGS_data).empty()) {
    std::cerr << "usage: byline-quality-similar --data=ARCHIVE.jsonl "
                 "[--min_words=40] [--against=NAME] NAME=LISTS.jsonl...\n";
    return kUsage;
  }
  const absl::StatusOr<std::string> report = Report(arguments);
  if (!report.ok()) {
    std::cerr << "byline-quality-similar: "
              << std::string(report.status().message()) << "\n";
    return kFailed;
  }
  std::cout << *report;
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  return byline::recommendation::Run(argc, argv);
}
