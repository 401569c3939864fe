// The sums that places in the latent space are compared and made with: the
// inner loops of searches and of indexing. Compiled for AVX2 as well where the
// compiler can, and that taken where the machine has it: the same results, as
// integers and as floats that are multiplied and added one by one.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "services/recommendation/core/index/weighted_article.h"

namespace byline::recommendation {

// Of the same half of two vectors.
struct LatentProducts {
  int32_t dot = 0;
  int32_t a_square = 0;
  int32_t b_square = 0;

  double Cosine() const {
    if (a_square == 0 || b_square == 0) return 0;
    return dot / std::sqrt(static_cast<double>(a_square) * b_square);
  }
};

// `a` and `b`: kLatentDimensions / 2 values each.
LatentProducts Products(const int8_t* a, const int8_t* b);

// sum += scale * values.
void AddScaled(const LatentVector& values, float scale,
               std::array<float, kLatentDimensions>& sum);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_
