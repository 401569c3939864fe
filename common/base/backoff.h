// Backoff: how long to wait before the next attempt: doubling from `first` to
// `most`, each a random part between one half and the whole of it, so that
// processes that lost the same peer do not come back at once. Not thread-safe.
#ifndef BYLINE_COMMON_BASE_BACKOFF_H_
#define BYLINE_COMMON_BASE_BACKOFF_H_

#include <absl/random/random.h>
#include <absl/time/time.h>

#include <algorithm>

namespace byline {

class Backoff {
 public:
  Backoff(absl::Duration first, absl::Duration most)
      : first_(first), most_(most), next_(first) {}

  // The wait after one more failure.
  absl::Duration Next() {
    const absl::Duration whole = next_;
    next_ = std::min(next_ * 2, most_);
    return whole * absl::Uniform<double>(random_, 0.5, 1.0);
  }
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration most_;
  absl::Duration next_;
  absl::BitGen random_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_BACKOFF_H_
