// Hubs: articles that are like so many others that they would stand in far too
// many lists (Radovanovic, Nanopoulos and Ivanovic 2010). When a language's
// weights are made anew, the lists of a sample of its articles are looked at:
// of all of them where there are at most 2,000, of none where there are fewer
// than 200. What they say is written into Document and holds until the next
// time, for later versions of an article too:
//
// - `crowding`, of those in the sample: how near its own nearest articles are,
//   against the median. A score of an article in a crowd says less than the
//   same score of one that stands alone: it gives up a part, "hub", or gains
//   one.
// - `least_score`, of those that stand in more lists than MostLists: the score
//   of the last one of the nearest so many, so that only those keep it.
//
// Nothing is known of an article that came since. Pure: the same for the same
// articles, whatever their order. Takes about 0.1 ms a list at 2,000 articles
// and 0.3 ms at 50,000, without reading a record.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_HUBS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_HUBS_H_

#include <cstddef>
#include <vector>

#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/index/term_weights.h"
#include "services/recommendation/core/similarity_search.h"

namespace byline::recommendation {

// The articles whose lists are looked at.
std::vector<Slot> HubSample(const DocumentTable& documents);

// In how many of so many lists an article may stand: in 2%, and in 20. In
// archives of news of 250 to 2,000 articles the first one stands in 17 to 25.
size_t MostLists(size_t lists);

// Marks the articles of a segment, which holds all of a language as `weights`
// weigh them. Returns how many lists were looked at.
size_t MarkHubs(const TermWeights& weights, const ArticleRecords& records,
                const SimilarityOptions& options, Segment& segment);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_HUBS_H_
