#include "services/summary/core/point_check.h"

#include <algorithm>
#include <iterator>
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

// The sentences of a point; one of fewer words of weight belongs to the one
// ahead of it.
constexpr int kFewestWords = 4;

std::vector<std::vector<ClaimWord>> ClaimsOf(std::vector<ClaimWord> words) {
  std::vector<std::vector<ClaimWord>> claims;
  for (size_t begin = 0; begin < words.size();) {
    size_t end = begin;
    int weighty = 0;
    for (; end < words.size() && words[end].sentence == words[begin].sentence;
         ++end)
      weighty += words[end].weight > 0 ? 1 : 0;
    if (claims.empty() || weighty >= kFewestWords) claims.emplace_back();
    std::move(words.begin() + static_cast<std::ptrdiff_t>(begin),
              words.begin() + static_cast<std::ptrdiff_t>(end),
              std::back_inserter(claims.back()));
    begin = end;
  }
  return claims;
}

void AddSource(const SourceSpan& span, std::vector<SourceSpan>* spans) {
  if (std::find(spans->begin(), spans->end(), span) == spans->end())
    spans->push_back(span);
}

void CheckClaim(absl::string_view point, std::vector<ClaimWord> words,
                const ArticleEvidence& evidence, CheckedPoint* result) {
  const size_t begin = words.front().begin;
  const size_t end = words.back().end;
  const size_t verbatim = evidence.FindVerbatim(VerbatimKey(words));
  if (verbatim != std::string::npos) {
    const size_t first = evidence.PlaceOf(verbatim).sentence;
    const size_t last = evidence.PlaceOf(verbatim + words.size() - 1).sentence;
    for (size_t id = first; id <= last; ++id)
      AddSource(evidence.sentences()[id].span, &result->sources);
    CheckCut(words, verbatim, evidence, &result->faults);
    return;
  }
  const PointReading reading = ReadPoint(point, std::move(words), evidence);
  for (size_t id : reading.sources)
    AddSource(evidence.sentences()[id].span, &result->sources);
  PointRules rules{reading, evidence, &result->faults,
                   std::vector<bool>(reading.words.size(), false)};
  if (reading.support < kLeastSupport)
    result->faults.push_back({FaultKind::kNoSource, true, begin, end, ""});
  rules.CheckQuotes();
  rules.CheckNames();
  rules.CheckQuantities();
  rules.CheckDates();
  rules.CheckSpeakers();
  rules.CheckNegations();
  rules.CheckHedges();
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
  if (evidence_->FindVerbatim(VerbatimKey(words)) != std::string::npos) {
    CheckClaim(point, std::move(words), *evidence_, &result);
    return result;
  }
  if (words.size() > kMostWords) {
    result.faults.push_back({FaultKind::kNoSource, true,
                             words[kMostWords].begin, point.size(), ""});
    words.resize(kMostWords);
  }
  for (std::vector<ClaimWord>& claim : ClaimsOf(std::move(words)))
    CheckClaim(point, std::move(claim), *evidence_, &result);
  std::stable_sort(result.faults.begin(), result.faults.end(),
                   [](const PointFault& a, const PointFault& b) {
                     return a.begin < b.begin;
                   });
  result.faults.erase(std::unique(result.faults.begin(), result.faults.end()),
                      result.faults.end());
  return result;
}

}  // namespace byline::summary
