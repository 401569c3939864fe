#include "services/summary/core/one_line.h"

#include "common/text/fold.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/point_search.h"

namespace byline::summary {

absl::optional<size_t> ChooseOneLine(const ScoredText& text,
                                     const ChoiceWeights& weights) {
  absl::optional<size_t> best;
  const auto better = [&](size_t a, size_t b) {
    const Sentence& one = text.sentences[a];
    const Sentence& other = text.sentences[b];
    if (one.relative_day != other.relative_day) return other.relative_day;
    return ValueAlone(one, weights) > ValueAlone(other, weights);
  };
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    if (GateOf(text.sentences[i], text.space.Profile(i), kMostPointWords) !=
            Gate::kOpen ||
        text::CountCharacters(text.sentences[i].text) > kMostLineCharacters)
      continue;
    if (!best || better(i, *best)) best = i;
  }
  return best;
}

}  // namespace byline::summary
