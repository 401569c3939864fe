#include "services/recommendation/readers/checked_event.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/article/article_name.h"
#include "common/base/timestamps.h"

namespace byline::recommendation {
namespace {

constexpr size_t kShortestId = 8;
constexpr size_t kLongestId = 64;
constexpr absl::Duration kLongestDwell = absl::Hours(1);

bool IsEventId(absl::string_view id) {
  return id.size() >= kShortestId && id.size() <= kLongestId &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '_' || c == '-';
         });
}

FieldViolation NotAnId(const char* field) {
  return {field, absl::StrCat("is not ", kShortestId, " to ", kLongestId,
                              " characters of [A-Za-z0-9_-]")};
}

FieldViolation NotAName(const char* field) {
  return {field,
          "is not \"articles/{article}\" with an id that matches "
          "[A-Za-z0-9][A-Za-z0-9._-]{0,127}"};
}

absl::optional<FieldViolation> CheckClick(const v1::ReaderEvent& event) {
  if (!IsArticleName(event.from_article())) return NotAName("from_article");
  if (event.from_article() == event.article()) {
    return FieldViolation{"from_article",
                          "is the article itself; a card leads to another one"};
  }
  if (event.position() < 1 || event.position() > kLastPosition) {
    return FieldViolation{
        "position",
        absl::StrCat(event.position(), " is not 1 to ", kLastPosition)};
  }
  return absl::nullopt;
}

absl::optional<FieldViolation> CheckTime(const v1::ReaderEvent& event,
                                         absl::Time now,
                                         const ReaderLimits& limits,
                                         absl::Time& time) {
  time = now;
  if (!event.has_event_time()) return absl::nullopt;
  time = ToTime(event.event_time());
  if (time < now - limits.oldest_event || time > now + limits.newest_event) {
    return FieldViolation{
        "event_time",
        absl::StrCat(
            "is ",
            absl::FormatDuration(absl::Trunc(now - time, absl::Seconds(1))),
            " ago; at most ", absl::FormatDuration(limits.oldest_event),
            " ago and at most ", absl::FormatDuration(limits.newest_event),
            " ahead")};
  }
  return absl::nullopt;
}

}  // namespace

absl::optional<FieldViolation> CheckEvent(const v1::ReaderEvent& event,
                                          absl::Time now,
                                          const ReaderLimits& limits,
                                          CheckedEvent& checked) {
  using Event = v1::ReaderEvent;
  if (!IsEventId(event.event_id())) return NotAnId("event_id");
  if (!IsArticleName(event.article())) return NotAName("article");
  if (!event.session_id().empty() && !IsEventId(event.session_id())) {
    return NotAnId("session_id");
  }
  const absl::Duration dwell = absl::Seconds(event.dwell().seconds()) +
                               absl::Nanoseconds(event.dwell().nanos());
  switch (event.kind()) {
    case Event::KIND_VIEW:
      break;
    case Event::KIND_DWELL:
      if (dwell <= absl::ZeroDuration() || dwell > kLongestDwell) {
        return FieldViolation{"dwell",
                              absl::StrCat(absl::FormatDuration(dwell),
                                           " is not above 0 and at most 1h")};
      }
      break;
    case Event::KIND_CARD_CLICK:
      if (auto fault = CheckClick(event)) return fault;
      break;
    default:
      return FieldViolation{
          "kind", absl::StrCat(static_cast<int>(event.kind()),
                               " is no kind; VIEW, DWELL and CARD_CLICK are")};
  }
  if (auto fault = CheckTime(event, now, limits, checked.time)) return fault;
  checked.kind = event.kind();
  checked.event_id = event.event_id();
  checked.article = event.article();
  checked.from_article = event.from_article();
  checked.position = event.position();
  checked.dwell = dwell;
  checked.session_id = event.session_id();
  return absl::nullopt;
}

}  // namespace byline::recommendation
