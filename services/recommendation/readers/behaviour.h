// Behaviour: what the counts of readers mean: what is read most, what is read
// together, how strongly readers of one article turn to another. Answers from
// a CounterTable, at the time of its clock. Thread-safe; the signals take a few
// hundred nanoseconds.
//
// Lift is how many times as often two articles are read in one visit as if
// readers took each by chance, P(a,b) / (P(a) P(b)), shrunk towards 1 by the
// mean of a gamma-Poisson posterior whose prior is worth kPrior visits
// (DuMouchel, "Bayesian data mining in large frequency tables", The American
// Statistician 53(3), 1999):
//
//   lift = (n_ab + kPrior) / (n_a n_b / n + kPrior)
//
// A click on a card counts against its place, since cards in front are clicked
// more whatever they lead to (Craswell et al., WSDM 2008). There are no events
// for cards that were only seen; so the clicks on the cards of one page are
// spread over its places as all clicks everywhere are, which says how many the
// card could expect at its mean place:
//
//   pull = (clicks on the card + kPrior) / (expected clicks + kPrior)
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_BEHAVIOUR_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_BEHAVIOUR_H_

#include <absl/strings/string_view.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "services/recommendation/core/reader_signals.h"
#include "services/recommendation/readers/counter_table.h"
#include "services/recommendation/readers/reader_limits.h"

namespace byline::recommendation {

// In visits and in clicks.
inline constexpr double kPrior = 5;

// An article that readers of another one read too.
struct AlsoRead {
  std::string article;
  double lift = 1;
  int visits = 0;  // that viewed both, rounded
};

// An article that is read much.
struct ReadMost {
  std::string article;
  double views = 0;
};

class Behaviour final : public ReaderSignals {
 public:
  // Both referenced must outlive it.
  Behaviour(const ReaderLimits& limits, const Clock& clock,
            const CounterTable& table)
      : limits_(limits), clock_(clock), table_(table) {}

  // Most read first; `half_life` is an index of kHalfLives. Of articles in any
  // state: whoever shows them leaves out what may not be shown. Ranked anew
  // when it is half a second old (for 10,000 articles that takes milliseconds),
  // by one of those who ask. Never null.
  std::shared_ptr<const std::vector<ReadMost>> MostRead(size_t half_life) const;
  // Best first: those above chance that enough visits tell of.
  std::vector<AlsoRead> ReadWith(absl::string_view article) const;

  // 1 - (1 - l)(1 - p), with l = 1 - 1/lift where the pair is read together and
  // p = 1 - 1/pull where the card was clicked often enough, times the share of
  // the other's readers who stay (shrunk towards 1, by kPrior as well).
  double Strength(absl::string_view article,
                  absl::string_view other) const override;
  bool IsAlsoRead(absl::string_view article,
                  absl::string_view other) const override;

 private:
  // Decayed to now.
  struct Pair {
    double both = 0;
    double of_article = 0;
    double clicks = 0;          // on the card
    double clicks_of_page = 0;  // on all cards of the article
    double mean_position = 0;
  };
  // What is told of the other one.
  struct Other {
    double visits = 0;
    double staying = 1;
  };

  Pair PairOf(absl::string_view article, absl::string_view other,
              absl::Time now) const;
  Other OtherOf(absl::string_view other, absl::Time now) const;
  double AllVisits(absl::Time now) const;
  // The lift; 0 where too few visits tell.
  double LiftOf(double both, double of_article, double of_other,
                double all) const;
  // The pull; 0 where too few clicks tell.
  double PullOf(const Pair& pair) const;

  // What is read most, and when it was ranked.
  struct Ranking {
    std::shared_ptr<const std::vector<ReadMost>> most;
    absl::Time made;
  };

  const ReaderLimits limits_;
  const Clock& clock_;
  const CounterTable& table_;
  mutable Mutex ranking_mutex_;
  mutable std::array<Ranking, kHalfLifeCount> rankings_
      GUARDED_BY(ranking_mutex_);
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_BEHAVIOUR_H_
