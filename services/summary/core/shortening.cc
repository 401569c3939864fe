#include "services/summary/core/shortening.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <utility>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/words.h"
#include "services/summary/core/boilerplate.h"
#include "services/summary/core/protected_words.h"
#include "services/summary/core/standalone.h"
#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

constexpr int kLeastWordsLeft = 6;
constexpr int kMostAppositiveWords = 8;
// In longer ones nothing is looked for, so that time stays linear.
constexpr size_t kLongestSentence = 2000;
constexpr size_t kMostParenthesisBytes = 60;

constexpr absl::string_view kEnglishAdverbials[] = {
    "Additionally, ", "In addition, ", "Moreover, ", "Furthermore, ",
    "Meanwhile, ",    "Also, ",        "And, ",      "And ",
    "Separately, "};
constexpr absl::string_view kFrenchAdverbials[] = {"De plus, ", "En outre, ",
                                                   "Par ailleurs, "};
constexpr absl::string_view kSpanishAdverbials[] = {"Además, ", "Asimismo, "};

constexpr absl::string_view kWeekdays[] = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    "Sunday"};

bool IsUpper(absl::string_view text, size_t at) {
  return at < text.size() &&
         absl::ascii_isupper(static_cast<unsigned char>(text[at]));
}
bool IsLetter(absl::string_view text, size_t at) {
  return at < text.size() &&
         absl::ascii_isalpha(static_cast<unsigned char>(text[at]));
}

// How many bytes at the front are one of `words` that ends there.
size_t Leading(absl::string_view text,
               std::initializer_list<absl::string_view> words) {
  for (absl::string_view word : words) {
    if (absl::StartsWith(text, word) && !IsLetter(text, word.size()))
      return word.size();
  }
  return 0;
}

size_t LeadingWeekday(absl::string_view text) {
  for (absl::string_view day : kWeekdays) {
    if (absl::StartsWith(text, day) && !IsLetter(text, day.size()))
      return day.size();
  }
  return 0;
}

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
  return month == 0 && StandsAlone(rest, language) ? at : 0;
}

// Whether a byte stands inside of quotation marks; behind an opening single
// mark all do, since what closes it may be an apostrophe.
bool IsQuoted(absl::string_view text, size_t at) {
  bool straight = false;
  int curly = 0;
  int low = 0;
  int guillemets = 0;
  for (size_t i = 0; i < at; ++i) {
    if (text[i] == '"') straight = !straight;
    if (static_cast<unsigned char>(text[i]) < 0x80) continue;
    const absl::string_view rest = text.substr(i);
    if (absl::StartsWith(rest, "„")) ++low;
    // German closes low marks with the one that opens English.
    if (absl::StartsWith(rest, "“")) low > 0 ? --low : ++curly;
    if (absl::StartsWith(rest, "”")) low > 0 ? --low : --curly;
    if (absl::StartsWith(rest, "‘")) return true;
    if (absl::StartsWith(rest, "«")) ++guillemets;
    if (absl::StartsWith(rest, "»")) --guillemets;
  }
  return straight || curly > 0 || low > 0 || guillemets > 0;
}

class Finder {
 public:
  Finder(absl::string_view text, size_t from)
      : text_(text), from_(from) {}

  // " on Monday" between a verb of saying and what was said.
  void FindWeekdays(std::vector<Deletion>& found) const {
    constexpr absl::string_view kOn = " on ";
    for (size_t at = text_.find(kOn, from_); at != absl::string_view::npos;
         at = text_.find(kOn, at + 1)) {
      const size_t day = LeadingWeekday(text_.substr(at + kOn.size()));
      const size_t end = at + kOn.size() + day;
      if (day == 0 || !SaysBefore(at)) continue;
      if (Leading(text_.substr(end),
                  {" that", " he", " she", " they", " it", " the"}) > 0 &&
          !IsQuoted(text_, at))
        found.push_back({DeletionKind::kWeekday, at, end});
    }
  }

