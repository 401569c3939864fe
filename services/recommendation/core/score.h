// Score: how similar two articles are, in named parts that add up to it
// exactly.
//
// The base is what the texts alone say: the cosine of their tf-idf vectors,
// split into "names" (a name in both) and "text" (anything else), the cosines
// of their "headline" and "lead" alone, the cosine of their places in the
// latent space ("vectors"), and that of the publisher's own vectors ("model").
// The latent space counts in full where the words say a little of the same, and
// not at all where two articles share no term. "section" and "recency" are
// given as what they add: a share of the base for one section, and for articles
// of one time as much again as that is rare in the archive (DateDensity).
// Recency can lift a good article, never make one. "hub" takes from an article
// that is near to many others, and gives to one that is near to none, up to 15%
// (hubs.h). "readers" adds a little where readers of the one read the other.
// Everything is counted in whole 2^-40, so that no order of adding changes a
// score.
//
// Pure functions; the caller holds the index's lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "byline/recommendation/v1/similarity.pb.h"
#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/date_density.h"
#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/index/weighted_article.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// A score or a part of one, in units of 2^-40.
using Units = int64_t;
double FromUnits(Units units);
Units ToUnits(double value);  // of what is not negative

// An article that similar ones are looked for.
struct Query {
  uint64_t name = 0;  // fingerprint; 0: of no stored article
  std::string language;
  int64_t publish_second = Document::kNoTime;
  Nearness nearness;  // DateDensity's, at publish_second
  uint16_t section = 0;
  uint32_t copies = 0;  // its cluster of near-copies; 0: none
  WeightedArticle article;
  CopySketch sketch;
  std::vector<uint32_t> shingles;
  ModelVector vector;
  // Of a set of articles: these, by the fingerprints of their names.
  std::vector<uint64_t> read;
};

class TermWeights;

// Of an article of a segment, weighed with `weights`: without shingles and the
// publisher's own vector, which are in its record.
Query QueryOf(const Segment& segment, Slot slot, const TermWeights& weights);

// The lengths of a query's vectors.
struct QueryLengths {
  explicit QueryLengths(const WeightedArticle& article);

  double all = 1;
  double lead = 1;
  double headline = 1;
};

// The terms of a query that a segment knows, by the segment's numbers.
struct ResolvedTerm {
  uint32_t number = 0;
  const WeightedTerm* term = nullptr;
};
class ResolvedTerms {
 public:
  ResolvedTerms(const WeightedArticle& article, const Segment& segment);

  // By number.
  const std::vector<ResolvedTerm>& all() const { return terms_; }
  // False for nearly all numbers that are not among them.
  bool MayHave(uint32_t number) const {
    const uint32_t bit = number % kBits;
    return (bits_[bit / 64] >> (bit % 64) & 1) != 0;
  }

 private:
  static constexpr uint32_t kBits = 1'024;

  std::vector<ResolvedTerm> terms_;
  std::array<uint64_t, kBits / 64> bits_{};
};

// What a term of the query may be expected to add to the likeness of the words
// of an article of which it is all.
double ExpectedLikeness(const WeightedTerm& term, const QueryLengths& lengths,
                        bool has_vectors);

// The part of the score that the latent space gives for cosines of two places
// and of their first halves (LatentNearness), and how much of it counts where
// the words' likeness is `words`: nothing without a word in common.
double VectorsLikeness(double fine, double coarse);
double VectorsShare(double words);
// How much nearness in time adds to the vectors' likeness, beside what it adds
// to the words'.
double VectorsTimeShare(double words);

// A term that both articles hold, and what it gives to names or text.
struct SharedTerm {
  uint64_t term = 0;
  bool is_name = false;  // in both
  Units units = 0;
};

struct Score {
  Units headline = 0;
  Units lead = 0;
  Units names = 0;
  Units text = 0;
  Units vectors = 0;
  Units model = 0;
  Units section = 0;
  Units recency = 0;
  Units hub = 0;  // negative where it takes
  Units readers = 0;

  // The likeness of the words.
  Units Words() const { return headline + lead + names + text; }
  // The likeness of the texts alone: what the floor is held against, so that
  // neither section nor time nor readers make a match.
  Units Base() const { return Words() + vectors + model; }
  // What the two articles alone say, whatever others are there.
  Units OfPair() const { return Base() + section + recency; }
  // Whether it is too little for an article that is a hub.
  bool IsTooFarFor(const Document& document) const;
  Units Total() const { return OfPair() + hub + readers; }
  // The parts that are not 0.
  std::vector<v1::ScorePart> Parts() const;
};

// How much of the texts' likeness one section adds.
double SectionShare(const Query& query, uint16_t section);
// How much of the words' likeness nearness in time adds, from 0 to 2.
inline constexpr int kMostTimeShare = 2;
inline double TimeShare(const Query& query, Day day) {
  return kMostTimeShare * query.nearness.Of(day);
}

// Adds what readers say: at most a twentieth of the base.
void AddReaders(Score& score, double strength);

// How like two articles are by their terms alone, from 0 to about 1: what
// "names" and "text" give where there is no latent space. Both come by term.
double TermsLikeness(const std::vector<WeightedTerm>& a,
                     const std::vector<WeightedTerm>& b);

// `same_space`: places in the latent space may be compared, because both are of
// one language. `shared`, where given, gets the shared terms, in no order. The
// model's part reads the article's record where both have a vector of one
// model.
Score ScorePair(const Query& query, const QueryLengths& lengths,
                const ResolvedTerms& resolved, const Segment& segment,
                Slot slot, bool same_space, const ArticleRecords& records,
                std::vector<SharedTerm>* shared = nullptr);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SCORE_H_
