#include "services/recommendation/core/diverse_order.h"

#include <algorithm>

namespace byline::recommendation {

DiverseOrder::DiverseOrder(const std::vector<RankedArticle>& ranked,
                           ListChoice& choice)
    : choice_(choice) {
  left_.reserve(ranked.size());
  for (const RankedArticle& article : ranked) {
    left_.emplace_back().article = &article;
  }
}

const RankedArticle* DiverseOrder::TakeNext() {
  while (!left_.empty()) {
    auto next = left_.begin();
    double best = ValueOf(*next);
    for (auto at = next + 1; at != left_.end(); ++at) {
      // Likeness only takes: none behind is worth more.
      if (static_cast<double>(at->article->score.Total()) <= best) break;
      const double value = ValueOf(*at);
      if (value <= best) continue;
      best = value;
      next = at;
    }
    const RankedArticle* const article = next->article;
    left_.erase(next);
    if (choice_.Takes(article->article)) return article;
  }
  return nullptr;
}

double DiverseOrder::ValueOf(Candidate& candidate) const {
  const auto& taken = choice_.taken();
  const FoundArticle& found = candidate.article->article;
  for (; candidate.compared < taken.size(); ++candidate.compared) {
    if (candidate.terms.empty()) {
      candidate.terms = found.segment->Weighted(found.slot).terms;
    }
    candidate.likeness =
        std::max(candidate.likeness,
                 TermsLikeness(candidate.terms, taken[candidate.compared]));
  }
  const double likeness = candidate.likeness;
  return static_cast<double>(candidate.article->score.Total()) *
         (1 - likeness * likeness * likeness);
}

}  // namespace byline::recommendation
