#include "services/recommendation/core/similarity_search.h"

#include <algorithm>

#include "services/recommendation/core/exclusions.h"

namespace byline::recommendation {

SimilaritySearch::SimilaritySearch(const Query& query,
                                   const SimilarityOptions& options)
    : query_(query), options_(options) {}

void SimilaritySearch::AddIndex(const LanguageIndex& index) {
  searched_.push_back({&index, Resolve(query_, index)});
}

std::vector<ScoredArticle> SimilaritySearch::Best(v1::SimilarityMode mode,
                                                  size_t most) const {
  std::vector<ScoredArticle> best;
  for (const Ranked& ranked : Rank(mode)) {
    if (best.size() >= most) break;
    const StoredArticle& article = *ranked.article;
    if (query_.shingles.IsNearCopyOf(article.shingles)) continue;
    if (std::any_of(
            best.begin(), best.end(), [&article](const ScoredArticle& better) {
              return better.article->shingles.IsNearCopyOf(article.shingles);
            })) {
      continue;
    }
    ScoredArticle& scored = best.emplace_back();
    scored.article = &article;
    scored.score = ScorePair(query_, ranked.searched->terms,
                             *ranked.searched->index, article, &scored.shared);
  }
  return best;
}

void SimilaritySearch::Gather(const Searched& searched, v1::SimilarityMode mode,
                              std::vector<Candidate>& candidates) const {
  std::vector<ResolvedTerm> strongest = searched.terms;
  std::sort(strongest.begin(), strongest.end(),
            [](const ResolvedTerm& a, const ResolvedTerm& b) {
              return a.term->value != b.term->value
                         ? a.term->value > b.term->value
                         : a.term->term < b.term->term;
            });
  std::vector<float> sums(searched.index->SlotCount());
  std::vector<Slot> touched;
  size_t read = 0;
  for (const ResolvedTerm& term : strongest) {
    const std::vector<Posting>& postings = searched.index->Postings(term.id);
    if (read > 0 && read + postings.size() > options_.postings_budget) break;
    read += postings.size();
    const auto value =
        static_cast<float>(term.term->value * searched.index->Idf(term.id));
    for (const Posting& posting : postings) {
      float& sum = sums[posting.slot];
      if (sum == 0) touched.push_back(posting.slot);
      // Never 0 once touched, also for a term that says nothing.
      sum += value * posting.weight + 1e-12F;
    }
  }
  // Names and times lie far apart in memory: only looked at where it matters.
  const bool any_time = AnyTime(mode);
  candidates.reserve(candidates.size() + touched.size());
  for (const Slot slot : touched) {
    if (!any_time &&
        !AdmitsTime(mode, query_.facts, searched.index->At(slot).facts)) {
      continue;
    }
    candidates.push_back(
        {&searched, slot, sums[slot] / searched.index->RoughNorm(slot)});
  }
}

std::vector<SimilaritySearch::Ranked> SimilaritySearch::Rank(
    v1::SimilarityMode mode) const {
  std::vector<Candidate> candidates;
  for (const Searched& searched : searched_) {
    Gather(searched, mode, candidates);
  }
  // One more than wanted: the article itself is among them.
  const size_t most = options_.candidates + 1;
  if (candidates.size() > most) {
    const auto end = candidates.begin() + static_cast<ptrdiff_t>(most);
    std::nth_element(candidates.begin(), end, candidates.end(),
                     [](const Candidate& a, const Candidate& b) {
                       return a.rough > b.rough;
                     });
    candidates.erase(end, candidates.end());
  }
  const Units floor = ToUnits(options_.floor);
  std::vector<Ranked> passed;
  for (const Candidate& candidate : candidates) {
    const Searched& searched = *candidate.searched;
    const StoredArticle& article = searched.index->At(candidate.slot);
    if (article.facts.name == query_.facts.name) continue;
    const Score score =
        ScorePair(query_, searched.terms, *searched.index, article);
    if (score.Base() >= floor) passed.push_back({&searched, &article, score});
  }
  std::sort(passed.begin(), passed.end(), [](const Ranked& a, const Ranked& b) {
    return a.score.Total() != b.score.Total()
               ? a.score.Total() > b.score.Total()
               : a.article->facts.name < b.article->facts.name;
  });
  return passed;
}

}  // namespace byline::recommendation
