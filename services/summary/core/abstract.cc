#include "services/summary/core/abstract.h"

#include <absl/numeric/bits.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "common/text/words.h"
#include "services/summary/core/standalone.h"

namespace byline::summary {
namespace {

constexpr size_t kBest = 9;      // candidates by score ...
constexpr size_t kOpening = 3;   // ... and the opening sentences
constexpr size_t kMostSentences = 6;
constexpr double kCoverage = 0.3;      // for each of the weightiest terms that is held
constexpr double kRepetition = 1.5;    // times the similarity of a pair
constexpr double kLeftDangling = 1.5;  // for each sentence without the one it needs
constexpr double kNeighbours = 0.2;    // for each pair that follows one another in the article

// The length by both ways of counting words, where the script puts spaces between them.
struct Length {
  int least = 0;
  int most = 0;
};

Length LengthOf(int words, int spaced) {
  if (spaced * 2 < words) return {words, words};
  return {std::min(words, spaced), std::max(words, spaced)};
}

class Search {
 public:
  Search(const std::vector<Sentence>& sentences, const TermSpace& space, std::vector<size_t> candidates)
      : sentences_(sentences), space_(space), candidates_(std::move(candidates)) {
    double lowest = 0;
    for (size_t i : candidates_) lowest = std::min(lowest, sentences[i].score);
    lowest_ = lowest;
  }

  // The best set, ascending; empty if none fits.
  std::vector<size_t> Run() {
    Extend(0, {});
    return best_;
  }

 private:
  // What a set of sentences comes to.
  struct Sum {
    int words = 0;
    int spaced = 0;
    double value = 0;
    uint32_t terms = 0;
  };

  void Extend(size_t from, const Sum& sum) {
    const Length length = LengthOf(sum.words, sum.spaced);
    if (length.most > kMostAbstractWords) return;
    if (length.least >= kLeastAbstractWords) Consider(sum);
    if (chosen_.size() == kMostSentences) return;
    for (size_t c = from; c < candidates_.size(); ++c) {
      const size_t next = candidates_[c];
      // What stands first must not point at what is not there.
      if (chosen_.empty() && (sentences_[next].dangling || sentences_[next].quote_led)) continue;
      const Sum with = With(sum, next);
      chosen_.push_back(next);
      Extend(c + 1, with);
      chosen_.pop_back();
    }
  }

  Sum With(Sum sum, size_t next) const {
    const Sentence& sentence = sentences_[next];
    sum.words += sentence.words;
    sum.spaced += sentence.spaced_words;
    sum.value += sentence.score - lowest_;
    sum.terms |= space_.TopTerms(next);
    const bool follows = !chosen_.empty() && chosen_.back() + 1 == next;
    if (follows) sum.value += kNeighbours;
    // The penalty that the score holds is for a sentence alone.
    if (sentence.dangling) sum.value += follows ? kLeftDangling : -kLeftDangling;
    for (size_t other : chosen_) sum.value -= kRepetition * space_.Similarity(other, next);
    return sum;
  }

  void Consider(const Sum& sum) {
    // The sum of scores alone would favour many short sentences.
    const double value = sum.value / std::sqrt(static_cast<double>(chosen_.size())) + kCoverage * absl::popcount(sum.terms);
    if (best_.empty() || value > best_value_) {
      best_value_ = value;
      best_ = chosen_;
    }
  }

