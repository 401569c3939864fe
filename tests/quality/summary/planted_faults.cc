#include "tests/quality/summary/planted_faults.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <set>

#include "tests/quality/summary/spelled_words.h"

namespace byline::quality {
namespace {

using Words = std::vector<SpelledWord>;

constexpr absl::string_view kDays[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday"};
constexpr absl::string_view kMonths[] = {
    "January", "February",  "April",   "June",     "July",
    "August",  "September", "October", "November", "December"};
constexpr absl::string_view kNumbers[] = {
    "two", "three",  "four",   "five",    "six",    "seven",  "eight", "nine",
    "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty"};
// Each with one that is never the same.
constexpr absl::string_view kUnits[][2] = {
    {"kilometers", "miles"}, {"kilometres", "miles"}, {"km", "miles"},
    {"miles", "kilometers"}, {"million", "billion"},  {"billion", "million"},
    {"meters", "feet"},      {"metres", "feet"},      {"feet", "meters"},
    {"hours", "minutes"},    {"minutes", "hours"},    {"days", "weeks"},
    {"weeks", "months"},     {"months", "weeks"},     {"years", "months"},
    {"year", "month"},       {"mph", "kph"},          {"dollars", "euros"},
    {"pounds", "kilograms"}, {"tons", "pounds"},      {"inches", "feet"},
    {"degrees", "percent"},  {"cents", "dollars"},    {"seconds", "minutes"}};
constexpr absl::string_view kAuxiliaries[] = {
    "is",  "was", "are",  "were", "will",   "would",
    "can", "has", "have", "had",  "should", "must"};
constexpr absl::string_view kSaying[] = {
    "said",      "says",      "say",     "told",   "tells",    "added",
    "adds",      "explained", "claimed", "claims", "insisted", "insists",
    "wrote",     "warned",    "warns",   "argues", "argued",   "tweeted",
    "announced", "stated",    "admitted"};
// Trades that speak in the news; no two of them mean the same.
constexpr absl::string_view kTrades[] = {
    "police",    "prosecutors", "doctors", "scientists", "lawyers",
    "witnesses", "teachers",    "farmers", "economists", "critics"};
constexpr absl::string_view kNotNames[] = {
    "The",  "This", "That",      "They",  "There", "He",    "She", "His",
    "Her",  "But",  "And",       "For",   "When",  "While", "Mr",  "Mrs",
    "Ms",   "Dr",   "In",        "On",    "At",    "It",    "We",  "You",
    "If",   "As",   "May",       "March", "Its",   "My",    "Our", "What",
    "Who",  "Miss", "President", "Sir",   "Not",   "Jan",   "Feb", "Aug",
    "Sept", "Oct",  "Nov",       "Dec",   "No",    "Yes",   "St",  "Capt",
    "Sgt",  "Rep",  "Gov",       "Gen",   "Sen",   "Col",   "Lt",  "Prof",
    "Rev",  "Lord", "Lady",      "Queen", "King"};

template <typename List>
bool IsIn(const List& list, absl::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Letters of its own, not one of another size: the list's next entries.
template <typename List>
absl::string_view Another(const List& list, absl::string_view word,
                          std::mt19937& random) {
  absl::string_view other = word;
  while (other == word) other = list[random() % std::size(list)];
  return other;
}

std::string Replaced(const std::string& point, size_t begin, size_t end,
                     absl::string_view with) {
  return absl::StrCat(point.substr(0, begin), with, point.substr(end));
}

bool IsNameWord(const SpelledWord& word) {
  return word.IsCapitalised() && word.text.size() > 2 &&
         !IsIn(kNotNames, word.text) && !IsIn(kDays, word.text) &&
         !IsIn(kMonths, word.text) &&
         word.text.find('\'') == std::string::npos &&
         word.text.find("’") == std::string::npos;
}

struct Name {
  size_t first;
  size_t last;
  std::string text;
};

// Maximal runs with nothing but a space between.
std::vector<Name> FindNames(absl::string_view text, const Words& words) {
  std::vector<Name> names;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsNameWord(words[i])) continue;
    const bool joined = !names.empty() && names.back().last + 1 == i &&
                        words[i].begin == words[i - 1].end + 1 &&
                        text[words[i - 1].end] == ' ';
    if (joined) {
      names.back().last = i;
    } else {
      names.push_back({i, i, ""});
    }
  }
  for (Name& name : names)
    name.text = std::string(
        text.substr(words[name.first].begin,
                    words[name.last].end - words[name.first].begin));
  return names;
}

template <typename T>
const T* Any(const std::vector<T>& list, std::mt19937& random) {
  return list.empty() ? nullptr : &list[random() % list.size()];
}

// One of `pool` that is not the name, nor in the point.
std::optional<std::string> OtherName(const std::string& name,
                                     const std::string& point,
                                     const std::vector<std::string>& pool,
                                     std::mt19937& random) {
  std::vector<std::string> others;
  for (const std::string& other : pool) {
    if (!MayBeAlias(name, other) && !absl::StrContains(point, other))
      others.push_back(other);
  }
  const std::string* const chosen = Any(others, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

std::optional<std::string> SwapName(const std::string& point,
                                    const ArticleWords& article,
                                    const std::vector<std::string>& pool,
                                    std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<Name> names;
  for (const Name& name : FindNames(point, words)) {
    if (!words[name.first].quoted && IsIn(article.names, name.text))
      names.push_back(name);
  }
  const Name* const name = Any(names, random);
  if (name == nullptr) return std::nullopt;
  const std::optional<std::string> other =
      OtherName(name->text, point, pool, random);
  if (!other.has_value()) return std::nullopt;
  return Replaced(point, words[name->first].begin, words[name->last].end,
                  *other);
}

std::optional<std::string> ChangeNumber(const std::string& point,
                                        std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<SpelledWord> numbers;
  for (const SpelledWord& word : words) {
    if (!word.quoted && (word.IsNumber() || IsIn(kNumbers, word.text)))
      numbers.push_back(word);
  }
  const SpelledWord* const number = Any(numbers, random);
  if (number == nullptr) return std::nullopt;
  if (!number->IsNumber())
    return Replaced(point, number->begin, number->end,
                    Another(kNumbers, number->text, random));
  // One of its digits; the first one does not become 0.
  std::vector<size_t> digits;
  for (size_t i = 0; i < number->text.size(); ++i) {
    if (absl::ascii_isdigit(number->Byte(i))) digits.push_back(i);
  }
  std::string changed = number->text;
  const size_t at = digits[random() % digits.size()];
  while (changed[at] == number->text[at])
    changed[at] = static_cast<char>('1' + random() % 9);
  return Replaced(point, number->begin, number->end, changed);
}

std::optional<std::string> ChangeUnit(const std::string& point,
                                      std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<std::string> changed;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].quoted) continue;
    const bool counted =
        i > 0 && (words[i - 1].IsNumber() || IsIn(kNumbers, words[i - 1].text));
    for (const auto& pair : kUnits) {
      if (counted && words[i].text == pair[0])
        changed.push_back(
            Replaced(point, words[i].begin, words[i].end, pair[1]));
    }
    if (words[i].IsNumber() && words[i].begin > 0 &&
        point[words[i].begin - 1] == '$')
      changed.push_back(
          Replaced(point, words[i].begin - 1, words[i].begin, "€"));
    if (words[i].IsNumber() && words[i].begin > 1 &&
        point.substr(words[i].begin - 2, 2) == "£")
      changed.push_back(
          Replaced(point, words[i].begin - 2, words[i].begin, "$"));
  }
  const std::string* const chosen = Any(changed, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

bool IsNegation(absl::string_view word) {
  constexpr absl::string_view kWords[] = {
      "not",     "no",     "never",  "cannot",  "without", "nor",
      "neither", "none",   "nobody", "nothing", "No",      "Not",
      "Never",   "denied", "denies", "refused"};
  return IsIn(kWords, word) || absl::EndsWith(word, "n't");
}

std::optional<std::string> AddNegation(const std::string& point,
                                       std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<size_t> places;
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    // A second negation would take back the first one.
    if (IsNegation(words[i].text) || IsNegation(words[i + 1].text))
      return std::nullopt;
    if (IsIn(kAuxiliaries, words[i].text) && !words[i].quoted &&
        !words[i + 1].quoted && words[i + 1].begin == words[i].end + 1)
      places.push_back(words[i].end);
  }
  const size_t* const place = Any(places, random);
  if (place == nullptr) return std::nullopt;
  return Replaced(point, *place, *place, " not");
}

std::optional<std::string> RemoveNegation(const std::string& point,
                                          std::mt19937& random) {
  std::vector<std::string> changed;
  for (const SpelledWord& word : SpellWords(point)) {
    if (word.quoted) continue;
    const size_t behind = std::min(point.size(), word.end + 1);
    if (word.text == "not" || word.text == "never") {
      changed.push_back(Replaced(point, word.begin, behind, ""));
    } else if (word.text == "cannot" || word.text == "can't") {
      changed.push_back(Replaced(point, word.begin, word.end, "can"));
    } else if (word.text == "won't") {
      changed.push_back(Replaced(point, word.begin, word.end, "will"));
    } else if (absl::EndsWith(word.text, "n't") && word.text.size() > 4) {
      changed.push_back(Replaced(point, word.end - 3, word.end, ""));
    } else if (word.text == "no") {
      changed.push_back(Replaced(point, word.begin, word.end, "a"));
    } else if (word.text == "without") {
      changed.push_back(Replaced(point, word.begin, word.end, "with"));
    } else if (word.text == "denied" || word.text == "denies") {
      changed.push_back(Replaced(point, word.begin, word.end, "confirmed"));
    }
  }
  const std::string* const chosen = Any(changed, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

bool StandsBesideSaying(const Words& words, size_t first, size_t last) {
  return (last + 1 < words.size() && IsIn(kSaying, words[last + 1].text)) ||
         (first > 0 &&
          (words[first - 1].text == "said" || words[first - 1].text == "says" ||
           words[first - 1].text == "told")) ||
         (first > 1 && words[first - 1].text == "to" &&
          absl::EqualsIgnoreCase(words[first - 2].text, "according"));
}

std::optional<std::string> SwapSpeaker(const std::string& point,
                                       const ArticleWords& article,
                                       const ArticleWords& foreign,
                                       std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<std::string> changed;
  for (const Name& name : FindNames(point, words)) {
    if (words[name.first].quoted || !IsIn(article.names, name.text) ||
        !StandsBesideSaying(words, name.first, name.last))
      continue;
    // "told Smith": who is told, not who tells.
    const bool told = name.first > 0 && words[name.first - 1].text == "told";
    if (told) continue;
    std::optional<std::string> other =
        OtherName(name.text, point, article.people, random);
    if (!other.has_value())
      other = OtherName(name.text, point, foreign.people, random);
    if (other.has_value())
      changed.push_back(Replaced(point, words[name.first].begin,
                                 words[name.last].end, *other));
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string small = absl::AsciiStrToLower(words[i].text);
    if (words[i].quoted || !IsIn(kTrades, small) ||
        !StandsBesideSaying(words, i, i) ||
        (i > 0 && words[i - 1].text == "told"))
      continue;
    std::string other(Another(kTrades, small, random));
    if (words[i].IsCapitalised())
      other[0] = absl::ascii_toupper(static_cast<unsigned char>(other[0]));
    changed.push_back(Replaced(point, words[i].begin, words[i].end, other));
  }
  const std::string* const chosen = Any(changed, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

std::optional<std::string> ChangeDate(const std::string& point,
                                      std::mt19937& random) {
  std::vector<std::string> changed;
  for (const SpelledWord& word : SpellWords(point)) {
    if (word.quoted) continue;
    if (IsIn(kDays, word.text))
      changed.push_back(Replaced(point, word.begin, word.end,
                                 Another(kDays, word.text, random)));
    if (IsIn(kMonths, word.text))
      changed.push_back(Replaced(point, word.begin, word.end,
                                 Another(kMonths, word.text, random)));
  }
  const std::string* const chosen = Any(changed, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

std::optional<std::string> ChangeQuote(const std::string& point,
                                       const ArticleWords& article,
                                       std::mt19937& random) {
  const Words words = SpellWords(point);
  std::vector<SpelledWord> places;
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const bool inside =
        words[i].quoted && (words[i - 1].quoted || words[i + 1].quoted);
    if (inside && words[i].text.size() > 3) places.push_back(words[i]);
  }
  const SpelledWord* const place = Any(places, random);
  const std::string* const other = Any(article.words, random);
  if (place == nullptr || other == nullptr ||
      absl::EqualsIgnoreCase(place->text.substr(0, 3), other->substr(0, 3)))
    return std::nullopt;
  return Replaced(point, place->begin, place->end, *other);
}

std::optional<std::string> RemoveHedge(const std::string& point,
                                       std::mt19937& random) {
  constexpr absl::string_view kDropped[] = {
      "allegedly", "reportedly", "apparently", "possibly",
      "suspected", "alleged",    "probably"};
  std::vector<std::string> changed;
  for (const SpelledWord& word : SpellWords(point)) {
    if (word.quoted) continue;
    if (IsIn(kDropped, word.text))
      changed.push_back(Replaced(point, word.begin,
                                 std::min(point.size(), word.end + 1), ""));
    if (word.text == "may" || word.text == "might" || word.text == "could")
      changed.push_back(Replaced(point, word.begin, word.end, "will"));
  }
  const std::string* const chosen = Any(changed, random);
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

}  // namespace

absl::string_view PlantName(Plant plant) {
  switch (plant) {
    case Plant::kNameOfArticle:
      return "name, of the article";
    case Plant::kForeignName:
      return "name, of another one";
    case Plant::kNumber:
      return "number";
    case Plant::kUnit:
      return "unit";
    case Plant::kNegationAdded:
      return "negation added";
    case Plant::kNegationRemoved:
      return "negation removed";
    case Plant::kSpeaker:
      return "speaker";
    case Plant::kDate:
      return "weekday or month";
    case Plant::kQuote:
      return "word of a quote";
    case Plant::kHedge:
      return "hedge removed";
  }
  return "";
}

bool CanPlant(Plant plant, absl::string_view language) {
  if (absl::StartsWith(language, "en")) return true;
  if (plant == Plant::kNameOfArticle || plant == Plant::kForeignName)
    return !absl::StartsWith(language, "de");
  return plant == Plant::kNumber || plant == Plant::kQuote;
}

void AddSmallWords(absl::string_view body,
                   absl::flat_hash_set<std::string>& common) {
  for (const SpelledWord& word : SpellWords(body)) {
    if (!word.IsCapitalised()) common.insert(word.text);
  }
}

ArticleWords ReadArticleWords(absl::string_view body,
                              const absl::flat_hash_set<std::string>& common) {
  const Words words = SpellWords(body);
  absl::flat_hash_set<std::string> small;
  std::set<std::string> long_words;
  for (const SpelledWord& word : words) {
    if (word.IsCapitalised()) continue;
    small.insert(word.text);
    if (word.text.size() > 4 && absl::ascii_islower(word.Byte(0)))
      long_words.insert(word.text);
  }
  std::set<std::string> names;
  std::set<std::string> proper_names;
  std::set<std::string> people;
  for (const Name& name : FindNames(body, words)) {
    bool also_small = false;
    bool proper = false;
    for (size_t i = name.first; i <= name.last; ++i) {
      const std::string word = absl::AsciiStrToLower(words[i].text);
      also_small = also_small || small.contains(word);
      proper = proper || !common.contains(word);
    }
    if (words[name.first].opens || also_small) continue;
    names.insert(name.text);
    if (!proper) continue;
    proper_names.insert(name.text);
    if (name.first != name.last ||
        StandsBesideSaying(words, name.first, name.last))
      people.insert(name.text);
  }
  return {{names.begin(), names.end()},
          {proper_names.begin(), proper_names.end()},
          {people.begin(), people.end()},
          {long_words.begin(), long_words.end()}};
}

bool MayBeAlias(absl::string_view a, absl::string_view b) {
  std::string initials_of_a;
  std::string initials_of_b;
  for (absl::string_view word : absl::StrSplit(a, ' '))
    absl::StrAppend(&initials_of_a, word.substr(0, 1));
  for (absl::string_view word : absl::StrSplit(b, ' '))
    absl::StrAppend(&initials_of_b, word.substr(0, 1));
  for (absl::string_view one : absl::StrSplit(a, ' ')) {
    if (one == initials_of_b) return true;
    for (absl::string_view other : absl::StrSplit(b, ' ')) {
      if (other == initials_of_a || one.substr(0, 4) == other.substr(0, 4))
        return true;
    }
  }
  return false;
}

std::optional<std::string> PlantFault(Plant plant, const std::string& point,
                                      const ArticleWords& article,
                                      const ArticleWords& foreign,
                                      std::mt19937& random) {
  switch (plant) {
    case Plant::kNameOfArticle:
      return SwapName(point, article, article.proper_names, random);
    case Plant::kForeignName: {
      std::vector<std::string> pool;
      for (const std::string& name : foreign.proper_names) {
        if (!std::any_of(
                article.names.begin(), article.names.end(),
                [&](const std::string& own) { return MayBeAlias(own, name); }))
          pool.push_back(name);
      }
      return SwapName(point, article, pool, random);
    }
    case Plant::kNumber:
      return ChangeNumber(point, random);
    case Plant::kUnit:
      return ChangeUnit(point, random);
    case Plant::kNegationAdded:
      return AddNegation(point, random);
    case Plant::kNegationRemoved:
      return RemoveNegation(point, random);
    case Plant::kSpeaker:
      return SwapSpeaker(point, article, foreign, random);
    case Plant::kDate:
      return ChangeDate(point, random);
    case Plant::kQuote:
      return ChangeQuote(point, article, random);
    case Plant::kHedge:
      return RemoveHedge(point, random);
  }
  return std::nullopt;
}

}  // namespace byline::quality
