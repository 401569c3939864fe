#include "services/summary/core/scored_text.h"

#include <utility>

#include "services/summary/core/grams.h"

namespace byline::summary {
namespace {

Salience SalienceOf(const std::vector<Sentence>& sentences,
                    const TermSpace& space, const SummaryModel& model) {
  GramsOfText grams = CollectGrams(sentences, space);
  GramProbabilities probabilities = model.Probabilities(grams, space);
  return {std::move(grams), std::move(probabilities)};
}

}  // namespace

ScoredText::ScoredText(const SourceDocument& document,
                       const SummaryModel& model)
    : sentences(CollectSentences(document)),
      space(document.headline, document.language, sentences),
      salience(SalienceOf(sentences, space, model)),
      features(ComputeFeatures(sentences, space, salience)) {
  for (size_t i = 0; i < sentences.size(); ++i) {
    sentences[i].score = model.Score(features[i]);
    words += sentences[i].words;
    spaced_words += sentences[i].spaced_words;
  }
}

}  // namespace byline::summary
