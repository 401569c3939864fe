#include "services/recommendation/readers/behaviour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace byline::recommendation {
namespace {

constexpr absl::Duration kRankedFor = absl::Milliseconds(500);
// Less is as good as nothing.
constexpr double kLeastViews = 0.05;
// Clicks by place before any came: as 1 / log2(place + 1) over the six cards of
// a page, worth so many clicks.
constexpr double kPriorClicks = 20;
constexpr std::array<double, 6> kPriorShares = {0.3026, 0.1909, 0.1513,
                                                0.1303, 0.1171, 0.1078};

// The share of all clicks that fall on that place.
double ShareAt(const std::vector<double>& clicks_at, size_t position) {
  double all = 0;
  for (const double clicks : clicks_at) all += clicks;
  const double here =
      position <= clicks_at.size() ? clicks_at[position - 1] : 0;
  const double prior =
      position <= kPriorShares.size() ? kPriorShares[position - 1] : 0;
  return (here + kPriorClicks * prior) / (all + kPriorClicks);
}

double Excess(double ratio) { return ratio > 1 ? 1 - 1 / ratio : 0; }

}  // namespace

std::shared_ptr<const std::vector<ReadMost>> Behaviour::MostRead(
    size_t half_life) const {
  const absl::Time now = clock_.Now();
  MutexLock lock(ranking_mutex_);
  Ranking& ranking = rankings_[half_life];
  if (ranking.most == nullptr || now < ranking.made ||
      now - ranking.made > kRankedFor) {
    auto most = std::make_shared<std::vector<ReadMost>>();
    for (auto& [views, article] : table_.Ranked(half_life, now, kLeastViews)) {
      most->push_back({std::move(article), views});
    }
    ranking = {std::move(most), now};
  }
  return ranking.most;
}

Behaviour::Pair Behaviour::PairOf(absl::string_view article,
                                  absl::string_view other,
                                  absl::Time now) const {
  Pair pair;
  table_.LookAt(article, [&](const ReaderCounts& counts) {
    const auto found = counts.pairs.find(other);
    if (found == counts.pairs.end()) return;
    const double worth = counts.WorthAt(now, kBehaviourHalfLife);
    pair.both = found->second.visits * worth;
    pair.of_article = counts.visits * worth;
    pair.clicks = found->second.clicks * worth;
    pair.clicks_of_page = counts.clicks * worth;
    if (found->second.clicks > 0) {
      pair.mean_position = found->second.positions / found->second.clicks;
    }
  });
  return pair;
}

Behaviour::Other Behaviour::OtherOf(absl::string_view name,
                                    absl::Time now) const {
  Other other;
  table_.LookAt(name, [&](const ReaderCounts& counts) {
    const double worth = counts.WorthAt(now, kBehaviourHalfLife);
    other.visits = counts.visits * worth;
    other.staying =
        (counts.engaged * worth + kPrior) / (counts.dwells * worth + kPrior);
  });
  return other;
}

double Behaviour::AllVisits(absl::Time now) const {
  double all = 0;
  table_.LookAt(kAllArticlesCounts, [&](const ReaderCounts& counts) {
    all = counts.visits * counts.WorthAt(now, kBehaviourHalfLife);
  });
  return all;
}

double Behaviour::LiftOf(double both, double of_article, double of_other,
                         double all) const {
  // Decayed counts are never above those that came, so rounding lets nothing
  // through that fewer visits told.
  if (std::round(both) < limits_.least_sessions) return 0;
  // An article's own visits may have been pruned or lost apart from the rest.
  const double expected = std::max(of_article, both) *
                          std::max(of_other, both) /
                          std::max({all, of_article, of_other, both});
  return (both + kPrior) / (expected + kPrior);
}

double Behaviour::PullOf(const Pair& pair) const {
  if (std::round(pair.clicks) < limits_.least_clicks) return 0;
  const auto position = static_cast<size_t>(
      std::clamp<double>(std::round(pair.mean_position), 1, kLastPosition));
  double share = ShareAt({}, position);
  table_.LookAt(kAllArticlesCounts, [&](const ReaderCounts& counts) {
    share = ShareAt(counts.clicks_at, position);
  });
  return (pair.clicks + kPrior) / (pair.clicks_of_page * share + kPrior);
}

std::vector<AlsoRead> Behaviour::ReadWith(absl::string_view article) const {
  const absl::Time now = clock_.Now();
  double of_article = 0;
  std::vector<std::pair<std::string, double>> others;
  table_.LookAt(article, [&](const ReaderCounts& counts) {
    const double worth = counts.WorthAt(now, kBehaviourHalfLife);
    of_article = counts.visits * worth;
    for (const auto& [other, pair] : counts.pairs) {
      others.emplace_back(other, pair.visits * worth);
    }
  });
  const double all = AllVisits(now);
  std::vector<AlsoRead> read;
  for (auto& [other, both] : others) {
    const double lift =
        LiftOf(both, of_article, OtherOf(other, now).visits, all);
    if (lift > 1) {
      read.push_back(
          {std::move(other), lift, static_cast<int>(std::round(both))});
    }
  }
  std::sort(read.begin(), read.end(), [](const AlsoRead& a, const AlsoRead& b) {
    if (a.lift != b.lift) return a.lift > b.lift;
    return a.visits != b.visits ? a.visits > b.visits : a.article < b.article;
  });
  return read;
}

double Behaviour::Strength(absl::string_view article,
                           absl::string_view other) const {
  const absl::Time now = clock_.Now();
  const Pair pair = PairOf(article, other, now);
  if (pair.both == 0 && pair.clicks == 0) return 0;
  const Other facts = OtherOf(other, now);
  const double lift =
      Excess(LiftOf(pair.both, pair.of_article, facts.visits, AllVisits(now)));
  const double pull = Excess(PullOf(pair));
  return (1 - (1 - lift) * (1 - pull)) * facts.staying;
}

bool Behaviour::IsAlsoRead(absl::string_view article,
                           absl::string_view other) const {
  const absl::Time now = clock_.Now();
  const Pair pair = PairOf(article, other, now);
  return LiftOf(pair.both, pair.of_article, OtherOf(other, now).visits,
                AllVisits(now)) > 1;
}

}  // namespace byline::recommendation
