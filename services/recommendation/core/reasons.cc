#include "services/recommendation/core/reasons.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>

#include "common/article/phrases.h"

namespace byline::recommendation {
namespace {

constexpr size_t kMostTerms = 3;
// What gives less than this share of the base is not worth a word ...
constexpr double kLeastShare = 0.03;
// ... and neither is a single letter or digit.
constexpr size_t kShortestTerm = 2;

std::string Spelled(const SharedTerm& shared, const StoredArticle& article) {
  if (!shared.term->spelling.empty()) return shared.term->spelling;
  const absl::string_view theirs = article.Spelling(shared.id);
  // Without a kept spelling the term itself is how it is written, but for a
  // name, which then at least the other article may have kept.
  if (shared.is_name && !theirs.empty()) return std::string(theirs);
  return shared.term->term;
}

// Whether one of two terms is a word of the other ("Quill", "Mara Quill").
bool Overlaps(absl::string_view a, absl::string_view b) {
  const std::string longer = absl::StrCat(" ", a.size() < b.size() ? b : a, " ");
  const std::string shorter =
      absl::StrCat(" ", a.size() < b.size() ? a : b, " ");
  return longer.find(shorter) != std::string::npos;
}

// The strongest terms of one sort that say nothing that `said` says already. A
// name of several words stands for its words, however weak it is by itself.
std::vector<const SharedTerm*> Choose(
    const std::vector<SharedTerm>& shared, bool names, Units least,
    const std::vector<const SharedTerm*>& said) {
  std::vector<const SharedTerm*> chosen;
  for (const SharedTerm& term : shared) {
    const std::string& text = term.term->term;
    if (term.is_name != names || text.size() < kShortestTerm) continue;
    const auto overlaps = [&text](const SharedTerm* other) {
      return Overlaps(other->term->term, text);
    };
    if (std::any_of(said.begin(), said.end(), overlaps)) continue;
    const auto same = std::find_if(chosen.begin(), chosen.end(), overlaps);
    if (same == chosen.end()) {
      if (term.units >= least && chosen.size() < kMostTerms) {
        chosen.push_back(&term);
      }
    } else if (names && text.size() > (*same)->term->term.size()) {
      *same = &term;
      // The longer name may hold another word that was chosen before.
      chosen.erase(std::remove_if(same + 1, chosen.end(), overlaps),
                   chosen.end());
    }
  }
  return chosen;
}

void AddReason(v1::Reason::Kind kind, const std::vector<const SharedTerm*>& terms,
               const StoredArticle& article, std::vector<v1::Reason>& reasons) {
  if (terms.empty()) return;
  v1::Reason& reason = reasons.emplace_back();
  reason.set_kind(kind);
  for (const SharedTerm* term : terms) {
    reason.add_terms(Spelled(*term, article));
  }
}

}  // namespace

std::vector<v1::Reason> MakeReasons(const Query& query,
                                    const StoredArticle& article,
                                    const Score& score,
                                    std::vector<SharedTerm> shared) {
  std::sort(shared.begin(), shared.end(),
            [](const SharedTerm& a, const SharedTerm& b) {
              return a.units != b.units ? a.units > b.units
                                        : a.term->term < b.term->term;
            });
  const auto base =
      static_cast<double>(score.headline + score.names + score.text);
  const Units least = static_cast<Units>(base * kLeastShare);
  const auto names = Choose(shared, /*names=*/true, least, {});
  const auto terms = Choose(shared, /*names=*/false, least, names);

  std::vector<v1::Reason> reasons;
  AddReason(v1::Reason::KIND_SHARED_NAMES, names, article, reasons);
  AddReason(v1::Reason::KIND_SHARED_TERMS, terms, article, reasons);
  if (score.section > 0) {
    v1::Reason& section = reasons.emplace_back();
    section.set_kind(v1::Reason::KIND_SAME_SECTION);
    section.add_terms(article.facts.section);
  }
  if (query.facts.publish_time.has_value() &&
      article.facts.publish_time.has_value() &&
      *query.facts.publish_time != *article.facts.publish_time) {
    reasons.emplace_back().set_kind(
        *article.facts.publish_time > *query.facts.publish_time
            ? v1::Reason::KIND_NEWER
            : v1::Reason::KIND_OLDER);
  }
  return reasons;
}

std::string WordReason(const v1::Reason& reason, absl::string_view language) {
  const std::vector<std::string> terms(reason.terms().begin(),
                                       reason.terms().end());
  switch (reason.kind()) {
    case v1::Reason::KIND_SHARED_NAMES:
    case v1::Reason::KIND_SHARED_TERMS:
      return PhraseIn(Phrase::kBothMention, language, ListIn(terms, language));
    case v1::Reason::KIND_SAME_STORY:
      return PhraseIn(Phrase::kSameStory, language);
    case v1::Reason::KIND_SAME_SECTION:
      return PhraseIn(Phrase::kSameSection, language, ListIn(terms, language));
    case v1::Reason::KIND_NEWER:
      return PhraseIn(Phrase::kNewer, language);
    case v1::Reason::KIND_OLDER:
      return PhraseIn(Phrase::kOlder, language);
    default:
      return "";
  }
}

}  // namespace byline::recommendation
