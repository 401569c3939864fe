#include "services/recommendation/core/similarity_search.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/recommendation/core/list_choice.h"

namespace byline::recommendation {
namespace {

// Readers are asked of so many times the articles that are wanted.
constexpr size_t kReadersFactor = 4;
// What accumulators count in: all of a likeness of 1.
constexpr double kFull = 32'768;

// Accumulators of one thread, all 0 between searches.
struct Accumulators {
  // Of the articles of one segment.
  struct Part {
    std::vector<uint16_t> sums;  // by slot
    std::vector<Slot> touched;   // those that are not 0

    void Clear() {
      for (const Slot slot : touched) sums[slot] = 0;
      touched.clear();
    }
  };
  std::vector<Part> parts;
};

Accumulators& ThreadAccumulators() {
  thread_local Accumulators accumulators;
  return accumulators;
}

void Accumulate(const PostingRun& run, uint16_t contribution,
                Accumulators::Part& part) {
  const auto add = [&](Slot slot) {
    uint16_t& sum = part.sums[slot];
    if (sum == 0) part.touched.push_back(slot);
    sum = static_cast<uint16_t>(sum + contribution);
  };
  if (run.packed == nullptr) {
    for (uint32_t i = 0; i < run.count; ++i) add(run.slots[i]);
    return;
  }
  const uint8_t* at = run.packed;
  Slot slot = 0;
  for (uint32_t i = 0; i < run.count; ++i) {
    slot += ReadVarint(at);
    add(slot);
  }
}

// The greatest sum that at least `most` of the touched articles reach; 1 where
// there are fewer.
uint16_t Threshold(const Accumulators& accumulators, size_t most) {
  constexpr int kShift = 5;
  constexpr size_t kBins = size_t{1} << 11;  // of 2^5 sums each
  std::array<uint32_t, kBins> counts{};
  for (const Accumulators::Part& part : accumulators.parts) {
    for (const Slot slot : part.touched) ++counts[part.sums[slot] >> kShift];
  }
  size_t reached = 0;
  for (size_t bin = counts.size(); bin-- > 0;) {
    reached += counts[bin];
    if (reached >= most) {
      return static_cast<uint16_t>(std::max<size_t>(1, bin << kShift));
    }
  }
  return 1;
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
  std::vector<Ranked> ranked = Rank(filter);
  if (readers) {
    const size_t asked = std::min(ranked.size(), kReadersFactor * most);
    for (size_t i = 0; i < asked; ++i) {
      AddReaders(
          ranked[i].score,
          readers(ranked[i].searched->segment->documents().At(ranked[i].slot)));
    }
    Sort(ranked);
  }
  std::vector<ScoredArticle> best;
  for (const Ranked& one : ranked) {
    if (best.size() >= most) break;
    const FoundArticle article{one.searched->segment, one.slot};
    if (!choice.Takes(article)) continue;
    best.push_back(ScoreOne(article));
    best.back().score.readers = one.score.readers;
  }
  return best;
}

void SimilaritySearch::Sort(std::vector<Ranked>& ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.score.Total() != b.score.Total()
               ? a.score.Total() > b.score.Total()
               : a.name < b.name;
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

std::vector<SimilaritySearch::Candidate> SimilaritySearch::Gather(
    const Filter& filter) const {
  struct Step {
    PostingRun run;
    size_t segment = 0;  // in searched_
    uint16_t contribution = 0;
  };
  Accumulators& accumulators = ThreadAccumulators();
  std::vector<Accumulators::Part>& parts = accumulators.parts;
  if (parts.size() < searched_.size()) parts.resize(searched_.size());
  std::vector<Step> steps;
  std::vector<PostingRun> runs;
  for (size_t i = 0; i < searched_.size(); ++i) {
    const Segment& segment = *searched_[i].segment;
    if (parts[i].sums.size() < segment.documents().size()) {
      parts[i].sums.resize(segment.documents().size());
    }
    for (const ResolvedTerm& term : searched_[i].terms) {
      runs.clear();
      segment.AppendRuns(term.number, runs);
      for (const PostingRun& run : runs) {
        const double share =
            term.term->weight / lengths_.all * ShareOf(run.level);
        steps.push_back(
            {run, i, static_cast<uint16_t>(std::max(1.0, share * kFull))});
      }
    }
  }
  // What gives most for its length first; equal ones together, so that the
  // budget ends at the same place whatever their order.
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) {
                     return a.contribution > b.contribution;
                   });
  size_t read = 0;
  for (const Step& step : steps) {
    if (read > 0 && read + step.run.count > options_.postings_budget) break;
    read += step.run.count;
    Accumulate(step.run, step.contribution, parts[step.segment]);
  }

  const auto admits = [&](const Document& document) {
    return !filter.admits || filter.admits(document);
  };
  // What cannot be found takes nobody's place.
  for (size_t i = 0; i < searched_.size(); ++i) {
    const Segment& segment = *searched_[i].segment;
    std::vector<Slot>& touched = parts[i].touched;
    const auto kept =
        std::remove_if(touched.begin(), touched.end(), [&](Slot slot) {
          const bool found =
              segment.IsFindable(slot) &&
              (!filter.is_selective || admits(segment.documents().At(slot)));
          if (!found) parts[i].sums[slot] = 0;
          return !found;
        });
    touched.erase(kept, touched.end());
  }

  // One more than wanted: the article itself is among them.
  const size_t most = options_.candidates + 1;
  const double lifted =
      query_.publish_second == Document::kNoTime ? 1 : 1 + kMostTimeShare;
  const double least = Threshold(accumulators, most) / lifted;
  std::vector<Candidate> candidates;
  for (size_t i = 0; i < searched_.size(); ++i) {
    for (const Slot slot : parts[i].touched) {
      const uint16_t sum = parts[i].sums[slot];
      if (sum < least) continue;
      const Document& document = searched_[i].segment->documents().At(slot);
      if (document.name == query_.name || !admits(document)) continue;
      candidates.push_back(
          {&searched_[i], slot,
           sum * (1 + TimeShare(query_, document.publish_second))});
    }
    parts[i].Clear();
  }
  return candidates;
}

std::vector<SimilaritySearch::Candidate> SimilaritySearch::Choose(
    const Filter& filter) const {
  std::vector<Candidate> candidates = Gather(filter);
  if (candidates.size() > options_.candidates) {
    const auto end =
        candidates.begin() + static_cast<ptrdiff_t>(options_.candidates);
    std::nth_element(candidates.begin(), end, candidates.end(),
                     [&](const Candidate& a, const Candidate& b) {
                       return a.rough != b.rough ? a.rough > b.rough
                                                 : NameOf(a) < NameOf(b);
                     });
    candidates.erase(end, candidates.end());
  }
  return candidates;
}

std::vector<FoundArticle> SimilaritySearch::Nearest() const {
  std::vector<FoundArticle> nearest;
  for (const Candidate& candidate : Choose({})) {
    nearest.push_back({candidate.searched->segment, candidate.slot});
  }
  return nearest;
}

std::vector<SimilaritySearch::Ranked> SimilaritySearch::Rank(
    const Filter& filter) const {
  const Units floor = ToUnits(options_.floor);
  std::vector<Ranked> passed;
  for (const Candidate& candidate : Choose(filter)) {
    const Searched& searched = *candidate.searched;
    const Score score =
        ScorePair(query_, lengths_, searched.terms, *searched.segment,
                  candidate.slot, searched.same_space, records_);
    if (score.Base() < floor) continue;
    passed.push_back({&searched, candidate.slot, score, NameOf(candidate)});
  }
  Sort(passed);
  return passed;
}

}  // namespace byline::recommendation
