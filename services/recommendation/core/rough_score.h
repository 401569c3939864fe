// About what an article's score is, from what a search has at hand for very
// many: its sum of postings for its words, and its place.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_ROUGH_SCORE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_ROUGH_SCORE_H_

#include <cstdint>

#include "services/recommendation/core/index/document_table.h"
#include "services/recommendation/core/index/latent_products.h"

namespace byline::recommendation {

// A query's place in the latent space, for comparisons with many others.
class QueryPlace {
 public:
  explicit QueryPlace(const LatentVector& place);

  bool is_known() const { return is_known_; }
  // VectorsLikeness; 0 where the place is not known.
  double LikenessTo(const DocumentTable& documents, Slot slot);
  // Of those that were looked at.
  double greatest() const { return greatest_; }

 private:
  const bool is_known_;
  const WideLatentVector wide_;
  const LatentLengths lengths_;
  double greatest_ = 0;
};

// `words`: the words' likeness; `vectors`: what the places give.
double RoughScore(double words, double vectors, double section_share,
                  double time_share);

// The sum of postings from which on an article may be worth more than `least`,
// where its place gives at most `vectors`.
int16_t SumThatMayBeWorth(double least, double vectors, double section_share,
                          double time_share);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_ROUGH_SCORE_H_
