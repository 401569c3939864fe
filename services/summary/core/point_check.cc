#include "services/summary/core/point_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "services/summary/core/claims/article_evidence.h"
#include "services/summary/core/claims/claim_text.h"
#include "services/summary/core/claims/point_reading.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// Below, the point says other things than its sources.
constexpr double kLeastSupport = 0.28;

std::vector<SourceSpan> SpansOf(const ArticleEvidence& evidence,
                                const std::vector<size_t>& sentences) {
  std::vector<SourceSpan> spans;
  for (size_t id : sentences) spans.push_back(evidence.sentences()[id].span);
  return spans;
}

}  // namespace

absl::string_view FaultKindName(FaultKind kind) {
  switch (kind) {
    case FaultKind::kName:
      return "name";
    case FaultKind::kNumber:
      return "number";
    case FaultKind::kUnit:
      return "unit";
    case FaultKind::kDate:
      return "date";
    case FaultKind::kQuote:
      return "quote";
    case FaultKind::kSpeaker:
      return "speaker";
    case FaultKind::kNegation:
      return "negation";
    case FaultKind::kHedge:
      return "hedge";
    case FaultKind::kNoSource:
      return "no source";
  }
  return "";
}

bool CheckedPoint::IsShowable() const {
  return std::none_of(faults.begin(), faults.end(),
                      [](const PointFault& fault) { return fault.hard; });
}

void PointRules::Add(FaultKind kind, bool hard, size_t first_word,
                     size_t last_word, absl::string_view expected) {
  faults->push_back({kind, hard, reading.words[first_word].begin,
                     reading.words[last_word].end, std::string(expected)});
}

const EvidenceSentence* PointRules::BestSource() const {
  return reading.sources.empty() ? nullptr
                                 : &evidence.sentences()[reading.sources[0]];
}

bool PointRules::PointNames(absl::string_view form) const {
  return std::any_of(
      reading.words.begin(), reading.words.end(),
      [form](const ClaimWord& word) { return SameName(word.form, form); });
}

absl::string_view PointRules::SourceText(size_t first, size_t last) const {
  const EvidenceSentence& source = *BestSource();
  const size_t begin = source.words[first].begin;
  return source.text.substr(begin, source.words[last].end - begin);
}

PointChecker::PointChecker(const SourceDocument& document)
    : evidence_(std::make_unique<ArticleEvidence>(document)) {}

PointChecker::~PointChecker() = default;

CheckedPoint PointChecker::Check(absl::string_view point) const {
  CheckedPoint result;
  std::vector<ClaimWord> words = ReadClaim(point, evidence_->language());
  if (words.empty()) {
    result.faults.push_back({FaultKind::kNoSource, true, 0, point.size(), ""});
    return result;
  }
  const size_t verbatim = evidence_->FindVerbatim(VerbatimKey(words));
  if (verbatim != std::string::npos) {
    const size_t first = evidence_->PlaceOf(verbatim).sentence;
    const size_t last =
        evidence_->PlaceOf(verbatim + words.size() - 1).sentence;
    for (size_t id = first; id <= last; ++id)
      result.sources.push_back(evidence_->sentences()[id].span);
    return result;
  }
  if (words.size() > kMostWords) {
    result.faults.push_back({FaultKind::kNoSource, true,
                             words[kMostWords].begin, point.size(), ""});
    words.resize(kMostWords);
  }
  const PointReading reading = ReadPoint(point, std::move(words), *evidence_);
  result.sources = SpansOf(*evidence_, reading.sources);
  PointRules rules{reading, *evidence_, &result.faults,
                   std::vector<bool>(reading.words.size(), false)};
  rules.CheckQuotes();
  if (reading.support < kLeastSupport)
    result.faults.push_back({FaultKind::kNoSource, true, 0, point.size(), ""});
  rules.CheckNames();
  rules.CheckQuantities();
  rules.CheckDates();
  rules.CheckSpeakers();
  rules.CheckNegations();
  rules.CheckHedges();
  std::stable_sort(result.faults.begin(), result.faults.end(),
                   [](const PointFault& a, const PointFault& b) {
                     return a.begin < b.begin;
                   });
  result.faults.erase(
      std::unique(result.faults.begin(), result.faults.end()),
      result.faults.end());
  return result;
}

}  // namespace byline::summary
