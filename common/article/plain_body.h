// A body as plain text, cut into blocks: paragraphs apart by a blank line;
// consecutive lines that begin with a bullet ("•", "‣", "◦", "▪", "*" or "-"
// before a space) make a list. Every block and item keeps its place in the
// body, so that a sentence found in a block can be pointed to in the body.
// Pure; linear time.
#ifndef BYLINE_COMMON_ARTICLE_PLAIN_BODY_H_
#define BYLINE_COMMON_ARTICLE_PLAIN_BODY_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline {

// A stretch of the body, white space at its ends left out.
struct BodySpan {
  size_t begin = 0;
  size_t end = 0;

  bool operator==(const BodySpan&) const = default;
};

// One paragraph (one span), or one list (a span an item, bullets left out).
struct PlainBlock {
  bool is_list = false;
  std::vector<BodySpan> spans;

  bool operator==(const PlainBlock&) const = default;
};

// The blocks of `body`, in order; none is empty. Offsets are UTF-8 bytes of
// `body`.
std::vector<PlainBlock> BlocksOfBody(absl::string_view body);

// Appends `block` of `body` to the article, as a paragraph or a list without
// marks.
void AppendBlock(absl::string_view body, const PlainBlock& block,
                 byline::article::v1::Article& article);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_PLAIN_BODY_H_
