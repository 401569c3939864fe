#include <absl/strings/match.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "common/text/abbreviations.h"
#include "common/text/enclosures.h"
#include "common/text/sentence_line.h"
#include "common/text/utf8.h"

// Whether a mark ends a sentence: the half of SentenceLine that decides. Which
// marks come up, sentence_line.cc finds.
namespace byline::text {
namespace {

bool IsDash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

bool IsTimeOfDay(absl::string_view word) {
  return absl::EqualsIgnoreCase(word, "a.m") ||
         absl::EqualsIgnoreCase(word, "p.m") || word == "am" || word == "pm";
}

// Single letters with full stops between: "U.S", "e.g", "J.K".
bool IsDotted(absl::string_view word) {
  bool letter_expected = true;
  int letters = 0;
  for (size_t pos = 0; pos < word.size();) {
    const char32_t c = NextCodePoint(word, &pos);
    if (letter_expected ? !u_isalpha(static_cast<UChar32>(c))
                        : c != '.' && !IsDash(c))
      return false;
    if (!letter_expected && c == '.' && pos < word.size() && IsDash(word[pos]))
      ++pos;  // "J.-P"
    letters += letter_expected;
    letter_expected = !letter_expected;
  }
  return letters > 1 && !letter_expected;
}

bool IsNumber(absl::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return IsAsciiDigit(static_cast<unsigned char>(c)) || c == '.' || c == ',';
  });
}

}  // namespace

bool SentenceLine::Ends(const Candidate& candidate) const {
  const size_t end = candidate.end;
  if (depths_[end] > 0) return false;
  if (!HasAlnum(start_, candidate.begin) || !HasAlnum(end, chars_.size()))
    return false;
  // "[...]", "(!)": a remark, not the end of anything.
  if (candidate.end > candidate.marks_end && candidate.begin > 0 &&
      IsOpeningMark(chars_[candidate.begin - 1]))
    return false;
  const bool space_follows = candidate.next > end;
  if (!space_follows && !candidate.absolute &&
      !(candidate.dots != 1 && IsCjk(chars_[end])))
    return false;

  size_t first = candidate.next;
  while (first < chars_.size() && first < candidate.next + 4 &&
         (IsOpeningMark(chars_[first]) || IsDash(chars_[first]) ||
          IsSpace(chars_[first])))
    ++first;
  if (first >= chars_.size()) return false;
  if (ClosesQuote(candidate) && AttributionFollows(candidate, first))
    return false;
  if (candidate.absolute) return true;

  const Next next = NextAt(first);
  const bool mark_ahead = first > candidate.next;
  if (candidate.dots == 1) return FullStopEnds(candidate, first, next);
  if (candidate.asks) {
    if (next == Next::kLower)
      return mark_ahead && IsOpeningMark(chars_[candidate.next]);
    const absl::string_view word =
        Slice(WordBegin(candidate.begin), candidate.begin);
    if (word == "Yahoo" || word == "Jeopardy")
      return OpensSentence(WordFrom(first), language_);
    return true;
  }
  // An ellipsis.
  if (next == Next::kUpper) {
    const bool detached =
        candidate.begin > 0 && IsSpace(chars_[candidate.begin - 1]);
    return !(detached && candidate.dots == 3 && WordFrom(first) == "I");
  }
  return next == Next::kDigit && candidate.dots >= 4;
}

