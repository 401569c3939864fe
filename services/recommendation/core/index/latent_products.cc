#include "services/recommendation/core/index/latent_products.h"

#include <algorithm>
#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace byline::recommendation {
namespace {

#if defined(__x86_64__)
#define BYLINE_AVX2 __attribute__((target("avx2")))
#define BYLINE_VNNI __attribute__((target("avx2,avx512vl,avx512vnni")))
Instructions FindInstructions() {
  if (__builtin_cpu_supports("avx2") == 0) return Instructions::kPlain;
  return __builtin_cpu_supports("avx512vl") != 0 &&
                 __builtin_cpu_supports("avx512vnni") != 0
             ? Instructions::kVnni
             : Instructions::kAvx2;
}
bool HasAvx2() { return BestInstructions() >= Instructions::kAvx2; }
#else
Instructions FindInstructions() { return Instructions::kPlain; }
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

// A part of the sum at a time, which stays in registers.
[[gnu::always_inline]] inline void SumTo(absl::Span<const ScaledVector> vectors,
                                         float* sum) {
  constexpr size_t kPart = 64;
  for (size_t begin = 0; begin < kLatentDimensions; begin += kPart) {
    std::array<float, kPart> part{};
    for (const ScaledVector& vector : vectors) {
      const int8_t* const values = vector.values->data() + begin;
      for (size_t i = 0; i < kPart; ++i) {
        part[i] += vector.scale * static_cast<float>(values[i]);
      }
    }
    std::copy(part.begin(), part.end(), sum + begin);
  }
}

#if defined(__x86_64__)
BYLINE_AVX2 LatentProducts ProductsAvx2(const int8_t* a, const int8_t* b) {
  return ProductsOf(a, b);
}
BYLINE_AVX2 LatentDots DotsAvx2(const int16_t* a, const int8_t* b) {
  return DotsOf(a, b);
}
BYLINE_AVX2 inline __m256i Load(const void* bytes) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(bytes));
}
// By hand: what the compiler makes of the loops takes three times as long.
BYLINE_AVX2 inline __m256i AddProducts(__m256i sums, __m256i wide,
                                       const int16_t* own) {
  return _mm256_add_epi32(sums, _mm256_madd_epi16(wide, Load(own)));
}
// Of each of four: the sum of all that it holds.
BYLINE_AVX2 inline void StoreTotals(__m256i a, __m256i b, __m256i c, __m256i d,
                                    std::array<int32_t, 4>& totals) {
  const __m256i halves =
      _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(totals.data()),
                   _mm_add_epi32(_mm256_castsi256_si128(halves),
                                 _mm256_extracti128_si256(halves, 1)));
}
BYLINE_AVX2 void DotsOfFourAvx2(const FourWideVectors& four,
                                const int8_t* first, size_t stride,
                                size_t count,
                                std::array<int32_t, 4>* products) {
  constexpr size_t kStep = 16;
  for (size_t i = 0; i < count; ++i) {
    const int8_t* const values = first + i * stride;
    __m256i sums0 = _mm256_setzero_si256();
    __m256i sums1 = sums0;
    __m256i sums2 = sums0;
    __m256i sums3 = sums0;
#pragma GCC unroll 8
    for (size_t j = 0; j < kLatentDimensions; j += kStep) {
      const __m256i wide = _mm256_cvtepi8_epi16(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(values + j)));
      sums0 = AddProducts(sums0, wide, four[0].data() + j);
      sums1 = AddProducts(sums1, wide, four[1].data() + j);
      sums2 = AddProducts(sums2, wide, four[2].data() + j);
      sums3 = AddProducts(sums3, wide, four[3].data() + j);
    }
    StoreTotals(sums0, sums1, sums2, sums3, products[i]);
  }
}
// Four products at once of bytes without and bytes with a sign: the four
// vectors' are made so by adding 128, which adds 128 times the sum of the
// other's, which is what a fifth vector of nothing but 128 gives.
BYLINE_VNNI void DotsOfFourVnni(const FourWideVectors& four,
                                const int8_t* first, size_t stride,
                                size_t count,
                                std::array<int32_t, 4>* products) {
  constexpr size_t kStep = 32;
  constexpr size_t kSteps = kLatentDimensions / kStep;
  static_assert(kLatentDimensions % kStep == 0);
  std::array<std::array<uint8_t, kLatentDimensions>, 4> raised;
  for (size_t k = 0; k < four.size(); ++k) {
    for (size_t j = 0; j < kLatentDimensions; ++j) {
      raised[k][j] = static_cast<uint8_t>(four[k][j] + 128);
    }
  }
  const __m256i only_128 = _mm256_set1_epi8(static_cast<char>(128));
  for (size_t i = 0; i < count; ++i) {
    const int8_t* const values = first + i * stride;
    __m256i sums0 = _mm256_setzero_si256();
    __m256i sums1 = sums0;
    __m256i sums2 = sums0;
    __m256i sums3 = sums0;
    __m256i over = sums0;
#pragma GCC unroll 4
    for (size_t step = 0; step < kSteps; ++step) {
      const size_t j = step * kStep;
      const __m256i other = Load(values + j);
      sums0 = _mm256_dpbusd_epi32(sums0, Load(raised[0].data() + j), other);
      sums1 = _mm256_dpbusd_epi32(sums1, Load(raised[1].data() + j), other);
      sums2 = _mm256_dpbusd_epi32(sums2, Load(raised[2].data() + j), other);
      sums3 = _mm256_dpbusd_epi32(sums3, Load(raised[3].data() + j), other);
      over = _mm256_dpbusd_epi32(over, only_128, other);
    }
    StoreTotals(_mm256_sub_epi32(sums0, over), _mm256_sub_epi32(sums1, over),
                _mm256_sub_epi32(sums2, over), _mm256_sub_epi32(sums3, over),
                products[i]);
  }
}
BYLINE_AVX2 void AddScaledAvx2(const int8_t* values, float scale, float* sum) {
  AddScaledTo(values, scale, sum);
}
BYLINE_AVX2 void SumAvx2(absl::Span<const ScaledVector> vectors, float* sum) {
  SumTo(vectors, sum);
}
#endif

}  // namespace

Instructions BestInstructions() {
  static const Instructions best = FindInstructions();
  return best;
}

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

void DotsOfFour(const FourWideVectors& four, const LatentVector* first,
                size_t stride, size_t count, std::array<int32_t, 4>* products,
                [[maybe_unused]] Instructions instructions) {
  const auto* const bytes = reinterpret_cast<const int8_t*>(first);
#if defined(__x86_64__)
  if (instructions == Instructions::kVnni) {
    return DotsOfFourVnni(four, bytes, stride, count, products);
  }
  if (instructions == Instructions::kAvx2) {
    return DotsOfFourAvx2(four, bytes, stride, count, products);
  }
#endif
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < four.size(); ++k) {
      products[i][k] = DotsOf(four[k].data(), bytes + i * stride).all;
    }
  }
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

std::array<float, kLatentDimensions> SumOf(
    absl::Span<const ScaledVector> vectors) {
  std::array<float, kLatentDimensions> sum{};
#if defined(__x86_64__)
  if (HasAvx2()) {
    SumAvx2(vectors, sum.data());
    return sum;
  }
#endif
  SumTo(vectors, sum.data());
  return sum;
}

}  // namespace byline::recommendation
