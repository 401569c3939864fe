// A ChangeSink that writes down what it is told: "reset", "articles/a@7",
// "complete 7", "marker 5".
#ifndef BYLINE_TESTS_RPC_FEED_RECORDING_SINK_H_
#define BYLINE_TESTS_RPC_FEED_RECORDING_SINK_H_

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "common/feed/change_sink.h"

namespace byline {

class RecordingSink final : public ChangeSink {
 public:
  void Reset() override { Write("reset"); }
  void Apply(const article::v1::Change& change) override {
    if (on_apply) on_apply();
    Write(change.name() + "@" + std::to_string(change.number()));
  }
  bool CompleteTo(int64_t number, bool marker) override {
    Write((marker ? "marker " : "complete ") + std::to_string(number));
    return !gives_up;
  }

  std::vector<std::string> told() const {
    MutexLock lock(mutex_);
    return told_;
  }

  std::atomic<bool> gives_up = false;
  // Runs before a change is written down. Set it before the follower starts.
  std::function<void()> on_apply;

 private:
  void Write(const std::string& line) {
    MutexLock lock(mutex_);
    told_.push_back(line);
  }

  mutable Mutex mutex_;
  std::vector<std::string> told_ GUARDED_BY(mutex_);
};

}  // namespace byline

#endif  // BYLINE_TESTS_RPC_FEED_RECORDING_SINK_H_
