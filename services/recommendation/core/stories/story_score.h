// How close an article is to a story, and one story to another: the cosine over
// all terms, over names and over headlines, each with its share, times a
// Gaussian of the time between them; after Miranda et al., "Multilingual
// Clustering of Streaming News", EMNLP 2018 (arXiv 1809.00540). Pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_SCORE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_SCORE_H_

#include <cstddef>
#include <cstdint>

#include "services/recommendation/core/stories/story_vector.h"

namespace byline::recommendation {

struct StoryOptions {
  // An article joins the story with the best score of at least this.
  double join_score = 0.2;
  // Stories that are as close as this become one.
  double merge_score = 0.5;
  // Parts of names and headlines in the score; the rest is that of all terms.
  // What two vectors cannot be compared by has no part.
  double name_share = 0.1;
  double headline_share = 0.35;
  // Nothing joins a story from further away in time than this.
  int64_t window_seconds = int64_t{14} * 86'400;
  // Standard deviation of the Gaussian.
  double deviation_seconds = 5.0 * 86'400;
  // Stories that articles can still join.
  size_t max_active = 8'192;
};

// A time, or the time from the first to the last article of a story.
struct StoryTime {
  int64_t first = 0;
  int64_t last = 0;

  bool operator==(const StoryTime&) const = default;
};

// Seconds between the two; 0 where they overlap.
int64_t SecondsBetween(const StoryTime& a, const StoryTime& b);
// Takes in another one.
void Extend(StoryTime& time, const StoryTime& other);

// 0 to 1; 0 where they are further apart in time than the window.
double StoryScore(const StoryVector& a, const StoryTime& a_time,
                  const StoryVector& b, const StoryTime& b_time,
                  const StoryOptions& options);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_SCORE_H_
