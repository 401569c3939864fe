#include "common/text/sentences.h"

#include <string>

#include "common/text/language.h"
#include "common/text/sentence_line.h"
#include "common/text/utf8.h"

namespace byline::text {
namespace {

// Where the character begins that ends at `end`, or a byte further back where
// there is no character.
size_t LastCharacter(absl::string_view text, size_t begin, size_t end) {
  size_t at = end - 1;
  while (at > begin && end - at < 4 && IsContinuation(text[at])) {
    --at;
  }
  return at;
}

// `range` of `text` without white space at its ends.
ByteRange Trimmed(absl::string_view text, ByteRange range) {
  while (range.begin < range.end) {
    size_t pos = range.begin;
    if (!IsSpace(NextCodePoint(text, &pos))) break;
    range.begin = pos;
  }
  while (range.begin < range.end) {
    const size_t last = LastCharacter(text, range.begin, range.end);
    size_t pos = last;
    if (!IsSpace(NextCodePoint(text, &pos)) || pos != range.end) break;
    range.end = last;
  }
  return range;
}

}  // namespace

std::vector<ByteRange> SplitSentences(absl::string_view text,
                                      absl::string_view language) {
  const std::string primary = PrimaryLanguage(language);
  std::vector<ByteRange> sentences;
  const auto split_line = [&](size_t begin, size_t end) {
    const ByteRange line = Trimmed(text, {begin, end});
    if (line.begin == line.end) return;
    SentenceLine scanner(text.substr(line.begin, line.end - line.begin),
                         primary);
    for (const auto& piece : scanner.Sentences()) {
      sentences.push_back({line.begin + piece.begin, line.begin + piece.end});
    }
  };
  size_t begin = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t at = pos;
    if (!IsLineBreak(NextCodePoint(text, &pos))) continue;
    split_line(begin, at);
    begin = pos;
  }
  split_line(begin, text.size());
  return sentences;
}

}  // namespace byline::text
