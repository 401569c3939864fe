#include "tests/quality/summary/peers/lexrank.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/quality/summary/peers/power_method.h"

namespace byline::quality {
namespace {

constexpr double kThreshold = 0.1;
constexpr double kFollow = 0.85;

// tf * idf of the sentence's words, sorted by word.
using WeightedTerms = std::vector<std::pair<int, double>>;

WeightedTerms WeightTerms(const PeerSentence& sentence,
                          const std::vector<double>& idf) {
  std::vector<int> terms = sentence.terms;
  std::sort(terms.begin(), terms.end());
  WeightedTerms weighted;
  for (const int term : terms) {
    if (weighted.empty() || weighted.back().first != term)
      weighted.emplace_back(term, 0);
    weighted.back().second += idf[static_cast<size_t>(term)];
  }
  return weighted;
}

double DotProduct(const WeightedTerms& a, const WeightedTerms& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first == b[j].first) {
      sum += a[i++].second * b[j++].second;
    } else if (a[i].first < b[j].first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

}  // namespace

void InverseDocumentFrequency::Add(const PeerDocument& document) {
  ++documents_;
  for (const std::string& term : document.terms) ++documents_with_[term];
}

double InverseDocumentFrequency::Of(const std::string& term) const {
  const auto found = documents_with_.find(term);
  const int with = found == documents_with_.end() ? 1 : found->second;
  return documents_ == 0 ? 1 : std::log(static_cast<double>(documents_) / with);
}

std::vector<double> IdfModifiedCosines(const PeerDocument& document,
                                       const InverseDocumentFrequency& idf) {
  std::vector<double> idf_of_term;
  idf_of_term.reserve(document.terms.size());
  for (const std::string& term : document.terms)
    idf_of_term.push_back(idf.Of(term));
  const size_t count = document.sentences.size();
  std::vector<WeightedTerms> vectors;
  std::vector<double> lengths;
  for (const PeerSentence& sentence : document.sentences) {
    vectors.push_back(WeightTerms(sentence, idf_of_term));
    lengths.push_back(std::sqrt(DotProduct(vectors.back(), vectors.back())));
  }
  std::vector<double> cosines(count * count, 0);
  for (size_t a = 0; a < count; ++a) {
    for (size_t b = a; b < count; ++b) {
      if (lengths[a] == 0 || lengths[b] == 0) continue;
      const double cosine =
          DotProduct(vectors[a], vectors[b]) / (lengths[a] * lengths[b]);
      cosines[a * count + b] = cosine;
      cosines[b * count + a] = cosine;
    }
  }
  return cosines;
}

std::vector<size_t> ChooseByLexRank(const PeerDocument& document,
                                    const InverseDocumentFrequency& idf,
                                    size_t count) {
  const size_t sentences = document.sentences.size();
  const std::vector<double> cosines = IdfModifiedCosines(document, idf);
  EdgeWeights links(sentences);
  for (size_t a = 0; a < sentences; ++a) {
    for (size_t b = 0; b < sentences; ++b)
      links.Set(a, b, cosines[a * sentences + b] > kThreshold ? 1 : 0);
  }
  return BestSentences(StationaryDistribution(links, kFollow), count);
}

}  // namespace byline::quality
