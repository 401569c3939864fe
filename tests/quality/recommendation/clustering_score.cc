#include "tests/quality/recommendation/clustering_score.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace byline::recommendation {
namespace {

double Pairs(double count) { return count * (count - 1) / 2; }

double Ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

bool ShareOne(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& topic) {
    return b.count(topic) > 0;
  });
}

void ScoreEvents(absl::Span<const StoryArticle> articles,
                 absl::Span<const uint32_t> clusters, ClusteringScore& score) {
  std::map<uint32_t, double> of_cluster;
  std::map<std::string, double> of_event;
  std::map<std::pair<uint32_t, std::string>, double> of_both;
  double count = 0;
  for (size_t i = 0; i < articles.size(); ++i) {
    if (articles[i].event.empty()) continue;
    ++of_cluster[clusters[i]];
    ++of_event[articles[i].event];
    ++of_both[{clusters[i], articles[i].event}];
    ++count;
  }
  double precision = 0;
  double recall = 0;
  double hits = 0;
  for (const auto& [both, size] : of_both) {
    precision += size * size / of_cluster[both.first];
    recall += size * size / of_event[both.second];
    hits += Pairs(size);
  }
  score.bcubed = {Ratio(precision, count), Ratio(recall, count)};
  double offered = 0;
  for (const auto& [cluster, size] : of_cluster) offered += Pairs(size);
  double wanted = 0;
  for (const auto& [event, size] : of_event) wanted += Pairs(size);
  score.pairs = {Ratio(hits, offered), Ratio(hits, wanted)};
}

}  // namespace

ClusteringScore ScoreClustering(absl::Span<const StoryArticle> articles,
                                absl::Span<const uint32_t> clusters) {
  ClusteringScore score;
  ScoreEvents(articles, clusters, score);
  std::map<uint32_t, std::vector<size_t>> members;
  for (size_t i = 0; i < articles.size(); ++i) {
    members[clusters[i]].push_back(i);
  }
  double common = 0;
  for (const auto& [cluster, places] : members) {
    if (places.size() < 2) continue;
    ++score.stories;
    score.articles_in_stories += places.size();
    score.largest = std::max(score.largest, places.size());
    for (size_t a = 0; a < places.size(); ++a) {
      for (size_t b = a + 1; b < places.size(); ++b) {
        const auto& mine = articles[places[a]].topics;
        const auto& theirs = articles[places[b]].topics;
        if (mine.empty() || theirs.empty()) continue;
        ++score.topic_pairs;
        common += ShareOne(mine, theirs) ? 1 : 0;
      }
    }
  }
  score.topic_precision = Ratio(common, static_cast<double>(score.topic_pairs));
  return score;
}

}  // namespace byline::recommendation
