// Events of invented readers.
#ifndef BYLINE_TESTS_UNIT_RECOMMENDATION_READER_EVENTS_H_
#define BYLINE_TESTS_UNIT_RECOMMENDATION_READER_EVENTS_H_

#include <absl/strings/str_cat.h>
#include <absl/time/time.h>

#include <atomic>
#include <string>
#include <vector>

#include "byline/recommendation/v1/reader_events.pb.h"

namespace byline::recommendation {

// With an event id that no other one has.
inline v1::ReaderEvent ViewOf(const std::string& id,
                              const std::string& session = "") {
  static std::atomic<int> next = 0;
  v1::ReaderEvent event;
  event.set_event_id(absl::StrCat("event-id-", ++next));
  event.set_kind(v1::ReaderEvent::KIND_VIEW);
  event.set_article("articles/" + id);
  event.set_session_id(session);
  return event;
}

inline v1::ReaderEvent DwellOn(const std::string& id, int64_t seconds,
                               const std::string& session = "") {
  v1::ReaderEvent event = ViewOf(id, session);
  event.set_kind(v1::ReaderEvent::KIND_DWELL);
  event.mutable_dwell()->set_seconds(seconds);
  return event;
}

inline v1::ReaderEvent ClickFrom(const std::string& from, const std::string& id,
                                 int position,
                                 const std::string& session = "") {
  v1::ReaderEvent event = ViewOf(id, session);
  event.set_kind(v1::ReaderEvent::KIND_CARD_CLICK);
  event.set_from_article("articles/" + from);
  event.set_position(position);
  return event;
}

inline v1::ReaderEvent At(v1::ReaderEvent event, absl::Time time) {
  event.mutable_event_time()->set_seconds(absl::ToUnixSeconds(time));
  return event;
}

inline v1::RecordReaderEventsRequest BatchOf(
    const std::vector<v1::ReaderEvent>& events) {
  v1::RecordReaderEventsRequest request;
  for (const v1::ReaderEvent& event : events) *request.add_events() = event;
  return request;
}

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_UNIT_RECOMMENDATION_READER_EVENTS_H_
