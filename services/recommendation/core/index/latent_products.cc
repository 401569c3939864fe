#include "services/recommendation/core/index/latent_products.h"

namespace byline::recommendation {
namespace {

#if defined(__x86_64__)
#define BYLINE_AVX2 __attribute__((target("avx2")))
bool HasAvx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}
#endif

[[gnu::always_inline]] inline LatentProducts ProductsOf(const int8_t* a,
                                                        const int8_t* b) {
  LatentProducts sums;
  for (size_t i = 0; i < kLatentDimensions / 2; ++i) {
    const auto x = static_cast<int16_t>(a[i]);
    const auto y = static_cast<int16_t>(b[i]);
    sums.dot += x * y;
    sums.a_square += x * x;
    sums.b_square += y * y;
  }
  return sums;
}

[[gnu::always_inline]] inline void AddScaledTo(const int8_t* values,
                                               float scale, float* sum) {
  for (size_t i = 0; i < kLatentDimensions; ++i) {
    sum[i] += scale * static_cast<float>(values[i]);
  }
}

#if defined(__x86_64__)
BYLINE_AVX2 LatentProducts ProductsAvx2(const int8_t* a, const int8_t* b) {
  return ProductsOf(a, b);
}
BYLINE_AVX2 void AddScaledAvx2(const int8_t* values, float scale, float* sum) {
  AddScaledTo(values, scale, sum);
}
#endif

}  // namespace

LatentProducts Products(const int8_t* a, const int8_t* b) {
#if defined(__x86_64__)
  if (HasAvx2()) return ProductsAvx2(a, b);
#endif
  return ProductsOf(a, b);
}

void AddScaled(const LatentVector& values, float scale,
               std::array<float, kLatentDimensions>& sum) {
#if defined(__x86_64__)
  if (HasAvx2()) {
    AddScaledAvx2(values.data(), scale, sum.data());
    return;
  }
#endif
  AddScaledTo(values.data(), scale, sum.data());
}

}  // namespace byline::recommendation
