// Which sentences are the key points. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_

#include <cstddef>
#include <vector>

#include "services/summary/core/model.h"
#include "services/summary/core/scored_text.h"

namespace byline::summary {

// How many key points suit a text: 3 below 400 words, 4 to 900, 5 above.
int PointCountFor(int words);

// Indexes of at most `count` sentences, ascending, of at most `most_words`
// each: the best set of those whose gates are open (PointSearch). Where fewer
// than three such are found, shorter and longer ones may fill up; where there
// is none, one that reads badly alone, or else one of anything. Not empty
// unless there is no sentence.
std::vector<size_t> ChooseKeyPoints(const ScoredText& text,
                                    const ChoiceWeights& weights, int count,
                                    int most_words);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_
