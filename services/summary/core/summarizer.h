// The summary of a text: key points and an abstract, both made of its own
// sentences. Pure, deterministic, thread-safe; no error: a text with a sentence
// has a key point, one without has none.
//
// First algorithm: sentences of common/text; boilerplate and what the article
// brings along as its own summary left out; scored by position, centrality
// (cosine to the centroid and PageRank over the sentences, after LexRank, Erkan
// & Radev 2004), headline overlap and length; chosen greedily with trigram
// blocking and gates on readability. Nothing is written anew: a text is its
// source's bytes less the deletions that are named.
//
//   SummaryOfText summary = Summarize(DocumentOf(article), 0);
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

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

struct SummaryOfText {
  // In the order of the text.
  std::vector<PointOfText> points;
  AbstractOfText abstract;
};

// Version of the algorithm: another one may give other summaries.
inline constexpr absl::string_view kSummaryAlgorithm = "centroid-1";

inline constexpr int kMostPoints = 10;

struct SummaryOptions {
  // 1 to 10, or 0: 3 below 400 words, 4 to 900, 5 above. Fewer where the text
  // has fewer sentences.
  int points = 0;
  // Of a key point, 8 to 60.
  int most_point_words = kMostPointWords;
};

SummaryOfText Summarize(const SourceDocument& document,
                        const SummaryOptions& options,
                        const SummaryModel& model = SummaryModel::Shipped());

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SUMMARIZER_H_
