#include "services/recommendation/core/reasons.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "common/article/phrases.h"
#include "common/text/background_terms.h"
#include "common/text/fold.h"
#include "common/text/term_scanner.h"
#include "services/recommendation/core/article_words.h"

namespace byline::recommendation {
namespace {

constexpr size_t kMostWords = 3;
// What gives less than this share of the base is not worth a word ...
constexpr double kLeastShare = 0.03;
// ... and neither is a single letter or digit.
constexpr size_t kShortestTerm = 2;
// What more than 3% of all news speaks of tells a reader little: it is only
// named where nothing better is there.
constexpr double kTellingIdf = 3.5;

// A shared term in words.
struct NamedTerm {
  std::string spelling;
  std::string folded;
  bool is_name = false;
  Units units = 0;
};

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
bool LooksLikeName(const NamedTerm& term) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(term.spelling.data());
  int32_t at = 0;
  UChar32 character = 0;
  U8_NEXT(bytes, at, static_cast<int32_t>(term.spelling.size()), character);
  return character >= 0 && u_isUUppercase(character) &&
         !IsCalendarWordOrTitle(text::TermFingerprint(term.folded));
}

// Whether one of two terms is a word of the other ("Quill", "Mara Quill").
bool Overlaps(absl::string_view a, absl::string_view b) {
  const std::string longer =
      absl::StrCat(" ", a.size() < b.size() ? b : a, " ");
  const std::string shorter =
      absl::StrCat(" ", a.size() < b.size() ? a : b, " ");
  return longer.find(shorter) != std::string::npos;
}

// Gives a name of several words the weight of its words, which say the same,
// and takes these away as names of their own.
void JoinWords(std::vector<NamedTerm>& shared) {
  for (NamedTerm& longer : shared) {
    if (!longer.is_name || longer.folded.find(' ') == std::string::npos) {
      continue;
    }
    for (NamedTerm& word : shared) {
      if (word.folded.size() < longer.folded.size() &&
          Overlaps(word.folded, longer.folded)) {
        longer.units = std::max(longer.units, word.units);
        if (word.is_name) word.units = 0;
      }
    }
  }
  shared.erase(
      std::remove_if(shared.begin(), shared.end(),
                     [](const NamedTerm& term) { return term.units == 0; }),
      shared.end());
}

// The strongest terms of one sort, what looks like a name first, that say
// nothing that `said` says already. A name of several words stands for its
// words, however weak it is by itself.
std::vector<const NamedTerm*> Choose(
    const std::vector<NamedTerm>& shared, bool names, Units least,
    const std::vector<const NamedTerm*>& said) {
  std::vector<const NamedTerm*> chosen;
  for (const NamedTerm& term : shared) {
    const std::string& text = term.folded;
    if (term.is_name != names || text.size() < kShortestTerm) continue;
    const auto overlaps = [&text](const NamedTerm* other) {
      return Overlaps(other->folded, text);
    };
    if (std::any_of(said.begin(), said.end(), overlaps)) continue;
    const auto same = std::find_if(chosen.begin(), chosen.end(), overlaps);
    if (same == chosen.end()) {
      if (term.units >= least && chosen.size() < kMostWords) {
        chosen.push_back(&term);
      }
    } else if (names && text.size() > (*same)->folded.size()) {
      *same = &term;
      // The longer name may hold another word that was chosen before.
      chosen.erase(std::remove_if(same + 1, chosen.end(), overlaps),
                   chosen.end());
    }
  }
  return chosen;
}

void AddReason(v1::Reason::Kind kind,
               const std::vector<const NamedTerm*>& terms,
               std::vector<v1::Reason>& reasons) {
  if (terms.empty()) return;
  v1::Reason& reason = reasons.emplace_back();
  reason.set_kind(kind);
  for (const NamedTerm* term : terms) reason.add_terms(term->spelling);
}

}  // namespace

ArticleText::ArticleText(const PreparedArticle& article) : article_(&article) {
  places_.reserve(article.terms.size());
  for (uint32_t i = 0; i < article.terms.size(); ++i) {
    places_.try_emplace(article.terms[i].term, i);
  }
}

absl::string_view ArticleText::Spelling(uint64_t term) const {
  const auto place = places_.find(term);
  if (place == places_.end()) return "";
  return article_->Spelling(article_->terms[place->second]);
}

std::vector<v1::Reason> MakeReasons(const ArticleText& text,
                                    const ArticleFacts& other,
                                    const Score& score,
                                    const std::vector<SharedTerm>& shared_terms,
                                    const PairFacts& pair) {
  std::vector<NamedTerm> shared;
  shared.reserve(shared_terms.size());
  for (const SharedTerm& term : shared_terms) {
    std::string spelling(text.Spelling(term.term));
    if (spelling.empty() || IsNumber(spelling)) continue;
    std::string folded = text::Fold(spelling);
    shared.push_back(
        {std::move(spelling), std::move(folded), term.is_name, term.units});
  }
  JoinWords(shared);
  std::sort(
      shared.begin(), shared.end(), [](const NamedTerm& a, const NamedTerm& b) {
        return a.units != b.units ? a.units > b.units : a.folded < b.folded;
      });
  std::stable_partition(shared.begin(), shared.end(), LooksLikeName);
  const auto least = static_cast<Units>(
      static_cast<double>(score.names + score.text) * kLeastShare);
  const auto names = Choose(shared, /*names=*/true, least, {});
  std::vector<NamedTerm> telling = shared;
  telling.erase(std::remove_if(telling.begin(), telling.end(),
                               [&](const NamedTerm& term) {
                                 return text::BackgroundIdf(
                                            term.folded,
                                            text.facts().language) <
                                        kTellingIdf;
                               }),
                telling.end());
  auto terms = Choose(telling, /*names=*/false, least, names);
  if (names.empty() && terms.empty()) {
    terms = Choose(shared, /*names=*/false, least, names);
  }

  std::vector<v1::Reason> reasons;
  if (pair.pinned) {
    reasons.emplace_back().set_kind(v1::Reason::KIND_PINNED);
  }
  if (pair.same_story) {
    reasons.emplace_back().set_kind(v1::Reason::KIND_SAME_STORY);
  }
  AddReason(v1::Reason::KIND_SHARED_NAMES, names, reasons);
  AddReason(v1::Reason::KIND_SHARED_TERMS, terms, reasons);
  if (score.section > 0) {
    v1::Reason& section = reasons.emplace_back();
    section.set_kind(v1::Reason::KIND_SAME_SECTION);
    section.add_terms(other.section);
  }
  if (pair.also_read) {
    reasons.emplace_back().set_kind(v1::Reason::KIND_ALSO_READ);
  }
  const absl::optional<absl::Time>& time = text.facts().publish_time;
  if (time.has_value() && other.publish_time.has_value() &&
      *time != *other.publish_time) {
    reasons.emplace_back().set_kind(*other.publish_time > *time
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
    case v1::Reason::KIND_ALSO_READ:
      return PhraseIn(Phrase::kAlsoRead, language);
    case v1::Reason::KIND_PINNED:
      return PhraseIn(Phrase::kPinned, language);
    case v1::Reason::KIND_NEWER:
      return PhraseIn(Phrase::kNewer, language);
    case v1::Reason::KIND_OLDER:
      return PhraseIn(Phrase::kOlder, language);
    default:
      return "";
  }
}

}  // namespace byline::recommendation
