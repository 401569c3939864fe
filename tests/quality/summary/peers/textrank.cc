#include "tests/quality/summary/peers/textrank.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tests/quality/summary/peers/power_method.h"

namespace byline::quality {
namespace {

constexpr double kDamping = 0.85;

// The words of a sentence, each once, sorted; and the logarithm of how many
// words it has.
struct Overlapped {
  explicit Overlapped(const PeerSentence& sentence) : terms(sentence.terms) {
    log_length = terms.empty() ? 0 : std::log(terms.size());
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  }

  double SimilarityTo(const Overlapped& other) const {
    const double length = log_length + other.log_length;
    if (length <= 0) return 0;
    std::vector<int> common;
    std::set_intersection(terms.begin(), terms.end(), other.terms.begin(),
                          other.terms.end(), std::back_inserter(common));
    return static_cast<double>(common.size()) / length;
  }

  std::vector<int> terms;
  double log_length = 0;
};

}  // namespace

double OverlapSimilarity(const PeerSentence& a, const PeerSentence& b) {
  return Overlapped(a).SimilarityTo(Overlapped(b));
}

std::vector<size_t> ChooseByTextRank(const PeerDocument& document,
                                     size_t count) {
  const std::vector<Overlapped> sentences(document.sentences.begin(),
                                          document.sentences.end());
  EdgeWeights weights(sentences.size());
  for (size_t a = 0; a < sentences.size(); ++a) {
    for (size_t b = a + 1; b < sentences.size(); ++b)
      weights.SetBoth(a, b, sentences[a].SimilarityTo(sentences[b]));
  }
  return BestSentences(StationaryDistribution(weights, kDamping), count);
}

}  // namespace byline::quality
