#include <absl/strings/str_cat.h>

#include <algorithm>

#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// Whether the writer left something out between two quoted words, or put
// something in: an ellipsis or a square bracket.
bool IsCut(absl::string_view between) {
  return between.find("...") != absl::string_view::npos ||
         between.find(". .") != absl::string_view::npos ||
         between.find("…") != absl::string_view::npos ||
         between.find_first_of("[]") != absl::string_view::npos;
}

// How many of the words stand in the article in this order, from the first.
size_t WordsInCommon(const std::vector<ClaimWord>& words,
                     const ArticleEvidence& evidence) {
  size_t low = 0;
  size_t high = words.size();
  while (low < high) {
    const size_t middle = (low + high + 1) / 2;
    const std::string key =
        VerbatimKey({words.begin(), words.begin() + static_cast<long>(middle)});
    if (evidence.FindVerbatim(key) != std::string::npos) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

// What the article goes on with behind the words that it shares.
absl::string_view ArticlesWords(const std::vector<ClaimWord>& words,
                                size_t common,
                                const ArticleEvidence& evidence) {
  if (common == 0) return {};
  const std::string key =
      VerbatimKey({words.begin(), words.begin() + static_cast<long>(common)});
  const ArticleEvidence::Place place =
      evidence.PlaceOf(evidence.FindVerbatim(key));
  const EvidenceSentence& sentence = evidence.sentences()[place.sentence];
  const size_t last =
      std::min(place.word + words.size(), sentence.words.size()) - 1;
  const size_t begin = sentence.words[place.word].begin;
  return sentence.text.substr(begin, sentence.words[last].end - begin);
}

}  // namespace

void PointRules::CheckQuotes() {
  for (const Quotation& quotation : FindQuotedRanges(reading.text)) {
    size_t first = 0;
    while (first < reading.words.size() &&
           reading.words[first].begin < quotation.begin)
      ++first;
    // Piece by piece: what is cut out, and what is put in between brackets,
    // is not the speaker's.
    std::vector<ClaimWord> piece;
    for (size_t i = first; i < reading.words.size(); ++i) {
      if (reading.words[i].begin >= quotation.end) break;
      piece.push_back(reading.words[i]);
      const bool more = i + 1 < reading.words.size() &&
                        reading.words[i + 1].begin < quotation.end;
      if (more && !IsCut(reading.text.substr(
                      reading.words[i].end,
                      reading.words[i + 1].begin - reading.words[i].end)))
        continue;
      const std::string key = VerbatimKey(piece);
      const bool added = reading.words[i].end < reading.text.size() &&
                         reading.text[reading.words[i].end] == ']';
      const size_t from = i + 1 - piece.size();
      if (evidence.FindVerbatim(key) != std::string::npos ||
          evidence.HeadlineHolds(key)) {
        std::fill(settled.begin() + static_cast<long>(from),
                  settled.begin() + static_cast<long>(i) + 1, true);
      } else if (!added) {
        Add(FaultKind::kQuote, true, from, i,
            ArticlesWords(piece, WordsInCommon(piece, evidence), evidence));
      }
      piece.clear();
    }
  }
}

}  // namespace byline::summary
