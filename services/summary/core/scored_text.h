// ScoredText: all that is known of a text's sentences before any is chosen. A
// value of one text; the views of its sentences point into the document, which
// must outlive it.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SCORED_TEXT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SCORED_TEXT_H_

#include <vector>

#include "services/summary/core/features.h"
#include "services/summary/core/model.h"
#include "services/summary/core/salience.h"
#include "services/summary/core/sentence.h"
#include "services/summary/core/source_document.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

struct ScoredText {
  ScoredText(const SourceDocument& document, const SummaryModel& model);

  std::vector<Sentence> sentences;
  TermSpace space;
  Salience salience;
  std::vector<Features> features;
  // Of the sentences: of what is asked for in words.
  int words = 0;
  int spaced_words = 0;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SCORED_TEXT_H_
