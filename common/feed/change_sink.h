// ChangeSink: what a follower of the change feed keeps up to date beside its
// knowledge, such as an index. All calls come from one thread, in the order of
// the feed. When the numbers of a change count as applied, the sink has had it.
#ifndef BYLINE_COMMON_FEED_CHANGE_SINK_H_
#define BYLINE_COMMON_FEED_CHANGE_SINK_H_

#include <cstdint>

#include "byline/article/v1/article_service.pb.h"

namespace byline {

class ChangeSink {
 public:
  virtual ~ChangeSink() = default;

  // The present state follows: forget everything. Until the marker nothing that
  // comes from the sink is given to anyone.
  virtual void Reset() = 0;
  // A change; some come twice. Where the store loses one by a restore, a Reset
  // follows.
  virtual void Apply(const article::v1::Change& change) = 0;
  // All changes up to `number` have been applied. `marker`: so has the present
  // state; the first call after a Reset. False: the sink gave up, as the
  // process ends; the number does not count as applied, and calls that still
  // come say the same until a Reset.
  virtual bool CompleteTo(int64_t number, bool marker) = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_CHANGE_SINK_H_
