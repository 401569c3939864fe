// FollowerTable: who follows the truth, and how far each says it is. A follower
// that has not asked for 10 s is forgotten. Holds at most kMaxFollowers; beyond
// that the one that asked longest ago makes place. Thread-safe; judge and clock
// must outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_READS_FOLLOWER_TABLE_H_
#define BYLINE_SERVICES_ARTICLE_READS_FOLLOWER_TABLE_H_

#include <absl/time/time.h>

#include <functional>
#include <map>
#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "services/article/reads/truth_judge.h"

namespace byline::article {

class FollowerTable {
 public:
  static constexpr size_t kMaxFollowers = 1000;
  static constexpr absl::Duration kMemory = absl::Seconds(10);

  FollowerTable(const TruthJudge& judge, const Clock& clock)
      : judge_(judge), clock_(clock) {}

  void Heard(const std::string& follower, const Revision& applied);

  v1::Propagation PropagationOf(const Revision& revision) const;

  // Waits until all followers have reached it, `give_up` says so, or `timeout`
  // has passed (by the machine's clock); how far it has come then.
  v1::Propagation WaitForAll(const Revision& revision, absl::Duration timeout,
                             const std::function<bool()>& give_up) const;

 private:
  struct Follower {
    Revision applied;
    absl::Duration heard;  // by Clock::SinceBoot()
  };

  v1::Propagation Measure(const Revision& revision) const
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const TruthJudge& judge_;
  const Clock& clock_;
  mutable Mutex mutex_;
  mutable CondVar heard_;
  std::map<std::string, Follower> followers_ GUARDED_BY(mutex_);
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_READS_FOLLOWER_TABLE_H_