  const std::vector<Sentence>& sentences_;
  const TermSpace& space_;
  const std::vector<size_t> candidates_;
  double lowest_ = 0;
  std::vector<size_t> chosen_;
  std::vector<size_t> best_;
  double best_value_ = 0;
};

// What may stand in an abstract at all: nobody sees who speaks in a quotation set apart.
bool IsProse(const Sentence& sentence) {
  return !sentence.boilerplate && !sentence.own_summary && !sentence.ends_with_colon && !sentence.repeats_headline &&
         sentence.block->kind == BlockKind::kParagraph;
}

std::vector<size_t> Candidates(const std::vector<Sentence>& sentences, bool only_sound) {
  std::vector<size_t> fit;
  for (size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& sentence = sentences[i];
    if (only_sound ? sentence.IsSound() && IsProse(sentence) : IsProse(sentence)) fit.push_back(i);
  }
  std::vector<size_t> kept(fit.begin(), fit.begin() + static_cast<std::ptrdiff_t>(std::min(kOpening, fit.size())));
  std::stable_sort(fit.begin(), fit.end(), [&](size_t a, size_t b) { return sentences[a].score > sentences[b].score; });
  for (size_t i : fit) {
    if (kept.size() == kBest + kOpening) break;
    if (std::find(kept.begin(), kept.end(), i) == kept.end()) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

AbstractPiece Whole(const std::vector<Sentence>& sentences, size_t i) {
  return {i, sentences[i].end, sentences[i].end};
}

// Sentences in their order as long as there is room; long ones are passed over.
std::vector<size_t> InOrder(const std::vector<Sentence>& sentences, const std::vector<size_t>& from) {
  std::vector<size_t> chosen;
  int words = 0;
  int spaced = 0;
  for (size_t i : from) {
    const Length length = LengthOf(words + sentences[i].words, spaced + sentences[i].spaced_words);
    if (length.most > kMostAbstractWords) continue;
    words += sentences[i].words;
    spaced += sentences[i].spaced_words;
    chosen.push_back(i);
  }
  return chosen;
}

Length LengthOfAll(const std::vector<Sentence>& sentences, const std::vector<size_t>& chosen) {
  int words = 0;
  int spaced = 0;
  for (size_t i : chosen) {
    words += sentences[i].words;
    spaced += sentences[i].spaced_words;
  }
  return LengthOf(words, spaced);
}

int SpacedWords(absl::string_view text) {
  int words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool space = text[i] == ' ' || text[i] == '\t';
    if (!space && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t')) ++words;
  }
  return words;
}

// Ends of clauses. A mark without a space behind it may stand inside a number.
constexpr absl::string_view kClauseEnds[] = {"; ", " — ", " – ", " -- ", ", ", "، ", "؛ ", "，", "；", "、"};

// Cuts `sentence` so that the whole fits, as late as possible, at the end of a clause behind which no quotation or bracket is left
// open; at a space where there is no such place. False where nothing fits.
bool Cut(const Sentence& sentence, Length before, AbstractPiece& piece) {
  const absl::string_view text = sentence.text;
  const auto fits = [&](size_t at) {
    const absl::string_view kept = text.substr(0, at);
    const Length length = LengthOf(text::CountWords(kept), SpacedWords(kept));
    return before.least + length.least >= kLeastAbstractWords && before.most + length.most <= kMostAbstractWords;
  };
  size_t tail = 0;
  for (absl::string_view stop : {".", "。", "۔"}) {
    if (absl::EndsWith(text, stop)) tail = stop.size();
  }
  // Limits make sure of linear time: a cut that fits keeps at most 100 words.
  constexpr size_t kFurthest = 4000;
  const size_t last = std::min(text.size() - tail, kFurthest);
  for (bool clause : {true, false}) {
    for (size_t at = last; at-- > 1;) {
      const absl::string_view rest = text.substr(at);
      const bool ends = clause ? std::any_of(std::begin(kClauseEnds), std::end(kClauseEnds),
                                             [&](absl::string_view end) { return absl::StartsWith(rest, end); })
                               : rest[0] == ' ';
      if (!ends || !MarksBalance(text.substr(0, at)) || !fits(at)) continue;
      piece.cut_begin = sentence.kept_begin + at;
      piece.cut_end = sentence.end - tail;
      return true;
    }
  }
  return false;
}

std::vector<AbstractPiece> Pieces(const std::vector<Sentence>& sentences, const std::vector<size_t>& chosen) {
  std::vector<AbstractPiece> pieces;
  for (size_t i : chosen) pieces.push_back(Whole(sentences, i));
  return pieces;
}

// Where no whole sentences fit: the opening ones as far as there is room, and the next one cut.
std::vector<AbstractPiece> WithCut(const std::vector<Sentence>& sentences, const std::vector<size_t>& from) {
  std::vector<size_t> chosen;
  for (size_t i : from) {
    const Length length = LengthOfAll(sentences, chosen);
    AbstractPiece piece = Whole(sentences, i);
    if (length.most + std::max(sentences[i].words, sentences[i].spaced_words) <= kMostAbstractWords) {
      chosen.push_back(i);
    } else if (Cut(sentences[i], length, piece)) {
      std::vector<AbstractPiece> pieces = Pieces(sentences, chosen);
      pieces.push_back(piece);
      return pieces;
    }
  }
  return Pieces(sentences, chosen);
}

bool IsFull(Length length) {
  return length.least >= kLeastAbstractWords && length.most <= kMostAbstractWords;
}

}  // namespace

std::vector<AbstractPiece> ChooseAbstract(const std::vector<Sentence>& sentences, const TermSpace& space, int text_words) {
  std::vector<size_t> sound;
  std::vector<size_t> prose;
  std::vector<size_t> all;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (IsProse(sentences[i])) prose.push_back(i);
    if (IsProse(sentences[i]) && sentences[i].IsSound()) sound.push_back(i);
    all.push_back(i);
  }
  if (text_words < kLeastWordsForFullAbstract) {
    const std::vector<size_t>& from = !sound.empty() ? sound : !prose.empty() ? prose : all;
    std::vector<size_t> chosen = InOrder(sentences, from);
    return chosen.empty() ? WithCut(sentences, from) : Pieces(sentences, chosen);
  }
  for (bool only_sound : {true, false}) {
    const std::vector<size_t> best = Search(sentences, space, Candidates(sentences, only_sound)).Run();
    if (!best.empty()) return Pieces(sentences, best);
  }
  // Many short sentences, or nothing clean to begin with.
  for (const std::vector<size_t>* from : {&sound, &prose, &all}) {
    const std::vector<size_t> chosen = InOrder(sentences, *from);
    if (IsFull(LengthOfAll(sentences, chosen))) return Pieces(sentences, chosen);
  }
  for (const std::vector<size_t>* from : {&sound, &prose, &all}) {
    if (from->empty()) continue;
    std::vector<AbstractPiece> pieces = WithCut(sentences, *from);
    if (from == &all || (!pieces.empty() && pieces.back().cut_begin != pieces.back().cut_end)) return pieces;
  }
  return {};
}

}  // namespace byline::summary
