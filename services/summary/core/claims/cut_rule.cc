#include <algorithm>
#include <string>

#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// What governs a claim stands so many words ahead of it at most.
constexpr size_t kCutReach = 4;

}  // namespace

void CheckCut(const std::vector<ClaimWord>& words, size_t verbatim,
              const ArticleEvidence& evidence,
              std::vector<PointFault>* faults) {
  const ArticleEvidence::Place place = evidence.PlaceOf(verbatim);
  const EvidenceSentence& source = evidence.sentences()[place.sentence];
  if (place.word == 0) return;
  const ClaimWord& first = source.words[place.word];
  const bool behind_that = source.words[place.word - 1].form == "that";
  const bool made_a_sentence = words[0].capital && !first.capital;
  if (!behind_that && !made_a_sentence) return;
  const size_t from = place.word - std::min(place.word, kCutReach);
  for (size_t i = place.word; i-- > from;) {
    const ClaimWord& word = source.words[i];
    if (word.clause != first.clause) return;
    const bool denies = IsNegator(word.form, evidence.primary());
    if (!denies && !IsStrongHedge(word.form)) continue;
    faults->push_back(
        {denies ? FaultKind::kNegation : FaultKind::kHedge, true,
         words.front().begin, words.back().end,
         std::string(source.text.substr(word.begin, first.end - word.begin))});
    return;
  }
}

}  // namespace byline::summary
