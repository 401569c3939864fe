#include "services/recommendation/core/index/segment.h"

#include <algorithm>
#include <cmath>

namespace byline::recommendation {
namespace {

constexpr double kStrongest = 0.9;
constexpr double kStep = 1.25;

}  // namespace

uint8_t LevelOf(double share) {
  // The least share of each level but the last.
  static const auto* const least = [] {
    auto* made = new std::array<double, kLevels - 1>;
    for (size_t i = 0; i < made->size(); ++i) {
      (*made)[i] = kStrongest * std::pow(kStep, -static_cast<double>(i) - 0.5);
    }
    return made;
  }();
  return static_cast<uint8_t>(
      std::partition_point(least->begin(), least->end(),
                           [share](double level) { return share < level; }) -
      least->begin());
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
