#include "services/recommendation/core/stories/story_score.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {

int64_t SecondsBetween(const StoryTime& a, const StoryTime& b) {
  return std::max<int64_t>({0, a.first - b.last, b.first - a.last});
}

void Extend(StoryTime& time, const StoryTime& other) {
  time.first = std::min(time.first, other.first);
  time.last = std::max(time.last, other.last);
}

double StoryScore(const StoryVector& a, const StoryTime& a_time,
                  const StoryVector& b, const StoryTime& b_time,
                  const StoryOptions& options) {
  const int64_t apart = SecondsBetween(a_time, b_time);
  if (apart > options.window_seconds) return 0;
  const StoryCosines cosines(a, b);
  double share = 1 - options.name_share - options.headline_share;
  double sum = share * cosines.all;
  if (cosines.name.has_value()) {
    share += options.name_share;
    sum += options.name_share * *cosines.name;
  }
  if (cosines.headline.has_value()) {
    share += options.headline_share;
    sum += options.headline_share * *cosines.headline;
  }
  const double deviations =
      static_cast<double>(apart) / options.deviation_seconds;
  return sum / share * std::exp(-deviations * deviations / 2);
}

}  // namespace byline::recommendation
