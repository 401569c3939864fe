#include "tests/quality/summary/rouge/point_checks.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "common/text/utf8.h"
#include "tests/quality/summary/rouge/openings.h"

namespace byline::quality {
namespace {

using text::ByteRange;

constexpr absl::string_view kEdges[] = {
    ".", ",", ";", ":", "!", "?", "\"", "'", "(", ")", "[", "]", "{", "}",
    "`", "…", "‘", "’", "“", "”", "„",  "«", "»", "–", "—", "-", "*", "•"};

// Without a source, words may be this far apart: twice as many words as the
// point has, and these. Words from here and there are no sentence.
constexpr size_t kMostBetween = 12;

// The openings are looked for in so many characters.
constexpr size_t kOpeningCharacters = 120;
constexpr size_t kOpeningWords = 5;

absl::string_view WithoutEdges(absl::string_view word) {
  const auto strip = [&word](auto matches, auto remove) {
    const auto edge = std::find_if(
        std::begin(kEdges), std::end(kEdges), [&](absl::string_view mark) {
          return word.size() >= mark.size() && matches(mark);
        });
    if (edge == std::end(kEdges)) return false;
    remove(edge->size());
    return true;
  };
  while (strip(
      [&](absl::string_view mark) {
        return word.substr(0, mark.size()) == mark;
      },
      [&](size_t size) { word.remove_prefix(size); })) {
  }
  while (strip(
      [&](absl::string_view mark) {
        return word.substr(word.size() - mark.size()) == mark;
      },
      [&](size_t size) { word.remove_suffix(size); })) {
  }
  return word;
}

// The same word; also with another case of its first letter, as a sentence that
// lost its opening has.
bool IsSameFirst(absl::string_view a, absl::string_view b) {
  if (a == b) return true;
  if (a.empty() || b.empty()) return false;
  size_t in_a = 0;
  size_t in_b = 0;
  const char32_t first_a = text::NextCodePoint(a, &in_a);
  const char32_t first_b = text::NextCodePoint(b, &in_b);
  return u_tolower(static_cast<UChar32>(first_a)) ==
             u_tolower(static_cast<UChar32>(first_b)) &&
         a.substr(in_a) == b.substr(in_b);
}

bool IsSame(bool first, absl::string_view a, absl::string_view b) {
  return first ? IsSameFirst(a, b) : a == b;
}

size_t Count(absl::string_view text, absl::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != absl::string_view::npos;
       at = text.find(mark, at + mark.size()))
    ++count;
  return count;
}

std::string LowerWord(absl::string_view word) {
  std::string lower;
  for (size_t pos = 0; pos < word.size();) {
    const char32_t c = text::NextCodePoint(word, &pos);
    text::AppendUtf8(
        c == U'’' ? U'\''
                  : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))),
        &lower);
  }
  return lower;
}

}  // namespace

PointChecker::PointChecker(absl::string_view body, absl::string_view language)
    : body_(body),
      tokens_(TokensOf(body, 0)),
      sentences_(text::SplitSentences(body, language)) {}

PointChecker::Tokens PointChecker::TokensOf(absl::string_view text,
                                            size_t offset) {
  Tokens tokens;
  const auto add = [&](size_t begin, size_t end) {
    const absl::string_view word =
        WithoutEdges(text.substr(begin, end - begin));
    if (!word.empty()) tokens.push_back({word, {begin + offset, end + offset}});
  };
  size_t begin = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t at = pos;
    if (!text::IsSpace(text::NextCodePoint(text, &pos))) continue;
    add(begin, at);
    begin = pos;
  }
  add(begin, text.size());
  return tokens;
}

// The first and last word of the shortest stretch of `source` that holds
// `point` as a subsequence.
std::optional<std::pair<size_t, size_t>> PointChecker::Tightest(
    const Tokens& point, const Tokens& source) {
  std::optional<std::pair<size_t, size_t>> best;
  if (point.empty()) return best;
  for (size_t start = 0; start + point.size() <= source.size(); ++start) {
    if (!IsSameFirst(point[0].word, source[start].word)) continue;
    size_t at = start;
    size_t found = 1;
    while (found < point.size() && at + 1 < source.size()) {
      ++at;
      if (point[found].word == source[at].word) ++found;
    }
    if (found < point.size()) break;  // a later start cannot do better
    if (!best || at - start < best->second - best->first) best = {start, at};
    if (at - start + 1 == point.size()) break;
  }
  return best;
}

