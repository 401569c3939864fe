// ReaderCounts: what is counted of one article: exponentially decayed numbers
// (Cohen and Strauss, "Maintaining time-decaying stream aggregates", PODS
// 2003). Each is right at `as_of`; an event of weight 1 that happened at t adds
// 2^-((as_of - t) / half-life). So two sets of counts are added by bringing
// both to one time, in any order. The counts of all articles together (visits,
// clicks by position) are kept in the same shape under kAllArticlesCounts. A
// value.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_READER_COUNTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_READER_COUNTS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

// No article's name.
inline constexpr char kAllArticlesCounts[] = "articles/-";

// Of another article, beside the one whose counts they are.
struct PairCounts {
  double visits = 0;     // that viewed both
  double clicks = 0;     // on its card, on this article's page
  double positions = 0;  // sum of the places of those cards
};

struct ReaderCounts {
  absl::Time as_of = absl::UnixEpoch();
  std::array<double, kHalfLifeCount> views = {};  // by kHalfLives
  // The rest decays by kBehaviourHalfLife.
  double visits = 0;   // that viewed it
  double clicks = 0;   // on cards of its page
  double dwells = 0;   // times in view that were told
  double engaged = 0;  // of these long enough
  absl::flat_hash_map<std::string, PairCounts> pairs;
  std::vector<double> clicks_at;  // by position from 1; of all articles alone

  // 2^-(time since `as_of` / half-life): what its numbers are worth at `time`.
  double WorthAt(absl::Time time, absl::Duration half_life) const;
  // Brings the numbers to `time`, if that is later.
  void DecayTo(absl::Time time);
  // Adds `more`, at the later of both times.
  void Add(ReaderCounts more);
  // Leaves the `most` pairs with the most visits and clicks.
  void KeepPairs(size_t most);
  bool IsEmpty() const;

  std::string Serialize() const;
  // Nothing where `bytes` are not what Serialize makes, or a number is negative
  // or not finite.
  static absl::optional<ReaderCounts> Parse(absl::string_view bytes);
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_READER_COUNTS_H_
