#include "services/recommendation/readers/session_table.h"

#include <absl/hash/hash.h>

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// A session's hash changes within a day and the hour for which the old salt is
// kept, so nothing comes for it after that.
constexpr absl::Duration kLongestSession = absl::Hours(25);
// Clicks and times in view of a session that are remembered.
constexpr size_t kMostDone = 64;

}  // namespace

SessionTable::Session& SessionTable::Touch(uint64_t session, bool is_view,
                                           absl::Time now) {
  Forget(now);
  const auto [place, is_new] = by_hash_.try_emplace(session);
  if (is_new) {
    sessions_.emplace_front();
    sessions_.front().hash = session;
    sessions_.front().visit_began = now;
    place->second = sessions_.begin();
    if (sessions_.size() > limits_.sessions) {
      by_hash_.erase(sessions_.back().hash);
      sessions_.pop_back();
    }
  } else {
    sessions_.splice(sessions_.begin(), sessions_, place->second);
  }
  Session& found = sessions_.front();
  found.last = now;
  CountAgainstCaps(found, is_view, now);
  return found;
}

void SessionTable::CountAgainstCaps(Session& session, bool is_view,
                                    absl::Time now) const {
  for (auto [window, length] : {std::pair(&session.minute, absl::Minutes(1)),
                                std::pair(&session.day, kLongestSession)}) {
    if (now - window->began >= length) *window = {now, 0, 0};
    ++window->events;
    if (is_view) ++window->views;
  }
  if (session.minute.views > limits_.views_per_minute ||
      session.minute.events > limits_.events_per_minute ||
      session.day.views > limits_.views_per_day ||
      session.day.events > limits_.events_per_day) {
    session.is_capped = true;
    session.reads = {};
    session.done = {};
  }
}

void SessionTable::Forget(absl::Time now) {
  while (!sessions_.empty() && now - sessions_.back().last > kLongestSession) {
    by_hash_.erase(sessions_.back().hash);
    sessions_.pop_back();
  }
}

ViewWeight SessionTable::View(uint64_t hash, const std::string& article,
                              absl::Time time, absl::Time now) {
  ViewWeight weight;
  Session& session = Touch(hash, true, now);
  if (session.is_capped) {
    weight.is_capped = true;
    return weight;
  }
  // Views may come out of their order by as much as events may be late; a visit
  // goes on from its latest one.
  if (time - session.last_view > limits_.idle) {
    session.visit_began = time;
    weight.begins_visit = true;
  }
  session.visit_began = std::min(session.visit_began, time);
  session.last_view = std::max(session.last_view, time);

  const auto known =
      std::find_if(session.reads.begin(), session.reads.end(),
                   [&](const Read& read) { return read.article == article; });
  Read read;
  if (known == session.reads.end()) {
    read.article = article;
    read.last = absl::InfinitePast();
    read.counted.fill(absl::InfinitePast());
  } else {
    read = std::move(*known);
    session.reads.erase(known);
  }
  for (size_t i = 0; i < kHalfLifeCount; ++i) {
    weight.in_half_life[i] = time - read.counted[i] >= kHalfLives[i];
    if (weight.in_half_life[i]) read.counted[i] = time;
  }
  weight.is_first_in_visit = read.last < session.visit_began;
  if (weight.is_first_in_visit) {
    for (const Read& before : session.reads) {
      if (before.last >= session.visit_began) {
        weight.read_before.push_back(before.article);
      }
    }
  }
  read.last = std::max(read.last, time);
  session.reads.push_back(std::move(read));
  if (session.reads.size() > limits_.articles_per_session) {
    session.reads.erase(session.reads.begin());
  }
  return weight;
}

SessionTable::Weight SessionTable::Once(uint64_t hash, absl::string_view what,
                                        absl::Time now) {
  Session& session = Touch(hash, false, now);
  if (session.is_capped) return Weight::kCapped;
  const uint64_t mark = absl::Hash<absl::string_view>()(what);
  if (std::find(session.done.begin(), session.done.end(), mark) !=
      session.done.end()) {
    return Weight::kRepeated;
  }
  session.done.push_back(mark);
  if (session.done.size() > kMostDone) {
    session.done.erase(session.done.begin());
  }
  return Weight::kCounts;
}

}  // namespace byline::recommendation