bool PointChecker::IsAsDeclared(const WrittenPoint& point,
                                const Tokens& words) const {
  std::string rest(body_);
  for (const ByteRange& deletion : *point.deletions) {
    for (size_t at = deletion.begin; at < std::min(deletion.end, rest.size());
         ++at)
      rest[at] = ' ';
  }
  const size_t begin = std::min(point.source->begin, rest.size());
  const Tokens left =
      TokensOf(absl::string_view(rest).substr(
                   begin, std::max(point.source->end, begin) - begin),
               0);
  return std::equal(words.begin(), words.end(), left.begin(), left.end(),
                    [&](const Token& a, const Token& b) {
                      return IsSame(&a == words.data(), a.word, b.word);
                    });
}

PointCheck PointChecker::Check(const WrittenPoint& point) const {
  PointCheck check;
  const Tokens words = TokensOf(point.text, 0);
  if (point.source) {
    const size_t begin = std::min(point.source->begin, body_.size());
    const size_t end = std::max(point.source->end, begin);
    const auto found =
        Tightest(words, TokensOf(body_.substr(begin, end - begin), begin));
    check.place = ByteRange{begin, end};
    check.grounded = found.has_value();
    if (!found) return check;
    check.exact = point.deletions
                      ? IsAsDeclared(point, words)
                      : found->second - found->first + 1 == words.size();
    return check;
  }
  const auto found = Tightest(words, tokens_);
  if (!found) return check;
  const size_t stretch = found->second - found->first + 1;
  if (stretch > 2 * words.size() + kMostBetween) return check;
  check.grounded = true;
  check.exact = stretch == words.size();
  check.place = ByteRange{tokens_[found->first].place.begin,
                          tokens_[found->second].place.end};
  return check;
}

std::optional<ByteRange> PointChecker::SentenceBefore(size_t begin) const {
  std::optional<ByteRange> before;
  for (const ByteRange& sentence : sentences_) {
    if (sentence.end > begin) return before;
    before = sentence;
  }
  return std::nullopt;
}

int PointChecker::CountDangling(const std::vector<WrittenPoint>& points,
                                const std::vector<PointCheck>& checks) const {
  int dangling = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    if (!OpensDangling(points[i].text)) continue;
    if (!checks[i].place) {
      ++dangling;
      continue;
    }
    const auto before = SentenceBefore(checks[i].place->begin);
    if (!before) continue;
    bool held = false;
    for (size_t j = 0; j < checks.size(); ++j) {
      held = held || (j != i && checks[j].place &&
                      checks[j].place->begin < before->end &&
                      checks[j].place->end > before->begin);
    }
    dangling += held ? 0 : 1;
  }
  return dangling;
}

bool OpensDangling(absl::string_view point) {
  size_t opening = 0;
  for (size_t characters = 0;
       opening < point.size() && characters < kOpeningCharacters; ++characters)
    text::NextCodePoint(point, &opening);
  const absl::string_view start = point.substr(0, opening);
  std::vector<std::string> words;
  for (size_t pos = 0; pos < start.size() && words.size() < kOpeningWords;) {
    const size_t begin = pos;
    size_t end = pos;
    while (pos < start.size()) {
      end = pos;
      if (text::IsSpace(text::NextCodePoint(start, &pos))) break;
      end = pos;
    }
    const std::string word =
        LowerWord(WithoutEdges(start.substr(begin, end - begin)));
    if (!word.empty()) words.push_back(word);
  }
  return IsDanglingOpening(words);
}

bool HasUnbalancedQuotes(absl::string_view point) {
  return Count(point, "\"") % 2 != 0 ||
         Count(point, "“") != Count(point, "”") ||
         Count(point, "«") != Count(point, "»") ||
         Count(point, "‘") > Count(point, "’");
}

}  // namespace byline::quality
