// The sums that places in the latent space are compared and made with: the
// inner loops of searches and of indexing. Compiled for AVX2 as well where the
// compiler can (for AVX-512 too, where very many are compared), and that taken
// where the machine has it: the same results, as integers and as floats that
// are multiplied and added one by one.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_

#include <absl/types/span.h>

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

// A vector that many are compared with.
using WideLatentVector = std::array<int16_t, kLatentDimensions>;
WideLatentVector Widened(const LatentVector& values);

// Its products with another one: all, and those of the first half.
struct LatentDots {
  int32_t all = 0;
  int32_t coarse = 0;
};
LatentDots Dots(const WideLatentVector& a, const LatentVector& b);

// What a processor can do at once, each all of those before it.
enum class Instructions { kPlain, kAvx2, kVnni };
// The last one that this machine has.
Instructions BestInstructions();

// The products of four vectors with each of many, of which the first is at
// `first` and each lies `stride` bytes behind the one before: four for each, to
// `products`. The four are Widened ones, of bytes.
using FourWideVectors = std::array<WideLatentVector, 4>;
void DotsOfFour(const FourWideVectors& four, const LatentVector* first,
                size_t stride, size_t count, std::array<int32_t, 4>* products,
                Instructions instructions = BestInstructions());

// One over the lengths of a vector and of its first half; 0 where that is 0.
struct LatentLengths {
  static LatentLengths Of(const LatentVector& values);

  float over_all = 0;
  float over_coarse = 0;
};

// Scales to the greatest absolute value 127. Returns what times the values
// gives `values` again; 0 where they are all 0.
float Quantise(const std::array<float, kLatentDimensions>& values,
               LatentVector& quantised);

// sum += scale * values.
void AddScaled(const LatentVector& values, float scale,
               std::array<float, kLatentDimensions>& sum);

// The same for many, one after the other; the sum begins at 0.
struct ScaledVector {
  const LatentVector* values = nullptr;
  float scale = 0;
};
std::array<float, kLatentDimensions> SumOf(
    absl::Span<const ScaledVector> vectors);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_PRODUCTS_H_
