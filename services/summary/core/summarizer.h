// The summary of a text: key points and an abstract, both made of its own
// sentences. Pure, deterministic, thread-safe; no error: a text with a sentence
// has a key point, one without has none.
//
// Algorithm: the sentences of common/text, each less its safe deletions
// (shortening.h); features (features.h), which hold how much of what a summary
// would say the sentence holds (salience.h); weights that were trained on the
// ROUGE of whole sets of sentences (model.h); gates (gates.h); the exact best
// set (point_search.h). Nothing is written anew: a text is its source's bytes
// less the deletions that are named, its first letter a capital where the
// opening was deleted.
//
//   SummaryOfText summary = Summarize(DocumentOf(article), {});
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/abstract_search.h"
#include "services/summary/core/features.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/model.h"
#include "services/summary/core/shortening.h"
#include "services/summary/core/source_document.h"

namespace byline::summary {

// Bytes [begin, end) of a block, by the offsets of its SourceBlock.
struct SourceSpan {
  int block = 0;
  size_t begin = 0;
  size_t end = 0;

  bool operator==(const SourceSpan&) const = default;
};

// What was left out, and as what.
struct DeletionOfText {
  DeletionKind kind = DeletionKind::kDateline;
  SourceSpan span;

  bool operator==(const DeletionOfText&) const = default;
};

struct PointOfText {
  std::string text;
  // The whole sentence.
  SourceSpan source;
  // What was left out of it, in order, inside `source`.
  std::vector<DeletionOfText> deletions;
  // Greater is better; comparable within one summary.
  double score = 0;
  // Of a quotation set apart: who said it.
  std::string speaker;
};

struct AbstractOfText {
  // The sentences, with one space between them.
  std::string text;
  std::vector<SourceSpan> sources;
  std::vector<DeletionOfText> deletions;
  // ICU words; two Chinese or Japanese characters count as one.
  int word_count = 0;
};

// Why a sentence is a key point, or not.
struct ExplainedSentence {
  SourceSpan source;
  double score = 0;
  // In the order of FeatureNames: values, and what each adds to the score.
  Features features{};
  Features contributions{};
  bool chosen = false;
  // The gate that is shut for it; open for a chosen one, also where the text
  // had nothing better.
  Gate gate = Gate::kOpen;
};

struct SummaryOfText {
  // In the order of the text.
  std::vector<PointOfText> points;
  // The key points that the text itself brings along in a list.
  std::vector<PointOfText> own_points;
  AbstractOfText abstract;
  absl::optional<PointOfText> one_line;
  int reading_seconds = 0;
  // Where asked for: all sentences, in the order of the text.
  std::vector<ExplainedSentence> explanations;
};

// Version of the algorithm and its shipped weights, such as
// "salience-1-5d2c9a01": another one may give other summaries.
const std::string& SummaryAlgorithm();

inline constexpr int kMostPoints = 10;

struct SummaryOptions {
  // 1 to 10, or 0: 3 below 400 words, 4 to 900, 5 above. Fewer where the text
  // has fewer sentences.
  int points = 0;
  // Of a key point, 8 to 60.
  int most_point_words = kMostPointWords;
  // Of the abstract, 30 to 300; the least are six tenths of them.
  int most_abstract_words = kMostAbstractWords;
  // Whether to explain every sentence.
  bool explain = false;
};

SummaryOfText Summarize(const SourceDocument& document,
                        const SummaryOptions& options,
                        const SummaryModel& model = SummaryModel::Shipped());

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_
