// SimilaritySearch: one query over one or several languages' indexes: gathers
// candidates by their strongest shared terms, scores the best of them exactly,
// and picks a list without near-copies.
//
// Reads the indexes and keeps pointers into them and into the query: the caller
// holds their lock for as long as it lives. Not thread-safe by itself.
//
//   SimilaritySearch search(query, options);
//   search.AddIndex(english);
//   for (const ScoredArticle& found : search.Best(mode, 6)) ...
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_

#include <cstddef>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "services/recommendation/core/language_index.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

struct SimilarityOptions {
  // The least likeness of the texts alone (Score::Base) that is offered.
  double floor = 0.07;
  // So many candidates are scored exactly.
  size_t candidates = 100;
  // So many postings of an index are read to choose them.
  size_t postings_budget = 60'000;
};

// An article that passed the floor, and what it shares with the query.
struct ScoredArticle {
  const StoredArticle* article = nullptr;
  Score score;
  std::vector<SharedTerm> shared;  // in no order
};

class SimilaritySearch {
 public:
  SimilaritySearch(const Query& query, const SimilarityOptions& options);

  void AddIndex(const LanguageIndex& index);

  // At most `most` articles, best first: never the query's own, a near-copy of
  // it, or two near-copies of one another.
  std::vector<ScoredArticle> Best(v1::SimilarityMode mode, size_t most) const;

 private:
  // An index with the query's terms by its ids.
  struct Searched {
    const LanguageIndex* index = nullptr;
    std::vector<ResolvedTerm> terms;
  };
  // An article that may pass the floor.
  struct Candidate {
    const Searched* searched = nullptr;
    Slot slot = 0;
    float rough = 0;  // about its likeness
  };
  // One that does.
  struct Ranked {
    const Searched* searched = nullptr;
    const StoredArticle* article = nullptr;
    Score score;
  };

  void Gather(const Searched& searched, v1::SimilarityMode mode,
              std::vector<Candidate>& candidates) const;
  std::vector<Ranked> Rank(v1::SimilarityMode mode) const;

  const Query& query_;
  const SimilarityOptions options_;
  std::vector<Searched> searched_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_SEARCH_H_
