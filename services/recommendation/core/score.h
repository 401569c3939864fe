// Score: how similar two articles are, in named parts that add up to it
// exactly.
//
// The base is the cosine of the two articles' tf-idf vectors, each weighed by
// its own language's index, split by what a shared term is in both: "headline"
// (in both headlines), "names" (a name in both), "text" (anything else).
// "section" and "recency" are factors, given as what they add: a tenth of the
// base for one section, up to half of it for articles of one time, halved every
// three days. Recency can lift a good article, never make one. Everything is
// counted in whole 2^-40, so that no order of adding changes a score.
//
// Pure functions over a query (resolved against an index) and a stored article;
// the caller holds the index's lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>
#include <vector>

#include "byline/recommendation/v1/similarity.pb.h"
#include "services/recommendation/core/language_index.h"

namespace byline::recommendation {

// A score or a part of one, in units of 2^-40.
using Units = int64_t;
double FromUnits(Units units);
Units ToUnits(double value);  // of what is not negative

// A term of a query.
struct QueryTerm {
  std::string term;
  double value = 0;  // weight x idf, over the length of the query's vector
  bool in_headline = false;
  bool is_name = false;
  std::string spelling;  // empty: the term itself
};

// An article that similar ones are looked for.
struct Query {
  ArticleFacts facts;
  std::vector<QueryTerm> terms;
  ShingleSet shingles;
};

// A query of an article that is stored in `index`, or of one that is not but
// would be.
Query MakeQuery(const StoredArticle& article, const LanguageIndex& index);
Query MakeQuery(const PreparedArticle& article, const LanguageIndex& index);

// The terms of a query that an index knows, by the ids of that index.
struct ResolvedTerm {
  TermId id = 0;
  const QueryTerm* term = nullptr;
};
std::vector<ResolvedTerm> Resolve(const Query& query,
                                  const LanguageIndex& index);  // by id

// A term that both articles hold, and what it gives to the base.
struct SharedTerm {
  TermId id = 0;
  const QueryTerm* term = nullptr;
  bool is_name = false;  // in both
  Units units = 0;
};

struct Score {
  Units headline = 0;
  Units names = 0;
  Units text = 0;
  Units section = 0;
  Units recency = 0;

  // The likeness of the texts alone: what the floor is held against, so that
  // neither section nor recency makes a match.
  Units Base() const { return headline + names + text; }
  Units Total() const { return Base() + section + recency; }
  // The parts that are not 0.
  std::vector<v1::ScorePart> Parts() const;
};

// `shared`, where given, gets the shared terms, in no order.
Score ScorePair(const Query& query, const std::vector<ResolvedTerm>& resolved,
                const LanguageIndex& index, const StoredArticle& article,
                std::vector<SharedTerm>* shared = nullptr);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_
