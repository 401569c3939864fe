#include "common/text/sentence_line.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "common/text/abbreviations.h"
#include "common/text/enclosures.h"
#include "common/text/utf8.h"

namespace byline::text {
namespace {

constexpr size_t kLongestWord = 32;
constexpr char32_t kEllipsis = 0x2026;

bool IsAlnum(char32_t c) {
  return c < 0x80 ? IsAsciiAlnum(c)
                  : c != kIllFormed && u_isalnum(static_cast<UChar32>(c));
}

// A mark that ends a sentence whatever follows, in the scripts that have one
// (Sentence_Break = STerm).
bool IsAbsoluteEnd(char32_t c) {
  if (c < 0x589 || IsCjk(c) || (c >= 0x2000 && c < 0x203C) || c == kIllFormed)
    return false;
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK) ==
         U_SB_STERM;
}

bool IsEndMark(char32_t c) {
  if (c < 0x589) return c == '.' || c == '!' || c == '?';
  return c == kEllipsis || IsAbsoluteEnd(c);
}

bool IsBullet(char32_t c) {
  return c == 0x2022 || c == 0x2043 || c == 0x25AA || c == 0x25E6 ||
         c == 0x2023 || c == 0x25CF;
}

}  // namespace

// Also for the half in sentence_ends.cc.
bool IsUpper(char32_t c) {
  return c < 0x80 ? IsAsciiUpper(c)
                  : u_isupper(static_cast<UChar32>(c)) ||
                        u_istitle(static_cast<UChar32>(c));
}

SentenceLine::SentenceLine(absl::string_view line,
                           absl::string_view primary_language)
    : line_(line), language_(primary_language) {
  chars_.resize(line.size());
  offsets_.resize(line.size() + 1);
  alnum_.resize(line.size() + 1);
  int alnum = 0;
  size_t size = 0;
  for (size_t pos = 0; pos < line.size(); ++size) {
    offsets_[size] = pos;
    alnum_[size] = alnum;
    chars_[size] = NextCodePoint(line, &pos);
    alnum += IsAlnum(chars_[size]);
  }
  offsets_[size] = line.size();
  alnum_[size] = alnum;
  chars_.resize(size);
  offsets_.resize(size + 1);
  alnum_.resize(size + 1);
  depths_ = EnclosureDepths(chars_);
  begins_item_.resize(chars_.size());
}

std::vector<SentenceLine::Piece> SentenceLine::Sentences() {
  FindListItems();
  for (size_t i = 0; i < chars_.size();) {
    if (begins_item_[i] && HasAlnum(start_, i)) {
      Emit(i);
      start_ = i;
    }
    const char32_t c = chars_[i];
    if (c == ' ' || IsAsciiAlnum(c)) {  // nearly all
      ++i;
      continue;
    }
    Candidate candidate{};
    if (!ReadCandidate(i, &candidate)) {
      ++i;
      continue;
    }
    const size_t resume = candidate.end;
    if (candidate.spaced && candidate.dots >= 4 && i > 0 &&
        !IsSpace(chars_[i - 1])) {
      // "compounds. . . . The": a full stop, then an ellipsis that begins the
      // next sentence.
      candidate.end = i + 1;
      if (candidate.next < chars_.size() && depths_[i] == 0 &&
          NextAt(candidate.next) == Next::kUpper) {
        Emit(candidate.end);
        start_ = i + 2;
      }
    } else if (candidate.next < chars_.size() && Ends(candidate)) {
      Emit(candidate.end);
      start_ = candidate.next;
    }
    i = resume;
  }
  Emit(chars_.size());
  return std::move(pieces_);
}

void SentenceLine::Emit(size_t end) {
  while (end > start_ && IsSpace(chars_[end - 1])) --end;
  if (end > start_) pieces_.push_back({offsets_[start_], offsets_[end]});
}

int SentenceLine::ListMarkerAt(size_t at, int* style) const {
  const size_t size = chars_.size();
  size_t i = at;
  const bool bullet = IsBullet(chars_[i]);
  if (bullet) {
    ++i;
    while (i < size && IsSpace(chars_[i]) && i < at + 3) ++i;
  }
  int value = 0;
  size_t digits = i;
  while (digits < size && digits < i + 3 && IsAsciiDigit(chars_[digits]))
    value = value * 10 + static_cast<int>(chars_[digits++] - '0');
  const bool letter = digits == i && i < size && IsAsciiLower(chars_[i]);
  if (letter) value = static_cast<int>(chars_[digits++] - 'a') + 1;
  i = digits;
  if (value == 0 || i >= size) return 0;
  const bool stop = chars_[i] == '.';
  i += stop;
  const bool bracket = i < size && chars_[i] == ')';
  i += bracket;
  if ((!stop && !bracket) || i >= size || !IsSpace(chars_[i])) return 0;
  // A bare "1." may be an ordinal or end a sentence: it needs a capital behind
  // it.
  if (!bullet && !bracket &&
      (i + 1 >= size || !IsUpper(chars_[i + 1]) ||
       WritesOrdinalsWithStop(language_)))
    return 0;
  *style =
      (bullet ? 1 : 0) + (letter ? 2 : 0) + (stop ? 4 : 0) + (bracket ? 8 : 0);
  return value;
}

