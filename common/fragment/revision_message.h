// Revisions as messages and as values. Pure and thread-safe.
#ifndef BYLINE_COMMON_FRAGMENT_REVISION_MESSAGE_H_
#define BYLINE_COMMON_FRAGMENT_REVISION_MESSAGE_H_

#include "byline/fragment/v1/revision.pb.h"
#include "common/freshness/revision.h"

namespace byline {

inline Revision FromMessage(const fragment::v1::Revision& message) {
  return {message.epoch(), message.number()};
}

inline fragment::v1::Revision ToMessage(const Revision& revision) {
  fragment::v1::Revision message;
  message.set_epoch(revision.epoch);
  message.set_number(revision.number);
  return message;
}

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_REVISION_MESSAGE_H_
