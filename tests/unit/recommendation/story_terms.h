// Terms of invented articles for the tests of running stories: those of
// PrepareArticle, numbered as they come and weighed by their rarity in news at
// large.
#ifndef BYLINE_TESTS_UNIT_RECOMMENDATION_STORY_TERMS_H_
#define BYLINE_TESTS_UNIT_RECOMMENDATION_STORY_TERMS_H_

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "common/text/background_terms.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/stories/story_clusters.h"

namespace byline::recommendation {

class StoryTerms {
 public:
  std::vector<StoryTerm> Of(const article::v1::Article& article) {
    std::vector<StoryTerm> terms;
    double square = 0;
    for (const PreparedTerm& term : PrepareArticle(article).terms) {
      const double weight = term.weight * text::BackgroundIdf(term.term, "en");
      const auto id = static_cast<uint32_t>(
          ids_.try_emplace(term.term, ids_.size()).first->second);
      terms.push_back(
          {id, static_cast<float>(weight), term.is_name, term.in_headline});
      square += weight * weight;
    }
    for (StoryTerm& term : terms) {
      term.weight = static_cast<float>(term.weight / std::sqrt(square));
    }
    std::sort(
        terms.begin(), terms.end(),
        [](const StoryTerm& a, const StoryTerm& b) { return a.id < b.id; });
    return terms;
  }

 private:
  std::map<uint64_t, size_t> ids_;
};

inline constexpr int64_t kDaySeconds = 86'400;

// Words that articles of one invented story draw from; `noise` of its own.
// Weights differ, so that the strongest terms are always the same ones.
inline std::vector<StoryTerm> InventedTerms(uint32_t story, uint32_t noise) {
  std::vector<StoryTerm> terms;
  double square = 0;
  for (uint32_t i = 0; i < 24; ++i) {
    const bool shared = i < 16;
    const uint32_t id =
        shared ? 1'000 + story * 16 + i : 1'000'000 + noise * 8 + (i - 16);
    const float weight = (shared ? 3.0F : 1.0F) + 0.01F * static_cast<float>(i);
    terms.push_back({id, weight, i < 4, i < 6});
    square += weight * weight;
  }
  for (StoryTerm& term : terms) {
    term.weight = static_cast<float>(term.weight / std::sqrt(square));
  }
  return terms;
}

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_UNIT_RECOMMENDATION_STORY_TERMS_H_
