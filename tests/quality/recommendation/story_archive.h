// A labelled archive as StoryClusters takes it: the articles that have a date
// and are not thin, by time, then by id, with their strongest terms by tf-idf
// of that archive. The terms are those of PrepareArticle.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_STORY_ARCHIVE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_STORY_ARCHIVE_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "services/recommendation/core/stories/story_clusters.h"
#include "tests/quality/recommendation/labelled_archive.h"

namespace byline::recommendation {

struct StoryArticle {
  std::string id;
  std::string title;
  std::string event;  // empty: none
  std::set<std::string> topics;
  int64_t publish_seconds = 0;
  std::vector<StoryTerm> terms;  // by id; at most kStoryTerms
};

inline constexpr size_t kStoryTerms = 64;

std::vector<StoryArticle> PrepareStoryArchive(const LabelledArchive& archive);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_STORY_ARCHIVE_H_
