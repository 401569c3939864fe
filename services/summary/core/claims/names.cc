#include "services/summary/core/claims/names.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>

#include "common/text/background_terms.h"
#include "services/summary/core/claims/article_evidence.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/quantity_words.h"

namespace byline::summary {
namespace {

// What a country's name and the word for its people end in.
bool IsEndingOfOrigin(absl::string_view ending) {
  static const auto* const kEndings =
      new absl::flat_hash_set<absl::string_view>{
          "",       "a",   "ain", "ais", "aise", "an", "ans", "e",    "en",
          "er",     "es",  "ese", "ey",  "i",    "ia", "ian", "ians", "is",
          "ish",    "l",   "n",   "ns",  "o",    "s",  "y",   "isch", "ische",
          "ischen", "ien", "ns",  "ist", "ists", "ism"};
  return kEndings->contains(ending);
}

// A capital at the front of a sentence may be any word's.
bool LooksInflected(absl::string_view form) {
  for (absl::string_view tail : {"s", "ed", "ing", "ly", "tion", "ment", "ness",
                                 "ity", "ship", "ism", "men"}) {
    if (absl::EndsWith(form, tail)) return true;
  }
  return false;
}

bool IsSmallJoint(absl::string_view form) {
  return form == "of" || form == "the" || form == "and" || form == "for" ||
         form == "de" || form == "la" || form == "du" || form == "des" ||
         form == "del" || form == "on" || form == "in" || form == "to";
}

}  // namespace

bool SameName(absl::string_view a, absl::string_view b) {
  if (a == b) return true;
  if (CanonicalName(a) == CanonicalName(b)) return true;
  size_t shared = 0;
  while (shared < a.size() && shared < b.size() && a[shared] == b[shared])
    ++shared;
  return shared >= kNamePrefix && IsEndingOfOrigin(a.substr(shared)) &&
         IsEndingOfOrigin(b.substr(shared));
}

std::string InitialsOf(const std::vector<ClaimWord>& words, size_t first,
                       size_t last) {
  std::string initials;
  for (size_t i = first; i <= last; ++i) {
    if (!IsSmallJoint(words[i].form) && !words[i].form.empty())
      initials += words[i].form[0];
  }
  return initials;
}

bool IsNameWord(const std::vector<ClaimWord>& words, size_t i,
                const ArticleEvidence& evidence) {
  const ClaimWord& word = words[i];
  if (!word.capital || word.function || word.form.size() < 2) return false;
  if (CalendarWord(word.form, evidence.primary()) != 0 ||
      IsTitleWord(word.form))
    return false;
  const auto beside = [&](size_t j) {
    return words[j].capital && !words[j].function && !words[j].initial &&
           CalendarWord(words[j].form, evidence.primary()) == 0;
  };
  const bool in_run = (i + 1 < words.size() && beside(i + 1)) ||
                      (i > 0 && !word.initial && words[i - 1].capital &&
                       !words[i - 1].function);
  // Nouns too: rules that need to know are told apart by IsSurelyName.
  if (ScaleWord(word.form) > 0 || !UnitWord(word.form).empty())
    return word.all_capitals && !word.initial;
  if (evidence.primary() == "de")
    return !word.initial || evidence.WritesAsName(word.form) ||
           (in_run && !evidence.WritesSmall(word.form));
  if (!word.initial) return true;
  if (word.all_capitals) return true;
  if (evidence.WritesAsName(word.form)) return true;
  if (evidence.WritesSmall(word.form) || SpeakerGroup(word.form) != 0)
    return false;
  const bool common = text::BackgroundIdf(word.form, evidence.language()) <
                      text::kUnknownBackgroundIdf;
  if (common) return false;
  if (in_run) return true;
  const bool english = evidence.primary().empty() || evidence.primary() == "en";
  return english && !LooksInflected(word.form);
}

bool IsSurelyName(const NameRun& run, const ArticleEvidence& evidence) {
  return evidence.primary() != "de" || run.first != run.last;
}

std::vector<NameRun> FindNameRuns(absl::string_view text,
                                  const std::vector<ClaimWord>& words,
                                  const ArticleEvidence& evidence) {
  std::vector<NameRun> runs;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsNameWord(words, i, evidence)) continue;
    bool joined = false;
    if (!runs.empty() && runs.back().last + 1 == i) {
      const absl::string_view between =
          text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
      const absl::string_view mark = absl::StripAsciiWhitespace(between);
      joined = words[i - 1].sentence == words[i].sentence &&
               (mark.empty() || mark == "-" || mark == "." || mark == "&");
      // "Iran's Zarif": two names.
      const absl::string_view before = text.substr(
          words[i - 1].begin, words[i - 1].end - words[i - 1].begin);
      joined = joined && !absl::EndsWith(before, "'s") &&
               !absl::EndsWith(before, "’s");
    }
    if (joined) {
      runs.back().last = i;
    } else {
      runs.push_back({i, i});
    }
  }
  return runs;
}

}  // namespace byline::summary
