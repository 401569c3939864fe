#include "services/recommendation/core/index/latent_products.h"

#include <algorithm>

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
    sums.dot += static_cast<int16_t>(a[i]) * static_cast<int16_t>(b[i]);
    sums.a_square += static_cast<int16_t>(a[i]) * static_cast<int16_t>(a[i]);
    sums.b_square += static_cast<int16_t>(b[i]) * static_cast<int16_t>(b[i]);
  }
  return sums;
}

[[gnu::always_inline]] inline int32_t DotOf(const int16_t* a, const int8_t* b) {
  int32_t dot = 0;
  for (size_t i = 0; i < kLatentDimensions / 2; ++i) {
    dot += a[i] * static_cast<int16_t>(b[i]);
  }
  return dot;
}

[[gnu::always_inline]] inline LatentDots DotsOf(const int16_t* a,
                                                const int8_t* b) {
  constexpr size_t kCoarse = kLatentDimensions / 2;
  const int32_t coarse = DotOf(a, b);
  return {coarse + DotOf(a + kCoarse, b + kCoarse), coarse};
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
BYLINE_AVX2 LatentDots DotsAvx2(const int16_t* a, const int8_t* b) {
  return DotsOf(a, b);
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

WideLatentVector Widened(const LatentVector& values) {
  WideLatentVector wide{};
  std::copy(values.begin(), values.end(), wide.begin());
  return wide;
}

LatentDots Dots(const WideLatentVector& a, const LatentVector& b) {
#if defined(__x86_64__)
  if (HasAvx2()) return DotsAvx2(a.data(), b.data());
#endif
  return DotsOf(a.data(), b.data());
}

LatentLengths LatentLengths::Of(const LatentVector& values) {
  const LatentDots squares = Dots(Widened(values), values);
  const auto over = [](int32_t square) {
    return square == 0 ? 0.0F : 1 / std::sqrt(static_cast<float>(square));
  };
  return {over(squares.all), over(squares.coarse)};
}

float Quantise(const std::array<float, kLatentDimensions>& values,
               LatentVector& quantised) {
  float greatest = 0;
  for (const float value : values) {
    greatest = std::max(greatest, std::abs(value));
  }
  if (greatest == 0) return 0;
  const float scale = 127 / greatest;
  for (size_t i = 0; i < kLatentDimensions; ++i) {
    const float scaled = values[i] * scale;
    quantised[i] = static_cast<int8_t>(scaled + (scaled < 0 ? -0.5F : 0.5F));
  }
  return greatest / 127;
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
