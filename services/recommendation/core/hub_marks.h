// What a Document keeps of hubs (hubs.h) in a byte each, by logarithms. Pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_HUB_MARKS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_HUB_MARKS_H_

#include <cstdint>

namespace byline::recommendation {

// Document::crowding of an article whose nearest are so near, over the median:
// from a quarter to four times, in steps of 1.1%.
int8_t CrowdingMark(double over_median);
// What it does to a score: times 0.87 in the greatest crowd, 1.15 alone.
double CrowdingFactor(int8_t crowding);

// Document::least_score for a score of up to 4, rounded up by at most 2.2%.
uint8_t LeastScoreMark(double score);
// The score; 0 for 0.
double LeastScoreOf(uint8_t least_score);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_HUB_MARKS_H_
