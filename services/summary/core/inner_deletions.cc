#include "services/summary/core/inner_deletions.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <algorithm>

#include "services/summary/core/leading_words.h"
#include "services/summary/core/protected_words.h"
#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

constexpr int kMostAppositiveWords = 8;
constexpr size_t kMostParenthesisBytes = 60;

bool IsUpper(absl::string_view text, size_t at) {
  return at < text.size() &&
         absl::ascii_isupper(static_cast<unsigned char>(text[at]));
}

// A straight single mark in front of a word: of an apostrophe there is a letter
// before it, or a digit behind it ("'90s").
bool OpensSingleQuotation(absl::string_view text, size_t at) {
  return text[at] == '\'' && IsLetter(text, at + 1) &&
         (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(');
}

// Whether a byte stands inside of quotation marks; behind an opening single
// mark all do, since what closes it may be an apostrophe.
bool IsQuoted(absl::string_view text, size_t at) {
  bool straight = false;
  int curly = 0;
  int low = 0;
  int guillemets = 0;
  int corners = 0;
  for (size_t i = 0; i < at; ++i) {
    if (text[i] == '"') straight = !straight;
    if (OpensSingleQuotation(text, i)) return true;
    if (static_cast<unsigned char>(text[i]) < 0x80) continue;
    const absl::string_view rest = text.substr(i);
    if (absl::StartsWith(rest, "„")) ++low;
    // German closes low marks with the one that opens English.
    if (absl::StartsWith(rest, "“")) low > 0 ? --low : ++curly;
    if (absl::StartsWith(rest, "”")) low > 0 ? --low : --curly;
    if (absl::StartsWith(rest, "‘")) return true;
    if (absl::StartsWith(rest, "«")) ++guillemets;
    if (absl::StartsWith(rest, "»")) --guillemets;
    if (absl::StartsWith(rest, "「")) ++corners;
    if (absl::StartsWith(rest, "」")) --corners;
  }
  return straight || curly > 0 || low > 0 || guillemets > 0 || corners > 0;
}

class Finder {
 public:
  Finder(absl::string_view text, size_t from) : text_(text), from_(from) {}

  // " on Monday" behind a verb of saying and before what was said, or before
  // another adjunct: never at the end, where it may be all that is told of
  // when, and never behind a negation, which it limits.
  void FindWeekdays(std::vector<Deletion>& found) const {
    constexpr absl::string_view kOn = " on ";
    for (size_t at = text_.find(kOn, from_); at != absl::string_view::npos;
         at = text_.find(kOn, at + 1)) {
      const size_t day = LeadingWeekday(text_.substr(at + kOn.size()));
      if (day == 0) continue;
      const size_t end = at + kOn.size() + day;
      const absl::string_view rest = text_.substr(end);
      const absl::string_view before = WordBefore(at);
      const bool goes_on =
          ReportingWords().contains(before)
              ? Leading(rest, {" that", " he", " she", " they", " it", " the"})
              : !before.empty() && !HoldsProtectedWord(before) &&
                    Leading(rest, {" to", " after", " in", " for", " with",
                                   " by", " as", " over", " amid", " following",
                                   " near", " against"});
      if (goes_on && !NamesAnotherDay(rest) && !IsQuoted(text_, at) &&
          !HoldsNegation(text_.substr(from_, at - from_)))
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
  absl::string_view WordBefore(size_t at) const {
    const size_t space =
        at == 0 ? absl::string_view::npos : text_.rfind(' ', at - 1);
    const size_t begin = space == absl::string_view::npos ? 0 : space + 1;
    return begin < from_ ? absl::string_view()
                         : text_.substr(begin, at - begin);
  }

  // "to Friday", "in the week of Friday": within the next words.
  static bool NamesAnotherDay(absl::string_view rest) {
    constexpr size_t kNear = 30;
    const absl::string_view next = rest.substr(0, kNear);
    for (size_t at = next.find(' '); at != absl::string_view::npos;
         at = next.find(' ', at + 1)) {
      if (LeadingWeekday(next.substr(at + 1)) > 0) return true;
    }
    return false;
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

std::vector<Deletion> InnerDeletions(absl::string_view sentence, size_t from) {
  const Finder finder(sentence, from);
  std::vector<Deletion> found;
  finder.FindWeekdays(found);
  finder.FindParentheses(found);
  finder.FindAppositives(found);
  std::sort(
      found.begin(), found.end(),
      [](const Deletion& a, const Deletion& b) { return a.begin < b.begin; });
  std::vector<Deletion> apart;
  for (const Deletion& deletion : found) {
    if (apart.empty() || deletion.begin >= apart.back().end)
      apart.push_back(deletion);
  }
  return apart;
}

}  // namespace byline::summary
