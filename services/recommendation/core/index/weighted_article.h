// WeightedArticle: an article as the index holds it: its strongest terms, each
// with its share of the whole in 8 bits, and its place in the latent space.
// Made from a PreparedArticle by TermWeights, which knows how rare a term is. A
// value.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_WEIGHTED_ARTICLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_WEIGHTED_ARTICLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

// So many terms of an article are kept. More say little: on Reuters news 64
// terms rank as well as 96, and 32 worse.
inline constexpr size_t kMostTerms = 64;

// A term of an article: tf-idf, where 255 is the article's strongest.
struct WeightedTerm {
  uint64_t term = 0;  // text::TermFingerprint
  // Where it stands in the terms of the weights, or of the segment, that the
  // article comes from; not below their size: nowhere.
  uint32_t number = 0;
  uint8_t weight = 0;  // 1 to 255
  bool in_headline = false;
  bool in_lead = false;
  bool is_name = false;
};

// A vector of the latent space in 8 bits; all 0 where there is none.
inline constexpr size_t kLatentDimensions = 128;
using LatentVector = std::array<int8_t, kLatentDimensions>;

struct WeightedArticle {
  std::vector<WeightedTerm> terms;  // at most kMostTerms, by term
  LatentVector latent{};
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_WEIGHTED_ARTICLE_H_
