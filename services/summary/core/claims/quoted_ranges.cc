#include <absl/strings/match.h>
#include <unicode/uchar.h>

#include "common/text/utf8.h"
#include "services/summary/core/claims/claim_text.h"

namespace byline::summary {
namespace {

struct Marks {
  absl::string_view open;
  absl::string_view close;
  // The closing mark may be an apostrophe, the opening one too.
  bool single;
};

constexpr Marks kMarks[] = {
    {"“", "”", false},   {"„", "“", false},   {"„", "”", false},
    {"«", "»", false},   {"»", "«", false},   {"「", "」", false},
    {"『", "』", false}, {"\"", "\"", false}, {"``", "''", false},
    {"‘", "’", true},    {"'", "'", true},    {"‹", "›", false}};

// Apostrophes are many: a look ahead for each must end.
constexpr size_t kLongestInSingleMarks = 500;

bool IsWordAt(absl::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = text::NextCodePoint(text, &at);
  return c <= 0x10FFFF && u_isalnum(static_cast<UChar32>(c));
}

bool IsWordBefore(absl::string_view text, size_t at) {
  if (at == 0) return false;
  size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && text::IsContinuation(text[begin]))
    --begin;
  return IsWordAt(text, begin);
}

// Where the quotation that opens at `at` closes; npos if it does not.
size_t FindClose(absl::string_view text, size_t at, const Marks& marks) {
  const size_t from = at + marks.open.size();
  if (marks.single && (IsWordBefore(text, at) || !IsWordAt(text, from)))
    return absl::string_view::npos;
  if (marks.single) text = text.substr(0, from + kLongestInSingleMarks);
  for (size_t close = text.find(marks.close, from);
       close != absl::string_view::npos;
       close = text.find(marks.close, close + 1)) {
    if (!marks.single || !IsWordAt(text, close + marks.close.size()))
      return close;
  }
  return absl::string_view::npos;
}

}  // namespace

std::vector<Quotation> FindQuotedRanges(absl::string_view text) {
  std::vector<Quotation> found;
  // A mark that does not close will not close further on: each is looked for
  // in vain once only, so that time stays linear.
  bool open_for_good[std::size(kMarks)] = {};
  for (size_t at = 0; at < text.size();) {
    size_t end = absl::string_view::npos;
    size_t next = at + 1;
    for (size_t i = 0; i < std::size(kMarks); ++i) {
      const Marks& marks = kMarks[i];
      if (open_for_good[i] || !absl::StartsWith(text.substr(at), marks.open))
        continue;
      const size_t close = FindClose(text, at, marks);
      if (close == absl::string_view::npos) {
        open_for_good[i] = !marks.single;
      } else if (close < end) {
        end = close;
        next = close + marks.close.size();
        if (found.empty() || found.back().begin != at + marks.open.size())
          found.push_back({at + marks.open.size(), close});
        found.back().end = close;
      }
    }
    at = next;
  }
  return found;
}

}  // namespace byline::summary
