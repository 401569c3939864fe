// The rules of a check, one function each: what of the point is not as in the
// article. Words of the point that stand in a quotation which is the article's
// own are settled: no other rule looks at them. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_RULES_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_RULES_H_

#include <string>
#include <vector>

#include "services/summary/core/claims/article_evidence.h"
#include "services/summary/core/claims/point_reading.h"
#include "services/summary/core/point_check.h"

namespace byline::summary {

// All rules look at one check.
struct PointRules {
  const PointReading& reading;
  const ArticleEvidence& evidence;
  std::vector<PointFault>* faults;
  // Of each word of the point.
  std::vector<bool> settled;

  // A quotation stands in the article word by word. Settles the words of those
  // that do.
  void CheckQuotes();
  // A name stands with what is said of it: in the best source, else in a
  // sentence that supports the rest of the point nearly as well. Hard where the
  // article does not have it, or has another name in its place.
  void CheckNames();
  // The same for numbers; and a number has the unit that it has there.
  void CheckQuantities();
  // The same for weekdays and months.
  void CheckDates();
  // Who says it is who says it there, by name or by trade.
  void CheckSpeakers();
  // What is negated is negated there too, and the other way.
  void CheckNegations();
  // What is only alleged or possible there is not told as a fact.
  void CheckHedges();

  void Add(FaultKind kind, bool hard, size_t first_word, size_t last_word,
           absl::string_view expected);
  // Null where nothing supports the point.
  const EvidenceSentence* BestSource() const;
  // Whether a word of the point, any one, may be the name.
  bool PointNames(absl::string_view form) const;
  // The text of the best source's words [first, last].
  absl::string_view SourceText(size_t first, size_t last) const;
};

// Of words that stand in the article from its word `verbatim` on: what was cut
// off ahead of them, where that denies or doubts what they say. "Denied that he
// ran" does not say that he ran. Looks at words behind "that", and at those
// that the writer made the beginning of a sentence.
void CheckCut(const std::vector<ClaimWord>& words, size_t verbatim,
              const ArticleEvidence& evidence, std::vector<PointFault>* faults);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_RULES_H_
