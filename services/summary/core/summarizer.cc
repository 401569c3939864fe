#include "services/summary/core/summarizer.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/words.h"
#include "services/summary/core/abstract.h"
#include "services/summary/core/key_points.h"
#include "services/summary/core/scoring.h"
#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {
namespace {

SourceSpan Place(const Sentence& sentence, size_t begin, size_t end) {
  return {sentence.block->block, sentence.block->offset + begin,
          sentence.block->offset + end};
}

// The dateline is the one thing that is left out of a whole sentence.
void AddDateline(const Sentence& sentence, std::vector<SourceSpan>& deletions) {
  if (sentence.kept_begin > sentence.begin)
    deletions.push_back(Place(sentence, sentence.begin, sentence.kept_begin));
}

PointOfText MakePoint(const Sentence& sentence) {
  PointOfText point;
  point.text = std::string(sentence.text);
  point.source = Place(sentence, sentence.begin, sentence.end);
  AddDateline(sentence, point.deletions);
  point.score = sentence.score;
  point.speaker = std::string(sentence.block->speaker);
  return point;
}

AbstractOfText MakeAbstract(const std::vector<Sentence>& sentences,
                            const std::vector<AbstractPiece>& pieces) {
  AbstractOfText abstract;
  for (const AbstractPiece& piece : pieces) {
    const Sentence& sentence = sentences[piece.sentence];
    abstract.sources.push_back(Place(sentence, sentence.begin, sentence.end));
    AddDateline(sentence, abstract.deletions);
    if (piece.cut_begin < piece.cut_end)
      abstract.deletions.push_back(
          Place(sentence, piece.cut_begin, piece.cut_end));
    const absl::string_view text = sentence.block->text;
    absl::StrAppend(
        &abstract.text, abstract.text.empty() ? "" : " ",
        text.substr(sentence.kept_begin, piece.cut_begin - sentence.kept_begin),
        text.substr(piece.cut_end, sentence.end - piece.cut_end));
  }
  abstract.word_count = text::CountWords(abstract.text);
  return abstract;
}

}  // namespace

SummaryOfText Summarize(const SourceDocument& document, int point_count) {
  std::vector<Sentence> sentences = CollectSentences(document);
  int words = 0;
  int spaced_words = 0;
  for (const Sentence& sentence : sentences) {
    words += sentence.words;
    spaced_words += sentence.spaced_words;
  }
  const TermSpace space(document.headline, document.language, sentences);
  ScoreSentences(space, sentences);
  const int count = point_count == 0 ? PointCountFor(words)
                                     : std::clamp(point_count, 1, kMostPoints);
  SummaryOfText summary;
  for (size_t i : ChooseKeyPoints(sentences, space, count))
    summary.points.push_back(MakePoint(sentences[i]));
  summary.abstract = MakeAbstract(
      sentences,
      ChooseAbstract(sentences, space, std::max(words, spaced_words)));
  return summary;
}

}  // namespace byline::summary
