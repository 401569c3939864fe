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

// Nearness of an article to others by the days between them: from 0 to about 1.
// Halved every day; none from kFarDays on.
inline constexpr size_t kFarDays = 16;
using Nearness = std::array<float, kFarDays>;

class DateDensity {
 public:
  // Notes an article; before anything is asked.
  void Add(int64_t publish_second);

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  // Of an article of this time. 0 throughout where the time is not known
  // (INT64_MIN).
  Nearness At(int64_t publish_second) const;

 private:
  double CountBetween(int64_t first_day, int64_t last_day) const;

  std::map<int64_t, int> by_day_;
  int articles_ = 0;
};

// Days between two times, counted in calendar days of UTC; kFarDays where they
// are more or one time is not known.
size_t DaysApart(int64_t a_second, int64_t b_second);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DATE_DENSITY_H_
