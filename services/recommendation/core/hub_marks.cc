#include "services/recommendation/core/hub_marks.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {
namespace {

// A score is divided by this power of the crowding. On news that is labelled by
// event 0.2 does a little more; where only sections are known it does harm.
constexpr double kPower = 0.1;
constexpr double kCrowdingSteps = 63.5;  // of a doubling
constexpr double kMostCrowding = 127;
constexpr double kScoreSteps = 32;  // of a doubling
constexpr double kMostScoreMark = 255;
constexpr double kMostScoreDoublings = 2;

}  // namespace

int8_t CrowdingMark(double over_median) {
  return static_cast<int8_t>(std::lround(std::clamp(
      kCrowdingSteps * std::log2(over_median), -kMostCrowding, kMostCrowding)));
}

double CrowdingFactor(int8_t crowding) {
  return std::exp2(-kPower * crowding / kCrowdingSteps);
}

uint8_t LeastScoreMark(double score) {
  const double below =
      std::floor(kScoreSteps * (kMostScoreDoublings - std::log2(score)));
  return static_cast<uint8_t>(
      std::clamp(kMostScoreMark - below, 1.0, kMostScoreMark));
}

double LeastScoreOf(uint8_t least_score) {
  if (least_score == 0) return 0;
  return std::exp2(kMostScoreDoublings -
                   (kMostScoreMark - least_score) / kScoreSteps);
}

}  // namespace byline::recommendation
