// Percentiles of measured times.
#ifndef BYLINE_TESTS_BENCH_LATENCIES_H_
#define BYLINE_TESTS_BENCH_LATENCIES_H_

#include <absl/time/time.h>

#include <algorithm>
#include <string>
#include <vector>

namespace byline::bench {

class Latencies {
 public:
  void Add(absl::Duration latency) { values_.push_back(latency); }
  size_t size() const { return values_.size(); }
  // The value below which `share` (0 to 1) of them lie; zero where there is
  // none.
  absl::Duration At(double share) {
    if (values_.empty()) return absl::ZeroDuration();
    std::sort(values_.begin(), values_.end());
    return values_[std::min(
        values_.size() - 1,
        static_cast<size_t>(share * static_cast<double>(values_.size())))];
  }

 private:
  std::vector<absl::Duration> values_;
};

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_LATENCIES_H_
