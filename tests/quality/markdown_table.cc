#include "tests/quality/markdown_table.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstddef>

#include "common/text/utf8.h"

namespace byline::quality {
namespace {

size_t Width(absl::string_view cell) {
  size_t width = 0;
  for (size_t pos = 0; pos < cell.size(); ++width)
    text::NextCodePoint(cell, &pos);
  return width;
}

}  // namespace

std::string MarkdownTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths(rows.front().size(), 3);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], Width(row[i]));
  }
  std::string table;
  for (size_t r = 0; r < rows.size(); ++r) {
    for (size_t i = 0; i < widths.size(); ++i) {
      const std::string padding(widths[i] - Width(rows[r][i]), ' ');
      absl::StrAppend(&table, "| ", i == 0 ? rows[r][i] : padding,
                      i == 0 ? padding : rows[r][i], " ");
    }
    table += "|\n";
    if (r > 0) continue;
    for (size_t i = 0; i < widths.size(); ++i) {
      absl::StrAppend(&table, "|", i == 0 ? "-" : "",
                      std::string(widths[i] + 1, '-'), i == 0 ? "" : ":");
    }
    table += "|\n";
  }
  return table;
}

}  // namespace byline::quality
