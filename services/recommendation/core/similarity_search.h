// SimilaritySearch: one query over the segments of one or several languages'
// indexes: gathers candidates by their strongest shared terms within a budget
// of postings, scores the best of them exactly, and picks a list without
// near-copies and of some diversity.
//
// Reads the segments and keeps pointers into them and into the query: the
// caller holds their lock for as long as it lives. Not thread-safe by itself.
//
//   SimilaritySearch search(query, records, options);
//   search.AddSegment(segment);
//   for (const ScoredArticle& found : search.Best(request)) ...
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "services/recommendation/core/candidates.h"
#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

// An article of a segment.
struct FoundArticle {
  const Segment* segment = nullptr;
  Slot slot = 0;

  const Document& document() const { return segment->documents().At(slot); }
};

// One that passed the floor.
struct RankedArticle {
  FoundArticle article;
  Score score;
};

// The same, and what it shares with the query.
struct ScoredArticle {
  FoundArticle article;
  Score score;
  std::vector<SharedTerm> shared;  // in no order
};

class ListChoice;

class SimilaritySearch {
 public:
  SimilaritySearch(const Query& query, const ArticleRecords& records,
                   const SimilarityOptions& options);

  // `same_space`: it is of the query's own language.
  void AddSegment(const Segment& segment, bool same_space = true);

  // How strongly readers of the query's article turn to another, from 0 to 1.
  using ReadersShare = std::function<double(const Document&)>;

  // At most `most` articles that `choice` takes, in DiverseOrder. `readers`,
  // where given, is asked of the best few.
  std::vector<ScoredArticle> Best(size_t most, const ArticleFilter& filter,
                                  ListChoice& choice,
                                  const ReadersShare& readers) const;

  // Those that pass the floor and are no hubs that are too far, best first by
  // their scores alone.
  std::vector<RankedArticle> Rank(const ArticleFilter& filter) const;
  // The articles that would be scored, in no order.
  std::vector<FoundArticle> Nearest() const;
  // The score of one article of an added segment.
  ScoredArticle ScoreOne(const FoundArticle& article) const;

 private:
  // Best first.
  static void Sort(std::vector<RankedArticle>& ranked);

  const Query& query_;
  const QueryLengths lengths_;
  const ArticleRecords& records_;
  const SimilarityOptions options_;
  std::vector<SearchedSegment> searched_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_
