#include "services/summary/core/abstract.h"

#include <absl/strings/match.h>

#include <algorithm>

#include "common/text/words.h"
#include "services/summary/core/abstract_search.h"
#include "services/summary/core/standalone.h"

namespace byline::summary {
namespace {

constexpr size_t kBest = 6;     // candidates by score ...
constexpr size_t kOpening = 3;  // ... and the opening sentences
// What may stand in an abstract at all: nobody sees who speaks in a quotation
// set apart.
bool IsProse(const Sentence& sentence) {
  return !sentence.boilerplate && !sentence.own_summary &&
         !sentence.ends_with_colon && !sentence.repeats_headline &&
         sentence.block->kind == BlockKind::kParagraph;
}

// What a candidate has to be, from strict to lax.
enum class Demand { kLasting, kSound, kProse, kNothing };

bool Meets(const Sentence& sentence, Demand demand) {
  switch (demand) {
    case Demand::kLasting:
      return IsProse(sentence) && sentence.IsSound() && !sentence.relative_day;
    case Demand::kSound:
      return IsProse(sentence) && sentence.IsSound();
    case Demand::kProse:
      return IsProse(sentence);
    case Demand::kNothing:
      return true;
  }
  return false;
}

std::vector<size_t> Meeting(const std::vector<Sentence>& sentences,
                            Demand demand) {
  std::vector<size_t> fit;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (Meets(sentences[i], demand)) fit.push_back(i);
  }
  return fit;
}

std::vector<size_t> Candidates(const std::vector<Sentence>& sentences,
                               Demand demand) {
  std::vector<size_t> fit = Meeting(sentences, demand);
  std::vector<size_t> kept(fit.begin(),
                           fit.begin() + static_cast<std::ptrdiff_t>(
                                             std::min(kOpening, fit.size())));
  std::stable_sort(fit.begin(), fit.end(), [&](size_t a, size_t b) {
    return sentences[a].score > sentences[b].score;
  });
  for (size_t i : fit) {
    if (kept.size() == kBest + kOpening) break;
    if (std::find(kept.begin(), kept.end(), i) == kept.end()) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

AbstractPiece Whole(const std::vector<Sentence>& sentences, size_t i) {
  return {i, sentences[i].text.size(), sentences[i].text.size()};
}

// Sentences in their order as long as there is room; long ones are passed over.
std::vector<size_t> InOrder(const std::vector<Sentence>& sentences,
                            const AbstractLimits& limits,
                            const std::vector<size_t>& from) {
  std::vector<size_t> chosen;
  int words = 0;
  int spaced = 0;
  for (size_t i : from) {
    const AbstractLength length = LengthOf(words + sentences[i].words,
                                           spaced + sentences[i].spaced_words);
    if (length.most > limits.most) continue;
    words += sentences[i].words;
    spaced += sentences[i].spaced_words;
    chosen.push_back(i);
  }
  return chosen;
}

AbstractLength LengthOfAll(const std::vector<Sentence>& sentences,
                           const std::vector<size_t>& chosen) {
  int words = 0;
  int spaced = 0;
  for (size_t i : chosen) {
    words += sentences[i].words;
    spaced += sentences[i].spaced_words;
  }
  return LengthOf(words, spaced);
}

// Ends of clauses. A mark without a space behind it may stand inside a number.
constexpr absl::string_view kClauseEnds[] = {"; ", " — ", " – ", " -- ", ", ",
                                             "، ", "؛ ",  "，",  "；",   "、"};

// Cuts `sentence` so that the whole fits, as late as possible, at the end of a
// clause behind which no quotation or bracket is left open; at a space where
// there is no such place. False where nothing fits.
bool Cut(const Sentence& sentence, const AbstractLimits& limits,
         AbstractLength before, AbstractPiece& piece) {
  const absl::string_view text = sentence.text;
  const auto fits = [&](size_t at) {
    const absl::string_view kept = text.substr(0, at);
    const AbstractLength length =
        LengthOf(text::CountWords(kept), CountSpacedWords(kept));
    return before.least + length.least >= limits.least &&
           before.most + length.most <= limits.most;
  };
  size_t tail = 0;
  for (absl::string_view stop : {".", "。", "۔"}) {
    if (absl::EndsWith(text, stop)) tail = stop.size();
  }
  // Bounded, for linear time: a cut that fits keeps at most 300 words.
  constexpr size_t kFurthest = 4000;
  const size_t last = std::min(text.size() - tail, kFurthest);
  for (bool clause : {true, false}) {
    for (size_t at = last; at-- > 1;) {
      const absl::string_view rest = text.substr(at);
      const bool ends =
          clause ? std::any_of(std::begin(kClauseEnds), std::end(kClauseEnds),
                               [&](absl::string_view end) {
                                 return absl::StartsWith(rest, end);
                               })
                 : rest[0] == ' ';
      if (!ends || !MarksBalance(text.substr(0, at)) || !fits(at)) continue;
      piece.cut_begin = at;
      piece.cut_end = text.size() - tail;
      return true;
    }
  }
  return false;
}

std::vector<AbstractPiece> Pieces(const std::vector<Sentence>& sentences,
                                  const std::vector<size_t>& chosen) {
  std::vector<AbstractPiece> pieces;
  pieces.reserve(chosen.size());
  for (size_t i : chosen) pieces.push_back(Whole(sentences, i));
  return pieces;
}

// Where no whole sentences fit: the opening ones as far as there is room, and
// the next one cut.
std::vector<AbstractPiece> WithCut(const std::vector<Sentence>& sentences,
                                   const AbstractLimits& limits,
                                   const std::vector<size_t>& from) {
  std::vector<size_t> chosen;
  for (size_t i : from) {
    const AbstractLength length = LengthOfAll(sentences, chosen);
    AbstractPiece piece = Whole(sentences, i);
    if (length.most + std::max(sentences[i].words, sentences[i].spaced_words) <=
        limits.most) {
      chosen.push_back(i);
    } else if (Cut(sentences[i], limits, length, piece)) {
      std::vector<AbstractPiece> pieces = Pieces(sentences, chosen);
      pieces.push_back(piece);
      return pieces;
    }
  }
  return Pieces(sentences, chosen);
}

}  // namespace

std::vector<AbstractPiece> ChooseAbstract(const ScoredText& text,
                                          const AbstractLimits& limits) {
  const std::vector<Sentence>& sentences = text.sentences;
  const std::vector<size_t> sound = Meeting(sentences, Demand::kSound);
  const std::vector<size_t> prose = Meeting(sentences, Demand::kProse);
  const std::vector<size_t> all = Meeting(sentences, Demand::kNothing);
  if (std::max(text.words, text.spaced_words) < 2 * limits.least) {
    const std::vector<size_t>& from = !sound.empty()   ? sound
                                      : !prose.empty() ? prose
                                                       : all;
    std::vector<size_t> chosen = InOrder(sentences, limits, from);
    return chosen.empty() ? WithCut(sentences, limits, from)
                          : Pieces(sentences, chosen);
  }
  for (Demand demand : {Demand::kLasting, Demand::kSound, Demand::kProse}) {
    const std::vector<size_t> best =
        AbstractSearch(text, limits, Candidates(sentences, demand)).Run();
    if (!best.empty()) return Pieces(sentences, best);
  }
  // Many short sentences, or nothing clean to begin with.
  for (const std::vector<size_t>* from : {&sound, &prose, &all}) {
    const std::vector<size_t> chosen = InOrder(sentences, limits, *from);
    if (LengthOfAll(sentences, chosen).IsWithin(limits))
      return Pieces(sentences, chosen);
  }
  for (const std::vector<size_t>* from : {&sound, &prose, &all}) {
    if (from->empty()) continue;
    std::vector<AbstractPiece> pieces = WithCut(sentences, limits, *from);
    if (from == &all ||
        (!pieces.empty() && pieces.back().cut_begin != pieces.back().cut_end))
      return pieces;
  }
  return {};
}

}  // namespace byline::summary
