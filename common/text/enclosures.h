// Quotes and brackets of one line: which characters stand inside a pair. For
// the inside of common/text.
#ifndef BYLINE_COMMON_TEXT_ENCLOSURES_H_
#define BYLINE_COMMON_TEXT_ENCLOSURES_H_

#include <cstddef>
#include <vector>

namespace byline::text {

// For each character of a line how many closed pairs of quotes or brackets it
// stands inside; a pair's own marks count as outside it. Marks without a
// partner on the line enclose nothing. Straight quotes are told apart by what
// stands beside them, apostrophes by what a closing quote needs. Linear time.
std::vector<int> EnclosureDepths(const std::vector<char32_t>& line);

// A mark that may stand between a sentence's last word and the next sentence:
// closing quote or bracket, or a straight quote.
bool IsClosingMark(char32_t c);

// A mark that may stand ahead of a sentence's first word.
bool IsOpeningMark(char32_t c);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_ENCLOSURES_H_
