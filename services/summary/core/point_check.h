// Whether a point that somebody else wrote (a newsroom's writer, a language
// model) says what the article says: CheckKeyPoints' core.
//
// By rules that can be explained, no model: the point's supporting sentences
// are found by the terms that they share; then each name, number, unit, date,
// quotation, speaker, negation and hedge of the point is looked for there. A
// point that stands word for word in the article has no fault, unless it was
// cut off from what denies or doubts it ("denied that").
//
// Limits: English in full. French, German, Spanish, Arabic, Persian and Chinese
// get numbers, quotations, negations, missing sources and, where the script has
// capitals, names (in German, whose nouns are capitalised, names of several
// words). Other languages get what needs no word list. What is true but stands
// nowhere in the article is a fault; a claim that is twisted without touching
// any of the above ("sold" for "bought") is not found. Pure, deterministic,
// total on any bytes; linear in the article. Const calls are thread-safe.
//
//   PointChecker checker(document);  // the document must outlive it
//   CheckedPoint point = checker.Check("Ana Rell opened the pier on Friday.");
#ifndef BYLINE_SERVICES_SUMMARY_CORE_POINT_CHECK_H_
#define BYLINE_SERVICES_SUMMARY_CORE_POINT_CHECK_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "services/summary/core/source_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {

// What is not as in the article.
enum class FaultKind {
  kName,
  kNumber,
  kUnit,
  kDate,
  kQuote,
  kSpeaker,
  kNegation,
  kHedge,
  kNoSource
};

// "name", "number", ...
absl::string_view FaultKindName(FaultKind kind);

struct PointFault {
  FaultKind kind = FaultKind::kNoSource;
  // The point must not be shown. Others are for an editor to look at.
  bool hard = false;
  // Bytes of the point's text; of a negation or hedge that the point lacks, the
  // word that it belongs to.
  size_t begin = 0;
  size_t end = 0;
  // What the article has there; empty if nothing, or if it cannot be told.
  std::string expected;

  bool operator==(const PointFault&) const = default;
};

struct CheckedPoint {
  // Whole supporting sentences, at most three for each sentence of the point,
  // best first. Empty only where nothing of the point is in the article.
  std::vector<SourceSpan> sources;
  // In the order of the point.
  std::vector<PointFault> faults;

  bool IsShowable() const;
};

class ArticleEvidence;

class PointChecker {
 public:
  // Longer points are checked up to this many words; the rest is a fault.
  static constexpr size_t kMostWords = 200;

  // Views into `document`, which must outlive it.
  explicit PointChecker(const SourceDocument& document);
  ~PointChecker();
  PointChecker(const PointChecker&) = delete;
  PointChecker& operator=(const PointChecker&) = delete;

  // A point without a word has the one fault kNoSource.
  CheckedPoint Check(absl::string_view point) const;

 private:
  std::unique_ptr<const ArticleEvidence> evidence_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_POINT_CHECK_H_
