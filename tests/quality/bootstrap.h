// Whether one system is better than another, or only luckier: the 95%
// percentile interval of a mean of paired differences by bootstrap (Efron
// 1979), 10,000 draws with replacement from a fixed seed. Pure.
#ifndef BYLINE_TESTS_QUALITY_BOOTSTRAP_H_
#define BYLINE_TESTS_QUALITY_BOOTSTRAP_H_

#include <cstddef>
#include <vector>

namespace byline::quality {

struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
};

// `groups`, where given, says of each difference which group it belongs to:
// members of one group are not independent and are drawn together. Where it is
// empty each difference stands for itself. All zero without differences.
Interval Bootstrap(const std::vector<double>& differences,
                   const std::vector<size_t>& groups = {});

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_BOOTSTRAP_H_
