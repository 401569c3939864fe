// DetachedStatus: a copy of a status that shares nothing with it. Copies of an
// absl::Status share a counted block, and the packaged library that counts is
// not instrumented: passed between threads they look like races to
// ThreadSanitizer, and a suppression would hide real ones. Pure.
#ifndef BYLINE_COMMON_FRAGMENT_DETACHED_STATUS_H_
#define BYLINE_COMMON_FRAGMENT_DETACHED_STATUS_H_

#include <absl/status/status.h>

namespace byline {

absl::Status DetachedStatus(const absl::Status& status);

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_DETACHED_STATUS_H_
