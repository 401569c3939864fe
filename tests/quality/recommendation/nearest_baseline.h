// The simple way to find stories, to compare with: an article joins the story
// of the nearest earlier article, by plain cosine, of the last 14 days, where
// that is near enough; else it founds one. Pure; every pair is looked at.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_NEAREST_BASELINE_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_NEAREST_BASELINE_H_

#include <absl/types/span.h>

#include <cstdint>
#include <vector>

#include "tests/quality/recommendation/story_archive.h"

namespace byline::recommendation {

// `articles` by time. The cluster of each.
std::vector<uint32_t> ClusterByNearest(absl::Span<const StoryArticle> articles,
                                       double threshold);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_NEAREST_BASELINE_H_
