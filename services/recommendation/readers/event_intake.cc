#include "services/recommendation/readers/event_intake.h"

#include <absl/strings/str_cat.h>

#include <utility>

namespace byline::recommendation {
namespace {

// Of a response; what is left out is counted all the same.
constexpr int kMostNamed = 100;

ReaderCounts CountsAt(absl::Time time) {
  ReaderCounts counts;
  counts.as_of = time;
  return counts;
}

}  // namespace

EventIntake::EventIntake(const ReaderLimits& limits, const Clock& clock,
                         CounterTable& table)
    : limits_(limits),
      clock_(clock),
      table_(table),
      // An id need not be known for longer than its event may be late.
      seen_(limits.event_ids, limits.oldest_event + limits.newest_event),
      sessions_(limits) {}

v1::RecordReaderEventsResponse EventIntake::Record(
    const v1::RecordReaderEventsRequest& request,
    const IsCountable& is_countable) {
  v1::RecordReaderEventsResponse response;
  const absl::Time now = clock_.Now();
  const auto reject = [&](int index, FieldViolation fault) {
    if (response.rejected_size() >= kMostNamed) return;
    v1::RecordReaderEventsResponse::Rejected& rejected =
        *response.add_rejected();
    rejected.set_index(index);
    rejected.set_field(std::move(fault.field));
    rejected.set_description(std::move(fault.description));
  };
  for (int i = 0; i < request.events_size(); ++i) {
    CheckedEvent event;
    absl::optional<FieldViolation> fault =
        CheckEvent(request.events(i), now, limits_, event);
    for (const auto& [field, name] :
         {std::pair("article", &event.article),
          std::pair("from_article", &event.from_article)}) {
      if (!fault && !name->empty() && !is_countable(*name)) {
        fault = FieldViolation{field, "is no published article"};
      }
    }
    if (fault) {
      ++counters_.invalid;
      reject(i, *std::move(fault));
      continue;
    }
    Result result;
    {
      MutexLock lock(mutex_);
      result = Take(event, now);
    }
    switch (result) {
      case Result::kAccepted:
        ++counters_.accepted;
        response.set_accepted(response.accepted() + 1);
        break;
      case Result::kDuplicate:
        ++counters_.duplicates;
        response.set_duplicates(response.duplicates() + 1);
        break;
      case Result::kCapped:
        ++counters_.capped;
        reject(i, {"session",
                   absl::StrCat("sends more than a reader does (",
                                limits_.views_per_minute, " views a minute, ",
                                limits_.views_per_day, " a day)")});
        break;
    }
  }
  return response;
}

void EventIntake::RotateSalts() {
  MutexLock lock(mutex_);
  salts_.Rotate(clock_.Now());
}

EventIntake::Result EventIntake::Take(const CheckedEvent& event,
                                      absl::Time now) {
  if (!seen_.Insert(event.event_id, now)) return Result::kDuplicate;
  const uint64_t session = event.session_id.empty()
                               ? 0
                               : salts_.Hash(event.session_id, event.time, now);
  return event.kind == v1::ReaderEvent::KIND_VIEW
             ? TakeView(event, session, now)
             : TakeOnce(event, session, now);
}

EventIntake::Result EventIntake::TakeView(const CheckedEvent& event,
                                          uint64_t session, absl::Time now) {
  ViewWeight weight;
  if (session == 0) {
    weight.in_half_life.fill(true);
  } else {
    weight = sessions_.View(session, event.article, event.time, now);
  }
  if (weight.is_capped) return Result::kCapped;
  CountView(event, weight);
  return Result::kAccepted;
}

EventIntake::Result EventIntake::TakeOnce(const CheckedEvent& event,
                                          uint64_t session, absl::Time now) {
  const bool is_click = event.kind == v1::ReaderEvent::KIND_CARD_CLICK;
  if (session != 0) {
    switch (sessions_.Once(
        session,
        is_click ? absl::StrCat("c ", event.from_article, " ", event.article)
                 : absl::StrCat("d ", event.article),
        now)) {
      case SessionTable::Weight::kCapped:
        return Result::kCapped;
      case SessionTable::Weight::kRepeated:
        return Result::kAccepted;
      case SessionTable::Weight::kCounts:
        break;
    }
  }
  is_click ? CountClick(event) : CountDwell(event);
  return Result::kAccepted;
}

void EventIntake::CountView(const CheckedEvent& event,
                            const ViewWeight& weight) {
  ReaderCounts counts = CountsAt(event.time);
  for (size_t i = 0; i < kHalfLifeCount; ++i) {
    counts.views[i] = weight.in_half_life[i] ? 1 : 0;
  }
  counts.visits = weight.is_first_in_visit ? 1 : 0;
  for (const std::string& other : weight.read_before) {
    counts.pairs[other].visits = 1;
    ReaderCounts others = CountsAt(event.time);
    others.pairs[event.article].visits = 1;
    table_.Add(other, others);
  }
  if (!counts.IsEmpty()) table_.Add(event.article, counts);
  if (weight.begins_visit) {
    ReaderCounts all = CountsAt(event.time);
    all.visits = 1;
    table_.Add(kAllArticlesCounts, all);
  }
}

void EventIntake::CountDwell(const CheckedEvent& event) {
  ReaderCounts counts = CountsAt(event.time);
  counts.dwells = 1;
  counts.engaged = event.dwell >= limits_.engaged ? 1 : 0;
  table_.Add(event.article, counts);
}

void EventIntake::CountClick(const CheckedEvent& event) {
  ReaderCounts counts = CountsAt(event.time);
  counts.clicks = 1;
  counts.pairs[event.article] = {0, 1, static_cast<double>(event.position)};
  table_.Add(event.from_article, counts);
  ReaderCounts all = CountsAt(event.time);
  all.clicks_at.assign(static_cast<size_t>(event.position), 0);
  all.clicks_at.back() = 1;
  table_.Add(kAllArticlesCounts, all);
}

}  // namespace byline::recommendation
