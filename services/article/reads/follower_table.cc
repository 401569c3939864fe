#include "services/article/reads/follower_table.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <chrono>

#include "common/fragment/revision_message.h"

namespace byline::article {
namespace {

// How often a wait looks whether it should be given up.
constexpr std::chrono::milliseconds kLook(100);

}  // namespace

void FollowerTable::Heard(const std::string& follower,
                          const Revision& applied) {
  MutexLock lock(mutex_);
  const absl::Duration now = clock_.SinceBoot();
  if (!followers_.contains(follower) && followers_.size() >= kMaxFollowers) {
    std::erase_if(followers_, [now](const auto& entry) {
      return now - entry.second.heard > kMemory;
    });
    if (followers_.size() >= kMaxFollowers) {
      followers_.erase(std::min_element(followers_.begin(), followers_.end(),
                                        [](const auto& a, const auto& b) {
                                          return a.second.heard <
                                                 b.second.heard;
                                        }));
    }
  }
  followers_[follower] = {applied, now};
  heard_.NotifyAll();
}

v1::Propagation FollowerTable::PropagationOf(const Revision& revision) const {
  MutexLock lock(mutex_);
  return Measure(revision);
}

v1::Propagation FollowerTable::Measure(const Revision& revision) const {
  v1::Propagation propagation;
  *propagation.mutable_revision() = ToMessage(revision);
  propagation.set_complete(true);
  const absl::Duration now = clock_.SinceBoot();
  for (const auto& [name, follower] : followers_) {
    const absl::Duration age = now - follower.heard;
    if (age > kMemory) continue;
    v1::Propagation::Follower& told = *propagation.add_followers();
    told.set_follower(name);
    *told.mutable_applied() = ToMessage(follower.applied);
    // What it has applied of another history says nothing.
    told.set_reached(judge_.epochs().Knows(follower.applied) &&
                     follower.applied.number >= revision.number);
    *told.mutable_age() =
        google::protobuf::util::TimeUtil::MicrosecondsToDuration(
            absl::ToInt64Microseconds(age));
    if (!told.reached()) propagation.set_complete(false);
  }
  return propagation;
}

v1::Propagation FollowerTable::WaitForAll(
    const Revision& revision, absl::Duration timeout,
    const std::function<bool()>& give_up) const {
  const auto until =
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(timeout);
  MutexLock lock(mutex_);
  while (true) {
    v1::Propagation propagation = Measure(revision);
    const std::chrono::nanoseconds left =
        until - std::chrono::steady_clock::now();
    if (propagation.complete() || left.count() <= 0 || give_up()) {
      return propagation;
    }
    heard_.WaitFor(mutex_, std::min<std::chrono::nanoseconds>(left, kLook));
  }
}

}  // namespace byline::article
