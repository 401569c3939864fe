// CheckedEvent: one event of a reader whose fields are as the contract wants
// them (byline/recommendation/v1/reader_events.proto). Pure and thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_CHECKED_EVENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_CHECKED_EVENT_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <string>

#include "byline/recommendation/v1/reader_events.pb.h"
#include "common/base/errors.h"
#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

struct CheckedEvent {
  v1::ReaderEvent::Kind kind = v1::ReaderEvent::KIND_UNSPECIFIED;
  std::string event_id;
  std::string article;
  std::string from_article;  // of a click
  int position = 0;          // of a click, 1 to kLastPosition
  absl::Duration dwell;      // of a dwell
  std::string session_id;    // empty: counts for itself
  absl::Time time;
};

// Fills in `checked`; the field at fault and what would be right where `event`
// is not as it should be. Fields of other kinds of events are not looked at.
absl::optional<FieldViolation> CheckEvent(const v1::ReaderEvent& event,
                                          absl::Time now,
                                          const ReaderLimits& limits,
                                          CheckedEvent& checked);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_CHECKED_EVENT_H_
