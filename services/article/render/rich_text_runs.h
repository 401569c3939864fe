// Text with overlapping marks as runs that nest: each run has one set of
// formats, and a link that spans several runs is opened before the first and
// closed after the last. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_RICH_TEXT_RUNS_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_RICH_TEXT_RUNS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

struct TextRun {
  absl::string_view text;
  bool strong = false;
  bool emphasis = false;
  absl::string_view link;   // address of the link that it is in; empty for none
  bool link_begin = false;  // the link is opened before this run
  bool link_end = false;    // and closed after it

  bool operator==(const TextRun&) const = default;
};

// The runs of bytes [begin, end) of `text`, which must outlive them. A link
// that reaches beyond is cut there.
std::vector<TextRun> RunsOf(const v1::RichText& text, size_t begin, size_t end);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_RICH_TEXT_RUNS_H_
