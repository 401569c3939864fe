#include "services/recommendation/core/index/segment.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace byline::recommendation {
namespace {

constexpr double kStrongest = 0.9;
constexpr double kStep = 1.25;

// The least share of each level; of the last one there is none.
constexpr std::array<float, kLevels> LeastShares() {
  constexpr double kHalfStep = 1.118033988749895;  // the root of a step
  std::array<float, kLevels> least{};
  double share = kStrongest / kHalfStep;
  for (size_t i = 0; i + 1 < kLevels; ++i, share /= kStep) {
    least[i] = static_cast<float>(share);
  }
  return least;
}
constexpr std::array<float, kLevels> kLeastShares = LeastShares();

}  // namespace

uint8_t LevelOf(float share) {
  // All are compared: where the last greater one stands cannot be foretold.
  uint32_t level = 0;
  for (const float least : kLeastShares) level += share < least ? 1 : 0;
  return static_cast<uint8_t>(level);
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

void Segment::TermsOf(const UnpackedTerms& terms,
                      std::array<uint64_t, kMostTerms>& fingerprints) const {
  for (size_t i = 0; i < terms.size; ++i) {
    fingerprints[i] = TermOf(terms.terms[i].number);
  }
}

WeightedArticle Segment::Weighted(Slot slot) const {
  UnpackedTerms terms;
  documents_.Unpack(slot, terms);
  std::array<uint64_t, kMostTerms> fingerprints;
  TermsOf(terms, fingerprints);
  WeightedArticle article;
  article.terms.reserve(terms.size);
  for (size_t i = 0; i < terms.size; ++i) {
    article.terms.push_back(
        {fingerprints[i], terms.terms[i].number, terms.terms[i].weight,
         (terms.headline >> i & 1) != 0, (terms.lead >> i & 1) != 0,
         (terms.names >> i & 1) != 0});
  }
  const auto by_term = [](const WeightedTerm& a, const WeightedTerm& b) {
    return a.term < b.term;
  };
  // In a packed segment numbers rise with terms.
  if (!std::is_sorted(article.terms.begin(), article.terms.end(), by_term)) {
    std::sort(article.terms.begin(), article.terms.end(), by_term);
  }
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
