#include "services/recommendation/core/index/date_density.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {
namespace {

constexpr int64_t kSecondsADay = 86'400;
constexpr int64_t kUnknown = INT64_MIN;
constexpr double kBackgroundArticles = 200;
constexpr double kBackgroundDays = 730;

int64_t DayOf(int64_t second) {
  return second >= 0 ? second / kSecondsADay
                     : -((-second + kSecondsADay - 1) / kSecondsADay);
}

}  // namespace

void DateDensity::Add(int64_t publish_second) {
  if (publish_second == kUnknown) return;
  ++by_day_[DayOf(publish_second)];
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
    const auto day = reader.Read<int64_t>();
    const auto count = reader.Read<int>();
    by_day_[day] = count;
    articles_ += count;
  }
  return reader.ok();
}

double DateDensity::CountBetween(int64_t first_day, int64_t last_day) const {
  double count = 0;
  for (auto at = by_day_.lower_bound(first_day);
       at != by_day_.end() && at->first <= last_day; ++at) {
    count += at->second;
  }
  return count;
}

Nearness DateDensity::At(int64_t publish_second) const {
  Nearness nearness{};
  if (publish_second == kUnknown) return nearness;
  const int64_t day = DayOf(publish_second);
  const double all = articles_ + kBackgroundArticles;
  for (size_t days = 0; days < kFarDays; ++days) {
    const auto around = static_cast<int64_t>(days);
    const double near = CountBetween(day - around, day + around) +
                        kBackgroundArticles *
                            (2 * static_cast<double>(days) + 1) /
                            kBackgroundDays;
    const double rarity = std::log((all + 1) / (near + 0.5)) / std::log(all);
    nearness[days] = static_cast<float>(std::exp2(-static_cast<double>(days)) *
                                        std::max(0.0, rarity));
  }
  return nearness;
}

size_t DaysApart(int64_t a_second, int64_t b_second) {
  if (a_second == kUnknown || b_second == kUnknown) return kFarDays;
  const int64_t days = DayOf(a_second) - DayOf(b_second);
  return static_cast<size_t>(
      std::min<int64_t>(days < 0 ? -days : days, kFarDays));
}

}  // namespace byline::recommendation
