// Times as messages have them. Pure; exact to the nanosecond.
#ifndef BYLINE_COMMON_BASE_TIMESTAMPS_H_
#define BYLINE_COMMON_BASE_TIMESTAMPS_H_

#include <absl/time/time.h>
#include <google/protobuf/timestamp.pb.h>

namespace byline {

inline absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t seconds = absl::ToUnixSeconds(time);
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_TIMESTAMPS_H_
