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

// What a run of postings adds.
struct Step {
  uint32_t segment = 0;
  int16_t contribution = 0;
};

// What gives most for its length first, within the budget; equal ones together,
// so that the budget ends at the same place whatever their order.
void AddWithin(size_t budget, const PostingRuns& runs,
               const std::vector<Step>& steps, PostingSums& sums) {
  std::vector<uint64_t> order(steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    order[i] = static_cast<uint64_t>(INT16_MAX - steps[i].contribution) << 32 |
               static_cast<uint64_t>(i);
  }
  std::sort(order.begin(), order.end());
  size_t read = 0;
  for (const uint64_t place : order) {
    const size_t i = static_cast<uint32_t>(place);
    const PostingRun& run = runs.runs[i];
    if (read > 0 && read + run.count > budget) break;
    read += run.count;
    sums.Add(steps[i].segment, runs, run, steps[i].contribution);
  }
}

}  // namespace

SimilaritySearch::SimilaritySearch(const Query& query,
                                   const ArticleRecords& records,
                                   const SimilarityOptions& options)
    : query_(query),
      lengths_(query.article),
      records_(records),
      options_(options) {}

void SimilaritySearch::AddSegment(const Segment& segment, bool same_space) {
  searched_.push_back({&segment, same_space, Resolve(query_.article, segment)});
}

std::vector<ScoredArticle> SimilaritySearch::Best(
    size_t most, const Filter& filter, ListChoice& choice,
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
  for (const Searched& searched : searched_) {
    if (searched.segment != article.segment) continue;
    scored.score =
        ScorePair(query_, lengths_, searched.terms, *searched.segment,
                  article.slot, searched.same_space, records_, &scored.shared);
  }
  return scored;
}

void SimilaritySearch::ReadPostings(PostingSums& sums) const {
  std::vector<Step> steps;
  PostingRuns runs;
  const bool has_vectors = query_.article.latent != LatentVector{};
  sums.Begin(searched_.size());
  for (uint32_t i = 0; i < searched_.size(); ++i) {
    const Segment& segment = *searched_[i].segment;
    sums.SetSize(i, segment.documents().size());
    for (const ResolvedTerm& term : searched_[i].terms) {
      const double likeness = ExpectedLikeness(
          *term.term, lengths_, searched_[i].same_space && has_vectors);
      segment.AppendRuns(term.number, runs);
      for (size_t j = steps.size(); j < runs.runs.size(); ++j) {
        const double share = likeness * ShareOf(runs.runs[j].level);
        steps.push_back({i, static_cast<int16_t>(
                                std::max(1.0, share * PostingSums::kFull))});
      }
    }
  }
  AddWithin(options_.postings_budget, runs, steps, sums);
}

std::vector<SimilaritySearch::Candidate> SimilaritySearch::CandidatesFrom(
    int16_t least, const std::vector<PostingSums::Block>& blocks,
    const PostingSums& sums, const Filter& filter) const {
  // What an article of the query's time must reach at least.
  const auto near_least =
      static_cast<int16_t>(std::max(1.0, least / (1 + kMostTimeShare)));
  const bool has_time = query_.publish_second != Document::kNoTime;
  std::vector<Candidate> candidates;
  for (const PostingSums::Block& block : blocks) {
    if (block.greatest < near_least) continue;
    const Searched& searched = searched_[block.part];
    const DocumentTable& documents = searched.segment->documents();
    const DocumentTable::Times& times = documents.TimesOf(block.number);
    const int16_t needed =
        has_time && MayBeNear(query_, times.first, times.last) ? near_least
                                                               : least;
    if (block.greatest < needed) continue;
    const int16_t* const block_sums = sums.SumsOf(block);
    uint64_t findable = searched.segment->Findable(block.number);
    for (; findable != 0; findable &= findable - 1) {
      const auto place = static_cast<size_t>(std::countr_zero(findable));
      if (block_sums[place] < needed) continue;
      const double sum = block_sums[place];
      const auto slot =
          static_cast<Slot>(kBlockArticles * block.number + place);
      const Document& document = documents.At(slot);
      const double rough =
          sum * (1 + TimeShare(query_, document.publish_second));
      if (rough < least || document.name == query_.name ||
          (filter.admits && !filter.admits(document))) {
        continue;
      }
      candidates.push_back({&searched, slot, sum / PostingSums::kFull, rough});
    }
  }
  return candidates;
}

std::vector<SimilaritySearch::Candidate> SimilaritySearch::Choose(
    const Filter& filter) const {
  PostingSums& sums = PostingSums::OfThread();
  ReadPostings(sums);
  const std::vector<PostingSums::Block> blocks = sums.Blocks();
  std::vector<Candidate> candidates;
  // One more than wanted: the article itself is among them. What cannot be
  // found takes nobody's place: then more blocks are looked at.
  for (size_t count = options_.found + 1;; count *= 4) {
    const int16_t least = SumOfBest(blocks, count);
    candidates = CandidatesFrom(least, blocks, sums, filter);
    if (least == 1 || candidates.size() >= options_.found) break;
  }
  sums.Clear(blocks);
  KeepBest(options_.found, candidates);
  for (const Candidate& candidate : candidates) {
    candidate.searched->segment->documents().PrefetchFacts(candidate.slot);
  }
  for (Candidate& candidate : candidates) {
    const DocumentTable& documents = candidate.searched->segment->documents();
    const double share =
        TimeShare(query_, documents.At(candidate.slot).publish_second);
    const double vectors =
        candidate.searched->same_space
            ? VectorsLikeness(query_.article.latent,
                              documents.Latent(candidate.slot))
            : 0;
    candidate.rough = candidate.words * (1 + share) +
                      vectors * (1 + kVectorsTimeShare * share);
  }
  KeepBest(options_.candidates, candidates);
  return candidates;
}

void SimilaritySearch::KeepBest(size_t count,
                                std::vector<Candidate>& candidates) {
  if (candidates.size() <= count) return;
  const auto end = candidates.begin() + static_cast<ptrdiff_t>(count);
  std::nth_element(candidates.begin(), end, candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.rough != b.rough ? a.rough > b.rough
                                               : NameOf(a) < NameOf(b);
                   });
  candidates.erase(end, candidates.end());
}

std::vector<FoundArticle> SimilaritySearch::Nearest() const {
  std::vector<FoundArticle> nearest;
  for (const Candidate& candidate : Choose({})) {
    nearest.push_back({candidate.searched->segment, candidate.slot});
  }
  return nearest;
}

std::vector<RankedArticle> SimilaritySearch::Rank(const Filter& filter) const {
  const Units floor = ToUnits(options_.floor);
  std::vector<RankedArticle> passed;
  const std::vector<Candidate> candidates = Choose(filter);
  for (const Candidate& candidate : candidates) {
    candidate.searched->segment->documents().PrefetchTerms(candidate.slot);
  }
  for (const Candidate& candidate : candidates) {
    const Searched& searched = *candidate.searched;
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