// Items of a list in one line: "1) The first item 2) The second item".
void SentenceLine::FindListItems() {
  if (chars_.empty()) return;
  int style = 0;
  int value = ListMarkerAt(0, &style);
  if (value != 1 && (style & 1) == 0) value = 0;
  for (size_t i = 1; i < chars_.size(); ++i) {
    const char32_t c = chars_[i];
    if (value == 0 && c < 0x80) continue;
    if (!IsSpace(chars_[i - 1]) || depths_[i] > 0) continue;
    if (IsBullet(c)) begins_item_[i] = true;
    if (value == 0 || !(IsBullet(c) || IsAsciiAlnum(c))) continue;
    int other_style = 0;
    if (ListMarkerAt(i, &other_style) == value + 1 && other_style == style) {
      begins_item_[i] = true;
      ++value;
    }
  }
}

bool SentenceLine::ReadCandidate(size_t at, Candidate* candidate) const {
  const size_t size = chars_.size();
  if (!IsEndMark(chars_[at])) return false;
  size_t i = at;
  bool only_dots = true;
  for (; i < size && IsEndMark(chars_[i]); ++i) {
    const char32_t c = chars_[i];
    candidate->asks |= c == '!' || c == '?';
    candidate->absolute |= c != '.' && c != '!' && c != '?' && c != kEllipsis;
    only_dots &= c == '.';
    candidate->dots += c == kEllipsis ? 3 : 1;
  }
  if (only_dots && candidate->dots == 1) {
    size_t spaced = i;
    while (spaced + 1 < size && IsSpace(chars_[spaced]) &&
           chars_[spaced + 1] == '.' &&
           (spaced + 2 == size || !IsAlnum(chars_[spaced + 2]))) {
      spaced += 2;
      ++candidate->dots;
    }
    candidate->spaced = candidate->dots >= 3;
    if (candidate->spaced) {
      i = spaced;
    } else {
      candidate->dots = 1;
    }
  }
  if (candidate->asks || candidate->absolute) candidate->dots = 0;
  candidate->begin = at;
  candidate->marks_end = i;
  // Closing marks: those at hand, and behind spaces those that close a pair
  // around the mark (French).
  const int depth = depths_[at];
  for (size_t j = i; j < size;) {
    const bool opens = j + 1 < size && depths_[j + 1] > depths_[j];
    if (IsClosingMark(chars_[j]) && !opens && (j == i || depths_[j] < depth)) {
      i = ++j;
    } else if (IsSpace(chars_[j]) && depths_[j] > 0 && j == i && j + 1 < size &&
               depths_[j + 1] < depths_[j]) {
      ++j;
    } else {
      break;
    }
  }
  candidate->end = i;
  while (i < size && IsSpace(chars_[i])) ++i;
  candidate->next = i;
  return true;
}

SentenceLine::Next SentenceLine::NextAt(size_t at) const {
  const char32_t c = chars_[at];
  if (IsUpper(c)) return Next::kUpper;
  if (c < 0x80 ? IsAsciiLower(c) : u_islower(static_cast<UChar32>(c)))
    return Next::kLower;
  if (c == kIllFormed) return Next::kOther;
  if (u_isdigit(static_cast<UChar32>(c))) return Next::kDigit;
  return u_isalpha(static_cast<UChar32>(c)) ? Next::kCaseless : Next::kOther;
}

size_t SentenceLine::WordBegin(size_t end) const {
  size_t begin = end;
  while (begin > start_ && end - begin < kLongestWord &&
         !IsSpace(chars_[begin - 1]) && !IsOpeningMark(chars_[begin - 1]) &&
         chars_[begin - 1] != 0x2014 && chars_[begin - 1] != '/')
    --begin;
  while (begin < end && !IsAlnum(chars_[begin])) ++begin;
  return begin;
}

std::string SentenceLine::WordFrom(size_t begin) const {
  size_t end = begin;
  while (end < chars_.size() && end - begin < kLongestWord &&
         IsAlnum(chars_[end]))
    ++end;
  return std::string(Slice(begin, end));
}

absl::string_view SentenceLine::Slice(size_t begin, size_t end) const {
  return line_.substr(offsets_[begin], offsets_[end] - offsets_[begin]);
}

int SentenceLine::WordsBefore(size_t end, int limit) const {
  int words = 0;
  for (size_t i = end; i > start_ && words < limit; --i) {
    words += IsSpace(chars_[i - 1]) && i < end && !IsSpace(chars_[i]);
  }
  return words + (words < limit && end > start_ ? 1 : 0);
}

bool SentenceLine::HasAlnum(size_t begin, size_t end) const {
  return alnum_[end] > alnum_[begin];
}

}  // namespace byline::text
