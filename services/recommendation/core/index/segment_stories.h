// How the articles of a segment go into stories.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_STORIES_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_STORIES_H_

#include <vector>

#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/stories/story_clusters.h"

namespace byline::recommendation {

// Only what may stand in lists, at a time that is known, is in a story.
bool HasStory(const Document& document);

// An article's terms as stories take them.
void ReadStoryTerms(const Segment& segment, Slot slot,
                    std::vector<StoryTerm>& terms);

// The same of one that is in no segment.
std::vector<StoryTerm> StoryTermsOf(const WeightedArticle& article);

// The stories of a segment's articles: a function of these alone. `before`: the
// ones that they take the place of.
StoryClusters MakeStories(const Segment& segment, const StoryClusters& before);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_SEGMENT_STORIES_H_
