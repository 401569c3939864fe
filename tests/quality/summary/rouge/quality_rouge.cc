// byline-quality-rouge: scores summaries against a newsroom's own references.
//
//   byline-quality-rouge --data=X.jsonl --system=Y.jsonl [--points=K]
//                        [--against=lead | --against=Z.jsonl]
//   byline-quality-rouge --data=X.jsonl [--points=K] NAME=FILE.jsonl...
//
// X has {"id", "body", "summary"}, the summary with one point a line; Y has
// {"id", "key_points": [{"text", "begin", "end", "deletions"}]}, as `byline
// summarize --format=json` writes it. The first form prints ROUGE-1, ROUGE-2
// and ROUGE-Lsum F1, their mean and what the text alone tells (grounded,
// dangling, quotes, words), compared with the first K sentences or another
// system; its last line is JSON. The second prints one row for each system, all
// compared with the first K sentences. Exit code 1 where a file cannot be read,
// 2 on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "tests/quality/summary/peers/lead.h"
#include "tests/quality/summary/rouge/report.h"
#include "tests/quality/summary/rouge/summary_files.h"
#include "tests/quality/summary/rouge/system_score.h"

ABSL_FLAG(std::string, data, "", "Articles with reference summaries.");
ABSL_FLAG(std::string, system, "", "The summaries to score.");
ABSL_FLAG(int, points, 0, "Score the first so many points; 0: all.");
ABSL_FLAG(std::string, against, "",
          "Compare with these summaries; `lead`: with the first --points "
          "sentences (3 where it is 0).");

namespace byline::quality {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kLeadSentences = 3;

using Articles = std::vector<ReferenceArticle>;

absl::StatusOr<NamedScore> Score(const Articles& articles,
                                 const std::string& name,
                                 const std::string& path, int points) {
  const auto summaries = ReadWrittenSummaries(path);
  if (!summaries.ok()) return summaries.status();
  return NamedScore{name, ScoreSystem(articles, *summaries, points)};
}

NamedScore ScoreLead(const Articles& articles, int points) {
  const int count = points > 0 ? points : kLeadSentences;
  WrittenSummaries summaries;
  for (const ReferenceArticle& article : articles)
    summaries[article.id] = LeadSummary(article, static_cast<size_t>(count));
  return {absl::StrCat("LEAD-", count), ScoreSystem(articles, summaries, 0)};
}

absl::StatusOr<std::string> Figures(const Articles& articles, int points) {
  const auto system =
      Score(articles, "system", absl::GetFlag(FLAGS_system), points);
  if (!system.ok()) return system.status();
  const std::string against = absl::GetFlag(FLAGS_against);
  if (against.empty()) return FiguresReport(*system, std::nullopt);
  if (against == "lead")
    return FiguresReport(*system, ScoreLead(articles, points));
  const auto other = Score(articles, "against", against, points);
  if (!other.ok()) return other.status();
  return FiguresReport(*system, *other);
}

absl::StatusOr<std::string> Table(const Articles& articles, int points,
                                  const std::vector<char*>& named_files) {
  std::vector<NamedScore> systems;
  for (size_t i = 1; i < named_files.size(); ++i) {
    const std::vector<std::string> parts =
        absl::StrSplit(named_files[i], absl::MaxSplits('=', 1));
    if (parts.size() != 2) {
      return absl::InvalidArgumentError(
          absl::StrCat(named_files[i], ": NAME=FILE.jsonl is needed"));
    }
    auto score = Score(articles, parts[0], parts[1], points);
    if (!score.ok()) return score.status();
    systems.push_back(*std::move(score));
  }
  return TableReport(systems, ScoreLead(articles, points));
}

absl::StatusOr<std::string> Report(const std::vector<char*>& named_files,
                                   int points) {
  const auto articles = ReadReferenceArticles(absl::GetFlag(FLAGS_data));
  if (!articles.ok()) return articles.status();
  return named_files.size() > 1 ? Table(*articles, points, named_files)
                                : Figures(*articles, points);
}

int Run(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "byline-quality-rouge --data=X.jsonl (--system=Y.jsonl "
      "[--against=lead|Z.jsonl] | NAME=Y.jsonl...) [--points=K]");
  const std::vector<char*> named_files = absl::ParseCommandLine(argc, argv);
  const int points = absl::GetFlag(FLAGS_points);
  if (absl::GetFlag(FLAGS_data).empty() || points < 0 ||
      (named_files.size() > 1) == !absl::GetFlag(FLAGS_system).empty()) {
    std::cerr << "usage: " << absl::ProgramUsageMessage() << "\n";
    return kUsage;
  }
  const absl::StatusOr<std::string> report = Report(named_files, points);
  if (!report.ok()) {
    std::cerr << "byline-quality-rouge: "
              << std::string(report.status().message()) << "\n";
    return kFailed;
  }
  std::cout << *report;
  return 0;
}

}  // namespace
}  // namespace byline::quality

int main(int argc, char** argv) { return byline::quality::Run(argc, argv); }
