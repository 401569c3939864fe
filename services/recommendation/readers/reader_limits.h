// The numbers that bound what readers' events can do. Tests take smaller ones.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_READER_LIMITS_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_READER_LIMITS_H_

#include <absl/time/time.h>

#include <array>
#include <cstddef>

namespace byline::recommendation {

// How quickly what was read is forgotten: the choices of ListTrendingArticles.
inline constexpr size_t kHalfLifeCount = 4;
inline const std::array<absl::Duration, kHalfLifeCount> kHalfLives = {
    absl::Hours(1), absl::Hours(6), absl::Hours(24), absl::Hours(7 * 24)};
// Of visits, of what is read together, of clicks and of times in view.
inline const absl::Duration kBehaviourHalfLife = absl::Hours(30 * 24);
// The last place of a card.
inline constexpr int kLastPosition = 50;

struct ReaderLimits {
  // An event that is older, or further in the future, is left out.
  absl::Duration oldest_event = absl::Hours(1);
  absl::Duration newest_event = absl::Minutes(1);
  // Event ids that are remembered at least, if no hour passes; twice as many at
  // most.
  size_t event_ids = 500'000;

  // Sessions that are remembered; the one that was idle longest goes first.
  size_t sessions = 100'000;
  // A visit ends when nothing came for so long; the session's caps go on.
  absl::Duration idle = absl::Minutes(30);
  // Articles of a session that are remembered, latest first to be kept.
  size_t articles_per_session = 30;
  // Beyond these a session is ignored until its hash changes (00:00 UTC).
  int views_per_minute = 30;
  int views_per_day = 400;
  int events_per_minute = 120;
  int events_per_day = 1'600;

  // Articles with counts; those read least in the last week go first.
  size_t articles = 10'000;
  // Others that are remembered as read, or clicked, together with an article;
  // up to twice as many for a while.
  size_t pairs_per_article = 50;

  // Fewer sessions that read both, or clicks on a card, say nothing.
  int least_sessions = 5;
  int least_clicks = 5;
  // A page in view for less was left at once.
  absl::Duration engaged = absl::Seconds(10);
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_READER_LIMITS_H_
