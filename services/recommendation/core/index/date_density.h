// DateDensity: how telling it is that two articles are of one time. In an
// archive of a week's agency news nearly all are; in one of ten years hardly
// any. So nearness counts for as much as it is rare, as a shared term does: by
// the logarithm of the share of articles that are as near.
//
// Background articles (200 over two years) stand behind the archive's own, so
// that it works from the first one on. Immutable once made: thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DATE_DENSITY_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DATE_DENSITY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"

namespace byline::recommendation {

// A calendar day of UTC, counted from 1970.
using Day = int32_t;
inline constexpr Day kNoDay = INT32_MIN;
// kNoDay where the time is not known (INT64_MIN).
Day DayOf(int64_t second);

// Nearness of others to an article by the days between them: from 0 to about
// 1. Halved every day; none from kFarDays on, or where a day is not known.
inline constexpr size_t kFarDays = 16;

class Nearness {
 public:
  Nearness() = default;

  double Of(Day other) const {
    const int64_t days = int64_t{day_} - other;
    const auto apart = static_cast<size_t>(days < 0 ? -days : days);
    return apart < kFarDays ? by_days_[apart] : 0;
  }
  // Whether any day from one to another may be near. Of many blocks of articles
  // some are, by chance: without a branch that is quicker.
  bool MayBeOf(Day first, Day last) const {
    constexpr auto kFar = static_cast<int64_t>(kFarDays);
    return (static_cast<int>(day_ > first - kFar) &
            static_cast<int>(day_ < last + kFar)) != 0;
  }

 private:
  friend class DateDensity;
  explicit Nearness(Day day) : day_(day) {}

  Day day_ = kNoDay;
  std::array<float, kFarDays> by_days_{};
};

class DateDensity {
 public:
  // Notes an article; before anything is asked.
  void Add(int64_t publish_second);

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  // To an article of this time.
  Nearness At(int64_t publish_second) const;

 private:
  double CountBetween(Day first, Day last) const;

  std::map<Day, int> by_day_;
  int articles_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DATE_DENSITY_H_
