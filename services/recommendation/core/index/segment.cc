#include "services/recommendation/core/index/segment.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {
namespace {

constexpr double kStrongest = 0.9;
constexpr double kStep = 1.25;

}  // namespace

uint8_t LevelOf(double share) {
  static const double log_step = std::log(kStep);
  const double level = std::log(kStrongest / std::max(share, 1e-6)) / log_step;
  return static_cast<uint8_t>(
      std::clamp(std::lround(level), 0L, static_cast<long>(kLevels) - 1));
}

double ShareOf(uint8_t level) {
  static const auto* const shares = [] {
    auto* made = new std::array<double, kLevels>;
    for (size_t i = 0; i < kLevels; ++i) {
      (*made)[i] = kStrongest * std::pow(kStep, -static_cast<double>(i));
    }
    return made;
  }();
  return (*shares)[level];
}

WeightedArticle Segment::Weighted(Slot slot) const {
  UnpackedTerms terms;
  documents_.Unpack(slot, terms);
  WeightedArticle article;
  article.terms.reserve(terms.size);
  for (size_t i = 0; i < terms.size; ++i) {
    article.terms.push_back(
        {TermOf(terms.terms[i].number), terms.terms[i].weight,
         (terms.headline >> i & 1) != 0, (terms.lead >> i & 1) != 0,
         (terms.names >> i & 1) != 0});
  }
  std::sort(article.terms.begin(), article.terms.end(),
            [](const WeightedTerm& a, const WeightedTerm& b) {
              return a.term < b.term;
            });
  article.latent = documents_.Latent(slot);
  return article;
}

double LengthOf(const UnpackedTerms& terms) {
  uint32_t square = 0;
  for (size_t i = 0; i < terms.size; ++i) {
    const uint32_t weight = terms.terms[i].weight;
    square += weight * weight;
  }
  return std::sqrt(static_cast<double>(std::max(square, 1U)));
}

double LengthOf(const std::vector<WeightedTerm>& terms) {
  uint32_t square = 0;
  for (const WeightedTerm& term : terms) {
    const uint32_t weight = term.weight;
    square += weight * weight;
  }
  return std::sqrt(static_cast<double>(std::max(square, 1U)));
}

}  // namespace byline::recommendation
