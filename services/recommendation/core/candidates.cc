#include "services/recommendation/core/candidates.h"

#include <algorithm>
#include <bit>

#include "services/recommendation/core/rough_score.h"

namespace byline::recommendation {
namespace {

// Leaves the best of them, in no order. Returns the least that one of them is
// worth; 0 where they are no more.
double KeepBest(size_t count, std::vector<Candidate>& candidates) {
  if (candidates.size() <= count) return 0;
  const auto last = candidates.begin() + static_cast<ptrdiff_t>(count) - 1;
  std::nth_element(candidates.begin(), last, candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.rough != b.rough
                                ? a.rough > b.rough
                                : a.document().name < b.document().name;
                   });
  const double least = last->rough;
  candidates.erase(last + 1, candidates.end());
  return least;
}

}  // namespace

CandidateSearch::CandidateSearch(const Query& query,
                                 const QueryLengths& lengths,
                                 const SimilarityOptions& options,
                                 const std::vector<SearchedSegment>& searched)
    : query_(query),
      lengths_(lengths),
      options_(options),
      searched_(searched) {}

bool CandidateSearch::MayBeNear(const DocumentTable& documents,
                                size_t block) const {
  const DocumentTable::Days& days = documents.DaysOf(block);
  return query_.nearness.MayBeOf(days.first, days.last);
}

void CandidateSearch::ReadPostings(const QueryPlace& place,
                                   PostingSums& sums) const {
  std::vector<PostingStep> steps;
  PostingRuns runs;
  sums.Begin(searched_.size());
  for (uint32_t i = 0; i < searched_.size(); ++i) {
    const Segment& segment = *searched_[i].segment;
    sums.SetSize(i, segment.documents().size());
    std::vector<uint32_t> numbers;
    std::vector<double> likeness;
    for (const ResolvedTerm& term : searched_[i].terms.all()) {
      numbers.push_back(term.number);
      likeness.push_back(ExpectedLikeness(
          *term.term, lengths_, searched_[i].same_space && place.is_known()));
    }
    segment.AppendRuns(numbers, runs);
    for (size_t j = steps.size(); j < runs.runs.size(); ++j) {
      const PostingRun& run = runs.runs[j];
      const double share = likeness[run.term] * ShareOf(run.level);
      steps.push_back(
          {i, static_cast<int16_t>(std::max(1.0, share * PostingSums::kFull))});
    }
  }
  AddWithin(options_.postings_budget, runs, steps, sums);
}

std::vector<Candidate> CandidateSearch::WithSum(
    int16_t least, const std::vector<PostingSums::Block>& blocks,
    const PostingSums& sums, const ArticleFilter& filter) const {
  // Blocks by what an article of them may be worth, the best ones first: soon
  // so many are found that no other block can hold a better one.
  std::vector<uint64_t> heap(blocks.size());
  size_t size = 0;
  const DocumentTable* documents = nullptr;
  uint32_t part = UINT32_MAX;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const PostingSums::Block& block = blocks[i];
    if (block.part != part) {
      part = block.part;
      documents = &searched_[part].segment->documents();
    }
    constexpr int kNearFactor = 1 + kMostTimeShare;
    const int most = block.greatest *
                     (MayBeNear(*documents, block.number) ? kNearFactor : 1);
    // No branch: which ones stay cannot be foretold.
    heap[size] = static_cast<uint64_t>(most) << 32 | i;
    size += most >= least ? 1 : 0;
  }
  heap.resize(size);
  std::make_heap(heap.begin(), heap.end());
  std::vector<Candidate> candidates;
  std::vector<Candidate> reaching;
  double enough = least;
  while (!heap.empty()) {
    // Some at once: what is read of their articles, which lie anywhere, comes
    // from memory side by side.
    constexpr size_t kAtOnce = 32;
    reaching.clear();
    for (size_t i = 0; i < kAtOnce && !heap.empty(); ++i) {
      const auto most = static_cast<double>(heap.front() >> 32);
      if (most < enough) {
        heap.clear();
        break;
      }
      const PostingSums::Block& block =
          blocks[static_cast<uint32_t>(heap.front())];
      std::pop_heap(heap.begin(), heap.end());
      heap.pop_back();
      AddReaching(block, enough * block.greatest / most, sums, reaching);
    }
    AddWorth(enough, filter, reaching, candidates);
    if (candidates.size() >= 2 * options_.found) {
      enough = std::max(enough, KeepBest(options_.found, candidates));
    }
  }
  return candidates;
}

void CandidateSearch::AddReaching(const PostingSums::Block& block, double sum,
                                  const PostingSums& sums,
                                  std::vector<Candidate>& reaching) const {
  const SearchedSegment& searched = searched_[block.part];
  const auto first = static_cast<Slot>(kBlockArticles * block.number);
  uint64_t bits = searched.segment->Findable(block.number) &
                  sums.AtLeast(block.part, block.number,
                               static_cast<int16_t>(std::max(1.0, sum)));
  for (; bits != 0; bits &= bits - 1) {
    const Slot slot = first + static_cast<Slot>(std::countr_zero(bits));
    searched.segment->documents().PrefetchDay(slot);
    reaching.push_back(
        {&searched, slot, sums.SumOf(block.part, slot) / PostingSums::kFull});
  }
}

void CandidateSearch::AddWorth(double least, const ArticleFilter& filter,
                               std::vector<Candidate>& reaching,
                               std::vector<Candidate>& candidates) const {
  std::erase_if(reaching, [&](Candidate& candidate) {
    const DocumentTable& documents = candidate.searched->segment->documents();
    candidate.rough = PostingSums::kFull * candidate.words *
                      (1 + TimeShare(query_, documents.DayAt(candidate.slot)));
    if (candidate.rough < least) return true;
    documents.PrefetchFacts(candidate.slot);
    return false;
  });
  for (const Candidate& candidate : reaching) {
    if (Admits(filter, candidate.document())) candidates.push_back(candidate);
  }
}

