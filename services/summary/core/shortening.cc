#include "services/summary/core/shortening.h"

#include <absl/strings/match.h>

#include <utility>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/words.h"
#include "services/summary/core/boilerplate.h"
#include "services/summary/core/inner_deletions.h"
#include "services/summary/core/leading_words.h"
#include "services/summary/core/protected_words.h"
#include "services/summary/core/standalone.h"

namespace byline::summary {
namespace {

constexpr int kLeastWordsLeft = 6;
// In longer ones nothing is looked for, so that time stays linear.
constexpr size_t kLongestSentence = 2000;

constexpr absl::string_view kEnglishAdverbials[] = {
    "Additionally, ", "In addition, ", "Moreover, ",
    "Furthermore, ",  "Meanwhile, ",   "Also, ",
    "And, ",          "And ",          "Separately, "};
constexpr absl::string_view kFrenchAdverbials[] = {"De plus, ", "En outre, ",
                                                   "Par ailleurs, "};
constexpr absl::string_view kSpanishAdverbials[] = {"Además, ", "Asimismo, "};

// Whether a sentence may begin with `rest` and stand alone.
bool StandsAlone(absl::string_view rest, absl::string_view language) {
  return !rest.empty() && IsLetter(rest, 0) && !OpensDangling(rest, language) &&
         text::CountWords(rest) >= kLeastWordsLeft;
}

// "In addition, ".
size_t AdverbialLength(absl::string_view text, absl::string_view language,
                       const std::string& primary) {
  const auto length_of = [&](const auto& list) -> size_t {
    for (absl::string_view opening : list) {
      if (absl::StartsWith(text, opening) &&
          StandsAlone(text.substr(opening.size()), language))
        return opening.size();
    }
    return 0;
  };
  if (primary == "en") return length_of(kEnglishAdverbials);
  if (primary == "fr") return length_of(kFrenchAdverbials);
  if (primary == "es") return length_of(kSpanishAdverbials);
  return 0;
}

// "On Monday, ", "On Monday night, ". Not where a date follows.
size_t OpeningWeekdayLength(absl::string_view text,
                            absl::string_view language) {
  size_t at = absl::StartsWith(text, "On ") ? 3 : 0;
  if (at == 0) return 0;
  const size_t day = LeadingWeekday(text.substr(at));
  if (day == 0) return 0;
  at += day;
  for (absl::string_view part :
       {" morning", " afternoon", " evening", " night"}) {
    if (absl::StartsWith(text.substr(at), part)) at += part.size();
  }
  if (!absl::StartsWith(text.substr(at), ", ")) return 0;
  at += 2;
  const absl::string_view rest = text.substr(at);
  const size_t month = Leading(
      rest, {"January", "February", "March", "April", "May", "June", "July",
             "August", "September", "October", "November", "December", "Jan",
             "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"});
  // Of "On Monday, no ferry will run" the day is the half.
  return month == 0 && StandsAlone(rest, language) && !HoldsNegation(rest) ? at
                                                                           : 0;
}

}  // namespace

absl::string_view DeletionName(DeletionKind kind) {
  switch (kind) {
    case DeletionKind::kDateline:
      return "dateline";
    case DeletionKind::kAdverbial:
      return "adverbial";
    case DeletionKind::kWeekday:
      return "weekday";
    case DeletionKind::kParenthesis:
      return "parenthesis";
    case DeletionKind::kAppositive:
      return "appositive";
    case DeletionKind::kClauseCut:
      return "clause_cut";
  }
  return "";
}

std::vector<Deletion> SafeDeletions(absl::string_view sentence,
                                    absl::string_view language,
                                    bool opens_block) {
  std::vector<Deletion> found;
  const std::string primary =
      language.empty() ? "en" : text::PrimaryLanguage(language);
  size_t front = opens_block ? DatelineLength(sentence) : 0;
  if (front > 0) found.push_back({DeletionKind::kDateline, 0, front});
  const auto take_front = [&](DeletionKind kind, size_t length) {
    if (length == 0) return;
    found.push_back({kind, front, front + length});
    front += length;
  };
  // What closes a quotation of a sentence before belongs to it.
  if (sentence.size() > kLongestSentence || !MarksBalance(sentence))
    return found;
  take_front(DeletionKind::kAdverbial,
             AdverbialLength(sentence.substr(front), language, primary));
  if (primary != "en") return found;
  take_front(DeletionKind::kWeekday,
             OpeningWeekdayLength(sentence.substr(front), language));
  const std::vector<Deletion> inside = InnerDeletions(sentence, front);
  found.insert(found.end(), inside.begin(), inside.end());
  return found;
}

std::string Without(absl::string_view text,
                    const std::vector<Deletion>& deletions) {
  std::string left;
  left.reserve(text.size() + 4);
  size_t at = 0;
  for (const Deletion& deletion : deletions) {
    left.append(text.data() + at, deletion.begin - at);
    at = deletion.end;
  }
  left.append(text.data() + at, text.size() - at);
  // Behind a dateline a sentence begins as it was written.
  bool opening_deleted = false;
  size_t front = 0;
  for (const Deletion& deletion : deletions) {
    if (deletion.begin != front) break;
    front = deletion.end;
    opening_deleted = deletion.kind != DeletionKind::kDateline;
  }
  return opening_deleted ? text::RaiseFirstLetter(std::move(left)) : left;
}

}  // namespace byline::summary
