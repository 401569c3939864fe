// A table as Markdown that also reads well as it is: the first column to the
// left, the others to the right, padded by code points. Pure.
#ifndef BYLINE_TESTS_QUALITY_MARKDOWN_TABLE_H_
#define BYLINE_TESTS_QUALITY_MARKDOWN_TABLE_H_

#include <string>
#include <vector>

namespace byline::quality {

// The first of `rows` names the columns; all have as many cells as it.
std::string MarkdownTable(const std::vector<std::vector<std::string>>& rows);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_MARKDOWN_TABLE_H_
