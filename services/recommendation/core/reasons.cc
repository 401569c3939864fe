#include "services/recommendation/core/reasons.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "common/article/phrases.h"
#include "common/text/background_terms.h"
#include "services/recommendation/core/article_words.h"

namespace byline::recommendation {
namespace {

constexpr size_t kMostTerms = 3;
// What gives less than this share of the base is not worth a word ...
constexpr double kLeastShare = 0.03;
// ... and neither is a single letter or digit.
constexpr size_t kShortestTerm = 2;
// What more than 3% of all news speaks of tells a reader little: it is only
// named where nothing better is there.
constexpr double kTellingIdf = 3.5;

const std::string& Spelled(const SharedTerm& shared) {
  return shared.term->spelling.empty() ? shared.term->term
                                       : shared.term->spelling;
}

// "120", "5,900", "2.6": nothing that a reader would know an article by.
bool IsNumber(absl::string_view term) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(term.data());
  const auto size = static_cast<int32_t>(term.size());
  for (int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    if (character >= 0 && u_isUAlphabetic(character)) return false;
  }
  return true;
}

// Whether the article writes it with a capital as it does names.
bool LooksLikeName(const SharedTerm& shared) {
  const std::string& spelling = Spelled(shared);
  const auto* bytes = reinterpret_cast<const uint8_t*>(spelling.data());
  int32_t at = 0;
  UChar32 character = 0;
  U8_NEXT(bytes, at, static_cast<int32_t>(spelling.size()), character);
  return character >= 0 && u_isUUppercase(character) &&
         !IsCalendarWordOrTitle(shared.term->term);
}

// Whether one of two terms is a word of the other ("Quill", "Mara Quill").
bool Overlaps(absl::string_view a, absl::string_view b) {
  const std::string longer =
      absl::StrCat(" ", a.size() < b.size() ? b : a, " ");
  const std::string shorter =
      absl::StrCat(" ", a.size() < b.size() ? a : b, " ");
  return longer.find(shorter) != std::string::npos;
}

// The strongest terms of one sort, what looks like a name first, that say
// nothing that `said` says already. A name of several words stands for its
// words, however weak it is by itself.
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

void AddReason(v1::Reason::Kind kind,
               const std::vector<const SharedTerm*>& terms,
               std::vector<v1::Reason>& reasons) {
  if (terms.empty()) return;
  v1::Reason& reason = reasons.emplace_back();
  reason.set_kind(kind);
  for (const SharedTerm* term : terms) {
    reason.add_terms(Spelled(*term));
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
  shared.erase(std::remove_if(shared.begin(), shared.end(),
                              [](const SharedTerm& term) {
                                return IsNumber(term.term->term);
                              }),
               shared.end());
  std::stable_partition(shared.begin(), shared.end(), LooksLikeName);
  const auto least =
      static_cast<Units>(static_cast<double>(score.Base()) * kLeastShare);
  const auto names = Choose(shared, /*names=*/true, least, {});
  std::vector<SharedTerm> telling = shared;
  telling.erase(std::remove_if(telling.begin(), telling.end(),
                               [&query](const SharedTerm& term) {
                                 return text::BackgroundIdf(
                                            term.term->term,
                                            query.facts.language) < kTellingIdf;
                               }),
                telling.end());
  auto terms = Choose(telling, /*names=*/false, least, names);
  if (names.empty() && terms.empty()) {
    terms = Choose(shared, /*names=*/false, least, names);
  }

  std::vector<v1::Reason> reasons;
  AddReason(v1::Reason::KIND_SHARED_NAMES, names, reasons);
  AddReason(v1::Reason::KIND_SHARED_TERMS, terms, reasons);
  if (score.section > 0) {
    v1::Reason& section = reasons.emplace_back();
    section.set_kind(v1::Reason::KIND_SAME_SECTION);
    section.add_terms(article.facts.section);
  }
  if (query.facts.publish_time.has_value() &&
      article.facts.publish_time.has_value() &&
      *query.facts.publish_time != *article.facts.publish_time) {
    reasons.emplace_back().set_kind(*article.facts.publish_time >
                                            *query.facts.publish_time
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
