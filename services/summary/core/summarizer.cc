#include "services/summary/core/summarizer.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/words.h"
#include "services/summary/core/abstract.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/key_points.h"
#include "services/summary/core/scored_text.h"

namespace byline::summary {
namespace {

SourceSpan Place(const Sentence& sentence, size_t begin, size_t end) {
  return {sentence.block->block, sentence.block->offset + begin,
          sentence.block->offset + end};
}

// Those of the whole sentence that lie before `end`.
void AddDeletions(const Sentence& sentence, size_t end,
                  std::vector<DeletionOfText>& deletions) {
  for (const Deletion& deletion : sentence.deletions) {
    if (deletion.begin < end)
      deletions.push_back(
          {deletion.kind, Place(sentence, deletion.begin, deletion.end)});
  }
}

PointOfText MakePoint(const Sentence& sentence) {
  PointOfText point;
  point.text = sentence.text;
  point.source = Place(sentence, sentence.begin, sentence.end);
  AddDeletions(sentence, sentence.end, point.deletions);
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
    const bool is_cut = piece.cut_begin < piece.cut_end;
    const size_t cut_begin =
        is_cut ? OffsetBefore(sentence, piece.cut_begin) : sentence.end;
    AddDeletions(sentence, cut_begin, abstract.deletions);
    if (is_cut) {
      abstract.deletions.push_back(
          {DeletionKind::kClauseCut,
           Place(sentence, cut_begin, OffsetBehind(sentence, piece.cut_end))});
    }
    absl::StrAppend(&abstract.text, abstract.text.empty() ? "" : " ",
                    sentence.text.substr(0, piece.cut_begin),
                    sentence.text.substr(piece.cut_end));
  }
  abstract.word_count = text::CountWords(abstract.text);
  return abstract;
}

}  // namespace

SummaryOfText Summarize(const SourceDocument& document,
                        const SummaryOptions& options,
                        const SummaryModel& model) {
  const ScoredText text(document, model);
  const int count = options.points == 0
                        ? PointCountFor(text.words)
                        : std::clamp(options.points, 1, kMostPoints);
  SummaryOfText summary;
  for (size_t i :
       ChooseKeyPoints(text, model.choice(), count, options.most_point_words))
    summary.points.push_back(MakePoint(text.sentences[i]));
  summary.abstract = MakeAbstract(
      text.sentences,
      ChooseAbstract(text.sentences, text.space,
                     std::max(text.words, text.spaced_words)));
  return summary;
}

}  // namespace byline::summary
