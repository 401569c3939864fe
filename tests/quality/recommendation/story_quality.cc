// byline-quality-stories FILE.jsonl [--show=0] [--join_score=...] ...
//
// Finds the running stories of a labelled archive, its articles one by one in
// order of time, and prints how good they are: one JSON object a line, for the
// whole archive and for each half of its time; beside each the simple way
// (nearest earlier article by plain cosine, 14 days) at the threshold that is
// best for it by B-cubed F1. Articles without a date are left out. Events are a
// lower bound: a running story has several. With --show it prints the members
// of so many stories besides, the largest first.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/strings/str_format.h>
#include <time.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <utility>

#include "tests/quality/recommendation/clustering_score.h"
#include "tests/quality/recommendation/nearest_baseline.h"
#include "tests/quality/recommendation/story_archive.h"

namespace byline::recommendation {
namespace {
const StoryOptions kDefaults;
}  // namespace
}  // namespace byline::recommendation

ABSL_FLAG(double, join_score, byline::recommendation::kDefaults.join_score,
          "Least score of an article that joins a story.");
ABSL_FLAG(double, merge_score, byline::recommendation::kDefaults.merge_score,
          "Least score of two stories that become one.");
ABSL_FLAG(double, name_share, byline::recommendation::kDefaults.name_share,
          "Share of names in the score.");
ABSL_FLAG(double, headline_share,
          byline::recommendation::kDefaults.headline_share,
          "Share of headlines in the score.");
ABSL_FLAG(double, deviation_days,
          byline::recommendation::kDefaults.deviation_seconds / 86'400,
          "Standard deviation of the Gaussian of time.");
ABSL_FLAG(bool, baseline, true, "Whether to measure the simple way too.");
ABSL_FLAG(int, show, 0, "Number of stories to print.");

namespace byline::recommendation {
namespace {

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         1e-9 * static_cast<double>(now.tv_nsec);
}

StoryOptions Options() {
  StoryOptions options;
  options.join_score = absl::GetFlag(FLAGS_join_score);
  options.merge_score = absl::GetFlag(FLAGS_merge_score);
  options.name_share = absl::GetFlag(FLAGS_name_share);
  options.headline_share = absl::GetFlag(FLAGS_headline_share);
  options.deviation_seconds = absl::GetFlag(FLAGS_deviation_days) * 86'400;
  return options;
}

std::vector<uint32_t> FindStories(absl::Span<const StoryArticle> articles,
                                  double& microseconds) {
  StoryClusters stories(Options());
  const double start = CpuSeconds();
  for (size_t i = 0; i < articles.size(); ++i) {
    stories.Add({static_cast<uint32_t>(i), articles[i].publish_seconds,
                 articles[i].terms});
  }
  microseconds = 1e6 * (CpuSeconds() - start) /
                 static_cast<double>(std::max<size_t>(1, articles.size()));
  std::vector<uint32_t> clusters;
  for (size_t i = 0; i < articles.size(); ++i) {
    clusters.push_back(stories.StoryOf(static_cast<uint32_t>(i)));
  }
  return clusters;
}

void Print(const char* part, const char* way, double threshold,
           const ClusteringScore& score, size_t articles, double microseconds) {
  std::cout << absl::StrFormat(
      "{\"part\":\"%s\",\"way\":\"%s\",\"threshold\":%.2f,\"articles\":%d,"
      "\"bcubed_p\":%.4f,\"bcubed_r\":%.4f,\"bcubed_f1\":%.4f,"
      "\"pair_p\":%.4f,\"pair_r\":%.4f,\"pair_f1\":%.4f,"
      "\"topic_p\":%.4f,\"topic_pairs\":%d,\"stories\":%d,\"in_stories\":%d,"
      "\"largest\":%d",
      part, way, threshold, articles, score.bcubed.precision,
      score.bcubed.recall, score.bcubed.F1(), score.pairs.precision,
      score.pairs.recall, score.pairs.F1(), score.topic_precision,
      score.topic_pairs, score.stories, score.articles_in_stories,
      score.largest);
  if (microseconds > 0) {
    std::cout << absl::StrFormat(",\"microseconds\":%.2f", microseconds);
  }
  std::cout << "}\n";
}

void Measure(const char* part, absl::Span<const StoryArticle> articles) {
  double microseconds = 0;
  const auto clusters = FindStories(articles, microseconds);
  Print(part, "stories", absl::GetFlag(FLAGS_join_score),
        ScoreClustering(articles, clusters), articles.size(), microseconds);
  if (!absl::GetFlag(FLAGS_baseline)) return;
  double best_threshold = 0;
  ClusteringScore best;
  for (int percent = 10; percent <= 70; percent += 2) {
    const double threshold = percent / 100.0;
    const ClusteringScore score =
        ScoreClustering(articles, ClusterByNearest(articles, threshold));
    if (score.bcubed.F1() <= best.bcubed.F1()) continue;
    best = score;
    best_threshold = threshold;
  }
  Print(part, "nearest", best_threshold, best, articles.size(), 0);
}

void Show(absl::Span<const StoryArticle> articles, int count) {
  double microseconds = 0;
  const auto clusters = FindStories(articles, microseconds);
  std::map<uint32_t, std::vector<size_t>> members;
  for (size_t i = 0; i < articles.size(); ++i) {
    members[clusters[i]].push_back(i);
  }
  std::vector<std::vector<size_t>> stories;
  for (auto& [cluster, places] : members) stories.push_back(std::move(places));
  std::stable_sort(
      stories.begin(), stories.end(),
      [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const auto& places : stories) {
    if (count-- == 0 || places.size() < 2) return;
    std::cout << places.size() << " articles\n";
    for (const size_t place : places) {
      const StoryArticle& article = articles[place];
      std::cout << "  "
                << absl::FormatTime(
                       "%Y-%m-%d",
                       absl::FromUnixSeconds(article.publish_seconds),
                       absl::UTCTimeZone())
                << " " << article.event << " "
                << (article.topics.empty() ? "" : *article.topics.begin())
                << ": " << article.title << "\n";
    }
  }
}

int Run(const std::string& path) {
  const absl::StatusOr<LabelledArchive> archive = ReadLabelledArchive(path);
  if (!archive.ok()) {
    std::cerr << archive.status().message() << "\n";
    return 1;
  }
  const std::vector<StoryArticle> articles = PrepareStoryArchive(*archive);
  const absl::Span<const StoryArticle> all(articles);
  Measure("all", all);
  Measure("first_half", all.first(all.size() / 2));
  Measure("second_half", all.subspan(all.size() / 2));
  Show(all, absl::GetFlag(FLAGS_show));
  return 0;
}

}  // namespace
}  // namespace byline::recommendation

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "usage: byline-quality-stories FILE.jsonl [--show=0]\n";
    return 2;
  }
  return byline::recommendation::Run(arguments[1]);
}
