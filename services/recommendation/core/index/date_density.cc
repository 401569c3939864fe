#include "services/recommendation/core/index/date_density.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {
namespace {

constexpr int64_t kSecondsADay = 86'400;
constexpr double kBackgroundArticles = 200;
constexpr double kBackgroundDays = 730;
// Days are kept within some million years.
constexpr int64_t kFarthest = 1 << 30;

}  // namespace

Day DayOf(int64_t second) {
  if (second == INT64_MIN) return kNoDay;
  const int64_t day = second >= 0
                          ? second / kSecondsADay
                          : -((-second + kSecondsADay - 1) / kSecondsADay);
  return static_cast<Day>(std::clamp<int64_t>(day, -kFarthest, kFarthest));
}

void DateDensity::Add(int64_t publish_second) {
  const Day day = DayOf(publish_second);
  if (day == kNoDay) return;
  ++by_day_[day];
  ++articles_;
}

void DateDensity::Save(SnapshotWriter& writer) const {
  writer.Write(uint64_t{by_day_.size()});
  for (const auto& [day, count] : by_day_) {
    writer.Write(day);
    writer.Write(count);
  }
}

bool DateDensity::Load(SnapshotReader& reader) {
  const auto days = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < days && reader.ok(); ++i) {
    const auto day = reader.Read<Day>();
    const auto count = reader.Read<int>();
    by_day_[day] = count;
    articles_ += count;
  }
  return reader.ok();
}

double DateDensity::CountBetween(Day first, Day last) const {
  double count = 0;
  for (auto at = by_day_.lower_bound(first);
       at != by_day_.end() && at->first <= last; ++at) {
    count += at->second;
  }
  return count;
}

Nearness DateDensity::At(int64_t publish_second) const {
  const Day day = DayOf(publish_second);
  Nearness nearness(day);
  if (day == kNoDay) return nearness;
  const double all = articles_ + kBackgroundArticles;
  for (size_t days = 0; days < kFarDays; ++days) {
    const auto around = static_cast<Day>(days);
    const double near = CountBetween(day - around, day + around) +
                        kBackgroundArticles *
                            (2 * static_cast<double>(days) + 1) /
                            kBackgroundDays;
    const double rarity = std::log((all + 1) / (near + 0.5)) / std::log(all);
    nearness.by_days_[days] = static_cast<float>(
        std::exp2(-static_cast<double>(days)) * std::max(0.0, rarity));
  }
  return nearness;
}

}  // namespace byline::recommendation