bool SentenceLine::FullStopEnds(const Candidate& candidate, size_t first,
                                Next next) const {
  const size_t word_begin = WordBegin(candidate.begin);
  const absl::string_view word = Slice(word_begin, candidate.begin);
  const bool first_word = !HasAlnum(start_, word_begin);
  const size_t length = candidate.begin - word_begin;
  const bool number = IsNumber(word);
  if (first_word && (length == 1 || (number && length <= 3)))
    return false;  // a list marker
  const StopAfter kind = AbbreviationOf(word, language_);
  const bool dotted = IsDotted(word);
  const bool single = length == 1 && !number;
  const bool time = IsTimeOfDay(word);
  const bool ordinary =
      kind == StopAfter::kOrdinary && !dotted && !single && !time;

  if (next == Next::kLower) {
    if (!ordinary || ClosesQuote(candidate)) return false;
    const bool quote_ahead = first > candidate.next &&
                             IsOpeningMark(chars_[candidate.next]) &&
                             chars_[candidate.next] != '(';
    const bool like_iphone =
        first + 1 < chars_.size() && IsUpper(chars_[first + 1]);
    return quote_ahead || like_iphone;
  }
  if (next == Next::kOther) return ordinary;
  if (next == Next::kDigit) {
    if (number) return length > 2 || !WritesOrdinalsWithStop(language_);
    return ordinary || kind == StopAfter::kEndsAtCapital;
  }
  const std::string next_word = WordFrom(first);
  if (ClosesQuote(candidate)) return true;
  if (time) {
    // "At 5 a.m. Mr. Smith went" is the opening of a sentence, not all of it.
    return !IsTimeWord(next_word) && WordsBefore(word_begin, 4) >= 4;
  }
  switch (kind) {
    case StopAfter::kNever:
      return false;
    case StopAfter::kBeforeNumber:
    case StopAfter::kEndsAtCapital:
      return true;
    case StopAfter::kBeforeName:
    case StopAfter::kMayEnd:
      return OpensSentence(next_word, language_);
    case StopAfter::kOrdinary:
      break;
  }
  if (single || dotted) {
    if (next == Next::kCaseless) return false;
    // "you and I." ends; "Albert I. Jones" does not.
    size_t before = word_begin;
    while (before > start_ && IsSpace(chars_[before - 1])) --before;
    const bool pronoun = word == "I" && before > start_ &&
                         IsAsciiLower(chars_[WordBegin(before)]);
    return pronoun || OpensSentence(next_word, language_);
  }
  if (number && length <= 2 && WritesOrdinalsWithStop(language_))
    return OpensSentence(next_word, language_);
  return true;
}

bool SentenceLine::ClosesQuote(const Candidate& candidate) const {
  for (size_t i = candidate.marks_end; i < candidate.end; ++i) {
    const char32_t c = chars_[i];
    if (c != ')' && c != ']' && c != '}' && c != 0xFF09 && c != 0xFF3D &&
        !IsSpace(c))
      return true;
  }
  return false;
}

// `"Is it over?" Smith asked.`, 「…。」と述べた, “……！”他说。
bool SentenceLine::AttributionFollows(const Candidate& candidate,
                                      size_t first) const {
  if (IsCjk(chars_[first])) {
    if (candidate.next > candidate.end) return false;
    if (chars_[first] == U'と' || chars_[first] == U'っ') return true;
    for (size_t i = first;
         i < chars_.size() && i < first + 8 && IsCjk(chars_[i]); ++i) {
      const char32_t c = chars_[i];
      if (c == U'说' || c == U'道' || c == U'问' || c == U'称' || c == U'喊' ||
          c == U'說' || c == U'問' || c == U'稱')
        return true;
    }
    return false;
  }
  // After a full stop a name begins a new sentence: before an attribution there
  // would be a comma.
  if (!candidate.asks || !IsUpper(chars_[first])) return false;
  size_t at = first;
  for (int words = 0; words < 5 && at < chars_.size(); ++words) {
    const std::string word = WordFrom(at);
    if (word.empty()) return false;
    if (words > 0 && IsReportingVerb(word)) return true;
    if (words == 0 && word != "I" && OpensSentence(word, language_))
      return false;
    if (!IsUpper(chars_[at])) return false;
    while (at < chars_.size() && !IsSpace(chars_[at])) {
      if (chars_[at] == '.' && !IsTitle(word) && word.size() > 1) return false;
      if (++at > first + 80) return false;
    }
    while (at < chars_.size() && IsSpace(chars_[at])) ++at;
  }
  return false;
}

}  // namespace byline::text