  // " (pictured)". Acronyms stay: what follows may use them.
  void FindParentheses(std::vector<Deletion>& found) const {
    for (size_t at = text_.find(" (", from_); at != absl::string_view::npos;
         at = text_.find(" (", at + 1)) {
      const size_t close = text_.find(')', at);
      if (close == absl::string_view::npos) return;
      const absl::string_view inside = text_.substr(at + 2, close - at - 2);
      if (inside.size() > kMostParenthesisBytes || inside.empty() ||
          absl::StrContains(inside, "(") || HasAcronym(inside) ||
          IsLetter(text_, close + 1) || HoldsProtectedWord(inside) ||
          IsQuoted(text_, at))
        continue;
      found.push_back({DeletionKind::kParenthesis, at, close + 1});
    }
  }

  // ", the mayor," behind a full name and before its verb.
  void FindAppositives(std::vector<Deletion>& found) const {
    for (size_t at = text_.find(", ", from_); at != absl::string_view::npos;
         at = text_.find(", ", at + 1)) {
      const size_t close = text_.find(',', at + 1);
      if (close == absl::string_view::npos) return;
      const absl::string_view inside = text_.substr(at + 2, close - at - 2);
      if (!IsTitle(inside) || !VerbFollows(text_.substr(close + 1)) ||
          !EndsInFullName(text_.substr(from_, at - from_)) ||
          IsQuoted(text_, at))
        continue;
      found.push_back({DeletionKind::kAppositive, at, close + 1});
      at = close;
    }
  }

 private:
  bool SaysBefore(size_t at) const {
    const size_t space = text_.rfind(' ', at == 0 ? 0 : at - 1);
    if (space == absl::string_view::npos) return false;
    return ReportingWords().contains(text_.substr(space + 1, at - space - 1));
  }

  static bool HasAcronym(absl::string_view inside) {
    for (size_t i = 0; i + 1 < inside.size(); ++i) {
      if (IsUpper(inside, i) && IsUpper(inside, i + 1)) return true;
    }
    return false;
  }

  // Two capitalised words in a row, and no third name before a comma: "Ana
  // Rell", not "Port Ann" alone behind "in".
  static bool EndsInFullName(absl::string_view before) {
    const std::vector<absl::string_view> words =
        absl::StrSplit(before, ' ', absl::SkipEmpty());
    const size_t n = words.size();
    if (n < 2) return false;
    const auto is_name = [](absl::string_view word) {
      return word.size() > 1 && IsUpper(word, 0) &&
             std::all_of(word.begin() + 1, word.end(), [](char c) {
               return absl::ascii_isalpha(static_cast<unsigned char>(c)) ||
                      c == '-' || c == '\'' || c == '.';
             });
    };
    if (!is_name(words[n - 1]) || !is_name(words[n - 2])) return false;
    // The name is the subject only at the front.
    return n == 2 || (n == 3 && is_name(words[0]));
  }

  // "the mayor of Port Ann", "a teacher": no verb, nothing protected.
  static bool IsTitle(absl::string_view inside) {
    if (Leading(inside, {"the", "a", "an", "his", "her", "their"}) == 0)
      return false;
    const std::vector<absl::string_view> words =
        absl::StrSplit(inside, ' ', absl::SkipEmpty());
    if (words.size() < 2 || words.size() > kMostAppositiveWords) return false;
    for (absl::string_view word : words) {
      if (word == "and" || word == "or" || word == "who" || word == "whose" ||
          word == "which" || word == "that" || word == "is" || word == "was")
        return false;
    }
    return !HoldsProtectedWord(inside);
  }

  static bool VerbFollows(absl::string_view rest) {
    return Leading(rest, {" said", " says", " told", " was", " is", " has",
                          " had", " will", " added", " announced", " wrote",
                          " described", " called", " became", " died"}) > 0;
  }

  const absl::string_view text_;
  const size_t from_;
};

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
  take_front(DeletionKind::kAdverbial,
             AdverbialLength(sentence.substr(front), language, primary));
  if (primary != "en" || sentence.size() > kLongestSentence ||
      !MarksBalance(sentence))
    return found;
  take_front(DeletionKind::kWeekday,
             OpeningWeekdayLength(sentence.substr(front), language));
  const Finder finder(sentence, front);
  std::vector<Deletion> inside;
  finder.FindWeekdays(inside);
  finder.FindParentheses(inside);
  finder.FindAppositives(inside);
  std::sort(inside.begin(), inside.end(),
            [](const Deletion& a, const Deletion& b) {
              return a.begin < b.begin;
            });
  for (const Deletion& deletion : inside) {
    if (found.empty() || deletion.begin >= found.back().end)
      found.push_back(deletion);
  }
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
