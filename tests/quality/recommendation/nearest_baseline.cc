#include "tests/quality/recommendation/nearest_baseline.h"

namespace byline::recommendation {
namespace {

constexpr int64_t kWindowSeconds = int64_t{14} * 86'400;

double Cosine(const std::vector<StoryTerm>& a,
              const std::vector<StoryTerm>& b) {
  double sum = 0;
  auto theirs = b.begin();
  for (const StoryTerm& mine : a) {
    while (theirs != b.end() && theirs->id < mine.id) ++theirs;
    if (theirs == b.end()) break;
    if (theirs->id == mine.id) sum += mine.weight * theirs->weight;
  }
  return sum;
}

}  // namespace

std::vector<uint32_t> ClusterByNearest(absl::Span<const StoryArticle> articles,
                                       double threshold) {
  std::vector<uint32_t> clusters(articles.size());
  uint32_t count = 0;
  size_t begin = 0;  // of the window
  for (size_t i = 0; i < articles.size(); ++i) {
    while (articles[begin].publish_seconds + kWindowSeconds <
           articles[i].publish_seconds) {
      ++begin;
    }
    double best = 0;
    size_t nearest = i;
    for (size_t j = begin; j < i; ++j) {
      const double cosine = Cosine(articles[i].terms, articles[j].terms);
      if (cosine > best) {
        best = cosine;
        nearest = j;
      }
    }
    clusters[i] = best >= threshold ? clusters[nearest] : count++;
  }
  return clusters;
}

}  // namespace byline::recommendation
