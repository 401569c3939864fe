#include "services/recommendation/core/similarity_search.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "services/recommendation/core/diverse_order.h"
#include "services/recommendation/core/list_choice.h"

namespace byline::recommendation {
namespace {

// Readers are asked of so many times the articles that are wanted.
constexpr size_t kReadersFactor = 4;

}  // namespace

SimilaritySearch::SimilaritySearch(const Query& query,
                                   const ArticleRecords& records,
                                   const SimilarityOptions& options)
    : query_(query),
      lengths_(query.article),
      records_(records),
      options_(options) {}

void SimilaritySearch::AddSegment(const Segment& segment, bool same_space) {
  searched_.push_back(
      {&segment, same_space, ResolvedTerms(query_.article, segment)});
}

std::vector<ScoredArticle> SimilaritySearch::Best(
    size_t most, const ArticleFilter& filter, ListChoice& choice,
    const ReadersShare& readers) const {
  std::vector<RankedArticle> ranked = Rank(filter);
  if (readers) {
    const size_t asked = std::min(ranked.size(), kReadersFactor * most);
    for (size_t i = 0; i < asked; ++i) {
      AddReaders(ranked[i].score, readers(ranked[i].article.document()));
    }
    Sort(ranked);
  }
  while (!ranked.empty() &&
         FromUnits(ranked.back().score.Total()) < filter.least_score) {
    ranked.pop_back();
  }
  DiverseOrder order(ranked, choice);
  std::vector<ScoredArticle> best;
  while (best.size() < most) {
    const RankedArticle* const next = order.TakeNext();
    if (next == nullptr) break;
    best.push_back(ScoreOne(next->article));
    best.back().score.readers = next->score.readers;
  }
  return best;
}

void SimilaritySearch::Sort(std::vector<RankedArticle>& ranked) {
  std::sort(ranked.begin(), ranked.end(),
            [](const RankedArticle& a, const RankedArticle& b) {
              return a.score.Total() != b.score.Total()
                         ? a.score.Total() > b.score.Total()
                         : a.article.document().name <
                               b.article.document().name;
            });
}

ScoredArticle SimilaritySearch::ScoreOne(const FoundArticle& article) const {
  ScoredArticle scored{article, {}, {}};
  for (const SearchedSegment& searched : searched_) {
    if (searched.segment != article.segment) continue;
    scored.score =
        ScorePair(query_, lengths_, searched.terms, *searched.segment,
                  article.slot, searched.same_space, records_, &scored.shared);
  }
  return scored;
}

std::vector<FoundArticle> SimilaritySearch::Nearest() const {
  std::vector<FoundArticle> nearest;
  for (const Candidate& candidate :
       CandidateSearch(query_, lengths_, options_, searched_).Find({})) {
    nearest.push_back({candidate.searched->segment, candidate.slot});
  }
  return nearest;
}

std::vector<RankedArticle> SimilaritySearch::Rank(
    const ArticleFilter& filter) const {
  const Units floor = ToUnits(options_.floor);
  std::vector<RankedArticle> passed;
  const std::vector<Candidate> candidates =
      CandidateSearch(query_, lengths_, options_, searched_).Find(filter);
  for (const Candidate& candidate : candidates) {
    candidate.searched->segment->documents().PrefetchTerms(candidate.slot);
  }
  for (const Candidate& candidate : candidates) {
    const SearchedSegment& searched = *candidate.searched;
    const Score score =
        ScorePair(query_, lengths_, searched.terms, *searched.segment,
                  candidate.slot, searched.same_space, records_);
    const FoundArticle article{searched.segment, candidate.slot};
    if (score.Base() < floor || score.IsTooFarFor(article.document())) {
      continue;
    }
    passed.push_back({article, score});
  }
  Sort(passed);
  return passed;
}

}  // namespace byline::recommendation
