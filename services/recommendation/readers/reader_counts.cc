#include "services/recommendation/readers/reader_counts.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <utility>

#include "common/article/article_name.h"
#include "readers/stored_counts.pb.h"

namespace byline::recommendation {
namespace {

// Far above what any newspaper counts, far below where sums lose precision.
constexpr double kGreatestCount = 1e12;

bool IsCount(double number) { return number >= 0 && number <= kGreatestCount; }

double Weight(const PairCounts& pair) { return pair.visits + pair.clicks; }

}  // namespace

double ReaderCounts::WorthAt(absl::Time time, absl::Duration half_life) const {
  if (time <= as_of) return 1;
  return std::exp2(-absl::FDivDuration(time - as_of, half_life));
}

void ReaderCounts::DecayTo(absl::Time time) {
  if (time <= as_of) return;
  for (size_t i = 0; i < kHalfLifeCount; ++i) {
    views[i] *= WorthAt(time, kHalfLives[i]);
  }
  const double worth = WorthAt(time, kBehaviourHalfLife);
  for (double* number : {&visits, &clicks, &dwells, &engaged}) *number *= worth;
  for (auto& [other, pair] : pairs) {
    pair.visits *= worth;
    pair.clicks *= worth;
    pair.positions *= worth;
  }
  for (double& number : clicks_at) number *= worth;
  as_of = time;
}

void ReaderCounts::Add(ReaderCounts more) {
  const absl::Time later = std::max(as_of, more.as_of);
  DecayTo(later);
  more.DecayTo(later);
  for (size_t i = 0; i < kHalfLifeCount; ++i) views[i] += more.views[i];
  visits += more.visits;
  clicks += more.clicks;
  dwells += more.dwells;
  engaged += more.engaged;
  for (const auto& [other, pair] : more.pairs) {
    PairCounts& mine = pairs[other];
    mine.visits += pair.visits;
    mine.clicks += pair.clicks;
    mine.positions += pair.positions;
  }
  clicks_at.resize(std::max(clicks_at.size(), more.clicks_at.size()));
  for (size_t i = 0; i < more.clicks_at.size(); ++i) {
    clicks_at[i] += more.clicks_at[i];
  }
}

void ReaderCounts::KeepPairs(size_t most) {
  if (pairs.size() <= most) return;
  std::vector<std::pair<double, std::string>> weights;
  weights.reserve(pairs.size());
  for (const auto& [other, pair] : pairs) {
    weights.emplace_back(Weight(pair), other);
  }
  std::nth_element(weights.begin(),
                   weights.begin() + static_cast<ptrdiff_t>(most),
                   weights.end(), std::greater<>());
  for (size_t i = most; i < weights.size(); ++i) {
    pairs.erase(weights[i].second);
  }
}

bool ReaderCounts::IsEmpty() const {
  return views == std::array<double, kHalfLifeCount>() && visits == 0 &&
         clicks == 0 && dwells == 0 && pairs.empty() && clicks_at.empty();
}

std::string ReaderCounts::Serialize() const {
  readers::StoredCounts stored;
  stored.set_as_of_ms(absl::ToUnixMillis(as_of));
  stored.mutable_views()->Add(views.begin(), views.end());
  stored.set_visits(visits);
  stored.set_clicks(clicks);
  stored.set_dwells(dwells);
  stored.set_engaged(engaged);
  for (const auto& [other, counts] : pairs) {
    readers::StoredCounts::Pair& pair = *stored.add_pairs();
    pair.set_article(other);
    pair.set_visits(counts.visits);
    pair.set_clicks(counts.clicks);
    pair.set_positions(counts.positions);
  }
  stored.mutable_clicks_at()->Add(clicks_at.begin(), clicks_at.end());
  return stored.SerializeAsString();
}

absl::optional<ReaderCounts> ReaderCounts::Parse(absl::string_view bytes) {
  readers::StoredCounts stored;
  if (bytes.size() > INT_MAX ||
      !stored.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      stored.views_size() != kHalfLifeCount ||
      stored.clicks_at_size() > kLastPosition) {
    return absl::nullopt;
  }
  ReaderCounts counts;
  counts.as_of = absl::FromUnixMillis(stored.as_of_ms());
  std::copy(stored.views().begin(), stored.views().end(), counts.views.begin());
  counts.visits = stored.visits();
  counts.clicks = stored.clicks();
  counts.dwells = stored.dwells();
  counts.engaged = stored.engaged();
  counts.clicks_at.assign(stored.clicks_at().begin(), stored.clicks_at().end());
  bool is_right =
      IsCount(counts.visits) && IsCount(counts.clicks) &&
      IsCount(counts.dwells) && IsCount(counts.engaged) &&
      std::all_of(counts.views.begin(), counts.views.end(), IsCount) &&
      std::all_of(counts.clicks_at.begin(), counts.clicks_at.end(), IsCount);
  for (const readers::StoredCounts::Pair& pair : stored.pairs()) {
    is_right = is_right && IsArticleName(pair.article()) &&
               IsCount(pair.visits()) && IsCount(pair.clicks()) &&
               IsCount(pair.positions());
    counts.pairs[pair.article()] = {pair.visits(), pair.clicks(),
                                    pair.positions()};
  }
  if (!is_right) return absl::nullopt;
  return counts;
}

}  // namespace byline::recommendation