std::vector<Candidate> CandidateSearch::FindByWords(
    const std::vector<PostingSums::Block>& blocks, const PostingSums& sums,
    const ArticleFilter& filter) const {
  const int16_t least = SumOfBest(blocks, options_.found);
  std::vector<Candidate> candidates = WithSum(least, blocks, sums, filter);
  // What cannot be found takes nobody's place: then more are looked at.
  if (least > 1 && candidates.size() < options_.found) {
    candidates = WithSum(1, blocks, sums, filter);
  }
  KeepBest(options_.found, candidates);
  return candidates;
}

double CandidateSearch::Rough(QueryPlace& place,
                              const SearchedSegment& searched, Slot slot,
                              double words) const {
  const DocumentTable& documents = searched.segment->documents();
  const Document& document = documents.At(slot);
  const double vectors =
      searched.same_space
          ? VectorsShare(words) * place.LikenessTo(documents, slot)
          : 0;
  return RoughScore(words, vectors, SectionShare(query_, document.section),
                    TimeShare(query_, documents.DayAt(slot)));
}

void CandidateSearch::AddOfCell(QueryPlace& place, const PostingSums& sums,
                                size_t part, const CellArticles& articles,
                                double least, const NeededSums& needed,
                                const ArticleFilter& filter,
                                std::vector<Candidate>& candidates) const {
  const SearchedSegment& searched = searched_[part];
  const DocumentTable& documents = searched.segment->documents();
  const auto needed_in = [&](size_t block) {
    return MayBeNear(documents, block) ? needed.near : needed.far;
  };
  // Few are left, here and there: all are asked for before one is read.
  std::vector<Slot> slots;
  const auto take = [&](Slot slot) {
    documents.PrefetchFacts(slot);
    slots.push_back(slot);
  };
  if (articles.listed != nullptr) {
    for (size_t i = 0; i < articles.count; ++i) {
      const Slot slot = articles.listed[i];
      if (sums.SumOf(part, slot) >= needed_in(slot / kBlockArticles) &&
          searched.segment->IsFindable(slot)) {
        take(slot);
      }
    }
  } else {
    const size_t end = articles.first + articles.count;
    for (size_t block = articles.first / kBlockArticles;
         block * kBlockArticles < end; ++block) {
      const size_t first = block * kBlockArticles;
      uint64_t reaching = searched.segment->Findable(block) &
                          sums.AtLeast(part, block, needed_in(block));
      if (first < articles.first) {
        reaching &= ~uint64_t{0} << (articles.first - first);
      }
      if (end - first < kBlockArticles) {
        reaching &= (uint64_t{1} << (end - first)) - 1;
      }
      for (; reaching != 0; reaching &= reaching - 1) {
        take(static_cast<Slot>(first) +
             static_cast<Slot>(std::countr_zero(reaching)));
      }
    }
  }
  for (const Slot slot : slots) {
    const double words = sums.SumOf(part, slot) / PostingSums::kFull;
    const double rough = Rough(place, searched, slot, words);
    if (rough <= least || !Admits(filter, documents.At(slot))) continue;
    candidates.push_back({&searched, slot, words, rough});
  }
}

void CandidateSearch::AddNear(QueryPlace& place, const PostingSums& sums,
                              const ArticleFilter& filter,
                              std::vector<Candidate>& candidates) const {
  const auto own = std::find_if(
      searched_.begin(), searched_.end(),
      [](const SearchedSegment& searched) { return searched.same_space; });
  if (!place.is_known() || own == searched_.end()) return;
  double least = 0;
  NeededSums needed;
  size_t looked_at = 0;
  CellsByNearness cells =
      own->segment->cells().ByNearness(query_.article.latent);
  while (!cells.empty() && looked_at < options_.near) {
    const uint32_t cell = cells.TakeNearest();
    if (candidates.size() > options_.candidates) {
      least = KeepBest(options_.candidates, candidates);
      // Most fall short by their words, were their places as near as that of
      // any so far.
      const double section = SectionShare(query_, query_.section);
      needed = {
          SumThatMayBeWorth(least, place.greatest(), section, kMostTimeShare),
          SumThatMayBeWorth(least, place.greatest(), section, 0)};
    }
    for (size_t part = 0; part < searched_.size(); ++part) {
      if (!searched_[part].same_space) continue;
      const CellArticles articles = searched_[part].segment->InCell(cell);
      looked_at += articles.count;
      AddOfCell(place, sums, part, articles, least, needed, filter, candidates);
    }
  }
}

std::vector<Candidate> CandidateSearch::Find(
    const ArticleFilter& filter) const {
  PostingSums& sums = PostingSums::OfThread();
  QueryPlace place(query_.article.latent);
  ReadPostings(place, sums);
  const std::vector<PostingSums::Block> blocks = sums.Blocks();
  std::vector<Candidate> candidates = FindByWords(blocks, sums, filter);
  for (Candidate& candidate : candidates) {
    candidate.rough =
        Rough(place, *candidate.searched, candidate.slot, candidate.words);
    // Once is enough.
    sums.Drop(static_cast<size_t>(candidate.searched - searched_.data()),
              candidate.slot);
  }
  AddNear(place, sums, filter, candidates);
  sums.Clear(blocks);
  KeepBest(options_.candidates, candidates);
  return candidates;
}

}  // namespace byline::recommendation
