// CandidateSearch: which articles of some segments are worth scoring exactly
// for a query, within a budget: those that the postings of its strongest terms
// lead to, and those in the cells of the latent space that are nearest to it,
// weighed by what both say about their score.
//
// Reads the segments: the caller holds their lock. Not thread-safe by itself.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_CANDIDATES_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_CANDIDATES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/posting_sums.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

struct SimilarityOptions {
  // The least likeness of the texts alone (Score::Base) that is offered.
  double floor = 0.045;
  // So many postings are read, and the articles in cells of the latent space
  // are looked at, the nearest cells first, until they are so many: what bounds
  // the time of a query.
  size_t postings_budget = 100'000;
  size_t near = 16'384;
  // So many articles are taken from the postings; of all of them so many are
  // scored exactly.
  size_t found = 300;
  size_t candidates = 90;
};

// Whether an article may stand in a list at all; beyond that it is alive,
// offerable, stands for itself, and is not the query's own. Empty: all.
struct ArticleFilter {
  std::function<bool(const Document&)> admits = {};
  double least_score = 0;  // beside the floor
};

// A segment with the query's terms by its numbers.
struct SearchedSegment {
  const Segment* segment = nullptr;
  bool same_space = true;  // of the query's own language
  ResolvedTerms terms;
};

// An article that may pass the floor.
struct Candidate {
  const SearchedSegment* searched = nullptr;
  Slot slot = 0;
  double words = 0;  // about its words' likeness
  double rough = 0;  // about its score

  const Document& document() const {
    return searched->segment->documents().At(slot);
  }
};

class QueryPlace;

class CandidateSearch {
 public:
  // All must outlive it.
  CandidateSearch(const Query& query, const QueryLengths& lengths,
                  const SimilarityOptions& options,
                  const std::vector<SearchedSegment>& searched);

  // In no order.
  std::vector<Candidate> Find(const ArticleFilter& filter) const;

 private:
  // The sum of postings that an article must reach to be looked at: where it
  // may be near in time, and where not.
  struct NeededSums {
    int16_t near = 1;
    int16_t far = 1;
  };

  bool Admits(const ArticleFilter& filter, const Document& document) const {
    return document.name != query_.name &&
           (!filter.admits || filter.admits(document));
  }
  // Whether an article of this block may be near in time.
  bool MayBeNear(const DocumentTable& documents, size_t block) const;
  // Reads the postings that the budget allows.
  void ReadPostings(const QueryPlace& place, PostingSums& sums) const;
  // Those that reach a sum, nearness in time counted in, in no order: all, or
  // at least as many as are wanted, with the best.
  std::vector<Candidate> WithSum(int16_t least,
                                 const std::vector<PostingSums::Block>& blocks,
                                 const PostingSums& sums,
                                 const ArticleFilter& filter) const;
  // Those of one block that reach a sum.
  void AddReaching(const PostingSums::Block& block, double sum,
                   const PostingSums& sums,
                   std::vector<Candidate>& reaching) const;
  // Of `reaching` those that reach it with their nearness in time.
  void AddWorth(double least, const ArticleFilter& filter,
                std::vector<Candidate>& reaching,
                std::vector<Candidate>& candidates) const;
  // The best by their words and time.
  std::vector<Candidate> FindByWords(
      const std::vector<PostingSums::Block>& blocks, const PostingSums& sums,
      const ArticleFilter& filter) const;
  // About what an article's score is.
  double Rough(QueryPlace& place, const SearchedSegment& searched, Slot slot,
               double words) const;
  // Adds those of the nearest cells that come up to the best of `candidates`.
  void AddNear(QueryPlace& place, const PostingSums& sums,
               const ArticleFilter& filter,
               std::vector<Candidate>& candidates) const;
  // Those of one cell of a segment that are worth more than `least`, for which
  // `needed` is needed.
  void AddOfCell(QueryPlace& place, const PostingSums& sums, size_t part,
                 const CellArticles& articles, double least,
                 const NeededSums& needed, const ArticleFilter& filter,
                 std::vector<Candidate>& candidates) const;

  const Query& query_;
  const QueryLengths& lengths_;
  const SimilarityOptions& options_;
  const std::vector<SearchedSegment>& searched_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_CANDIDATES_H_
