#include "tests/quality/summary/peers/sum_basic.h"

#include <algorithm>
#include <optional>
#include <set>

namespace byline::quality {
namespace {

class WordProbabilities {
 public:
  explicit WordProbabilities(const PeerDocument& document)
      : of_(document.terms.size(), 0) {
    double words = 0;
    for (const PeerSentence& sentence : document.sentences)
      words += static_cast<double>(sentence.terms.size());
    for (const PeerSentence& sentence : document.sentences) {
      for (const int term : sentence.terms) At(term) += 1 / words;
    }
  }

  double Of(int term) const { return of_[static_cast<size_t>(term)]; }

  double MeanOf(const PeerSentence& sentence) const {
    double sum = 0;
    for (const int term : sentence.terms) sum += Of(term);
    return sum / static_cast<double>(sentence.terms.size());
  }

  void Square(const PeerSentence& sentence) {
    for (const int term :
         std::set<int>(sentence.terms.begin(), sentence.terms.end()))
      At(term) *= At(term);
  }

 private:
  double& At(int term) { return of_[static_cast<size_t>(term)]; }

  std::vector<double> of_;
};

// The next sentence, or none where none is left that has a word.
std::optional<size_t> Next(const PeerDocument& document,
                           const WordProbabilities& probabilities,
                           const std::vector<bool>& chosen) {
  // Of the words that a sentence yet to be chosen has; of equally probable ones
  // the first of the document.
  std::optional<int> most_probable;
  for (size_t i = 0; i < chosen.size(); ++i) {
    if (chosen[i]) continue;
    for (const int term : document.sentences[i].terms) {
      if (!most_probable ||
          probabilities.Of(term) > probabilities.Of(*most_probable))
        most_probable = term;
    }
  }
  std::optional<size_t> best;
  double best_mean = 0;
  for (size_t i = 0; i < chosen.size() && most_probable; ++i) {
    const PeerSentence& sentence = document.sentences[i];
    const bool holds = std::find(sentence.terms.begin(), sentence.terms.end(),
                                 *most_probable) != sentence.terms.end();
    if (chosen[i] || !holds) continue;
    const double mean = probabilities.MeanOf(sentence);
    if (!best || mean > best_mean) {
      best = i;
      best_mean = mean;
    }
  }
  return best;
}

}  // namespace

std::vector<size_t> ChooseBySumBasic(const PeerDocument& document,
                                     size_t count) {
  WordProbabilities probabilities(document);
  std::vector<bool> chosen(document.sentences.size(), false);
  std::vector<size_t> order;
  while (order.size() < count) {
    const auto next = Next(document, probabilities, chosen);
    if (!next) break;
    chosen[*next] = true;
    order.push_back(*next);
    probabilities.Square(document.sentences[*next]);
  }
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace byline::quality
