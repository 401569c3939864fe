// What every summary promises, checked from outside by the text alone: each
// point is its source's bytes less the deletions, on character boundaries,
// inside the body, in order, without repeats, with quote marks that pair; the
// abstract likewise; never empty for a text with a sentence. Used by the unit
// test on a sample and by byline-quality-summaries on whole files.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_SUMMARY_PROMISES_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_SUMMARY_PROMISES_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "services/summary/core/offline.h"

namespace byline::summary {

struct PromiseReport {
  int points = 0;
  int deletions = 0;
  // Points that open with a pronoun or connective, the sentence before not
  // being a point: only where a text has nothing better.
  int dangling = 0;
  int articles_for_full_abstract = 0;
  int full_abstracts = 0;
  // "id: what is broken".
  std::vector<std::string> broken;
};

void CheckPromises(absl::string_view body, absl::string_view headline,
                   const OfflineSummary& summary, PromiseReport& report);

}  // namespace byline::summary

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_SUMMARY_PROMISES_H_
