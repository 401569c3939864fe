#include "services/summary/core/summarizer.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/words.h"
#include "services/summary/core/abstract.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/key_points.h"
#include "services/summary/core/one_line.h"
#include "services/summary/core/reading_time.h"
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

// The items of the text's own list; of the line that announces it nothing.
std::vector<PointOfText> OwnPoints(const std::vector<Sentence>& sentences) {
  std::vector<PointOfText> points;
  for (const Sentence& sentence : sentences) {
    if (sentence.own_summary && sentence.list_item)
      points.push_back(MakePoint(sentence));
  }
  return points;
}

std::vector<ExplainedSentence> Explain(const ScoredText& text,
                                       const SummaryModel& model,
                                       const std::vector<size_t>& chosen,
                                       int most_words) {
  std::vector<ExplainedSentence> explanations;
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    const Sentence& sentence = text.sentences[i];
    ExplainedSentence explained;
    explained.source = Place(sentence, sentence.begin, sentence.end);
    explained.score = sentence.score;
    explained.features = text.features[i];
    for (size_t feature = 0; feature < kFeatureCount; ++feature) {
      explained.contributions[feature] =
          model.Contribution(feature, text.features[i]);
    }
    explained.chosen = std::binary_search(chosen.begin(), chosen.end(), i);
    if (!explained.chosen)
      explained.gate = GateOf(sentence, text.space.Profile(i), most_words);
    explanations.push_back(explained);
  }
  return explanations;
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

const std::string& SummaryAlgorithm() {
  static const auto* const version = new std::string(absl::StrCat(
      "salience-1-", absl::Hex(SummaryModel::ShippedPrint(), absl::kZeroPad8)));
  return *version;
}

SummaryOfText Summarize(const SourceDocument& document,
                        const SummaryOptions& options,
                        const SummaryModel& model) {
  const ScoredText text(document, model);
  const int count = options.points == 0
                        ? PointCountFor(text.words)
                        : std::clamp(options.points, 1, kMostPoints);
  const int most_words = options.most_point_words;
  SummaryOfText summary;
  const std::vector<size_t> chosen =
      ChooseKeyPoints(text, model.choice(), count, most_words);
  for (size_t i : chosen)
    summary.points.push_back(MakePoint(text.sentences[i]));
  summary.own_points = OwnPoints(text.sentences);
  const AbstractLimits limits{options.most_abstract_words * 6 / 10,
                              options.most_abstract_words};
  summary.abstract = MakeAbstract(text.sentences, ChooseAbstract(text, limits));
  if (const auto line = ChooseOneLine(text, model.choice()))
    summary.one_line = MakePoint(text.sentences[*line]);
  summary.reading_seconds = ReadingSeconds(text.words, document.language);
  if (options.explain)
    summary.explanations = Explain(text, model, chosen, most_words);
  return summary;
}

}  // namespace byline::summary
