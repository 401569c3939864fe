// What is asked of the index of similar articles, and what it answers.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_REQUEST_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_REQUEST_H_

#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/recommendation/v1/similarity.pb.h"

namespace byline::recommendation {

// What is asked for.
struct SimilarityRequest {
  int page_size = 6;
  v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR;  // UNSPECIFIED: too
  bool any_language = false;
  // Names of articles that are not wanted.
  std::vector<std::string> excluded = {};
  // Only articles of these sections; empty: of any.
  std::vector<std::string> sections = {};
  // Only articles published at most so long before or after.
  absl::Duration max_time_apart = absl::InfiniteDuration();
  // The least score; beside the floor.
  double min_score = 0;
  // The time it is: editors' decisions that ended before do not hold.
  absl::Time now = absl::InfinitePast();
  // Scores every article that shares a term, within no budget: takes a thousand
  // times as long in a large archive. What the budget is measured against.
  bool exhaustive = false;
};

// Whom an answer is for.
enum class Audience { kPublic, kNewsroom };

// An article of a list. `revision` is the article's own.
struct SimilarResult {
  v1::SimilarArticle article;
  int64_t revision = 0;
  std::string language;
};

// What is told of a list beside its articles.
struct ListFacts {
  bool off = false;  // editors decided that there is none
  v1::SimilarityModelVersion version;
};

// Where an article is shown or repeated.
struct ArticleExposure {
  std::vector<v1::ListExposureResponse::ListEntry> lists;       // by article
  std::vector<v1::ListExposureResponse::NearCopy> near_copies;  // nearest first
  bool everywhere = false;  // pinned in all lists of its language
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_REQUEST_H_
