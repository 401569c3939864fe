#include "common/article/plain_body.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <string>

namespace byline {
namespace {

// The span without ASCII white space at its ends.
BodySpan Trim(absl::string_view body, BodySpan span) {
  const auto is_space = [&](size_t at) {
    return absl::ascii_isspace(static_cast<unsigned char>(body[at]));
  };
  while (span.begin < span.end && is_space(span.begin)) ++span.begin;
  while (span.end > span.begin && is_space(span.end - 1)) --span.end;
  return span;
}

// Length of the bullet at the front of a trimmed line, with the white space
// behind it; 0 where there is none.
size_t BulletLength(absl::string_view line) {
  for (absl::string_view bullet :
       {"\u2022", "\u2023", "\u25E6", "\u25AA", "*", "-"}) {
    if (!absl::StartsWith(line, bullet)) continue;
    size_t length = bullet.size();
    while (length < line.size() &&
           (line[length] == ' ' || line[length] == '\t'))
      ++length;
    const bool is_sign =
        bullet.size() > 1;  // a real bullet needs no space behind it
    return length < line.size() && (is_sign || length > bullet.size()) ? length
                                                                       : 0;
  }
  return 0;
}

}  // namespace

std::vector<PlainBlock> BlocksOfBody(absl::string_view body) {
  std::vector<PlainBlock> blocks;
  bool continues = false;  // whether the last block goes on in the next line
  for (size_t at = 0; at < body.size();) {
    const size_t newline = body.find('\n', at);
    const size_t end =
        newline == absl::string_view::npos ? body.size() : newline;
    BodySpan line = Trim(body, {at, end});
    at = end + 1;
    if (line.begin == line.end) {
      continues = false;
      continue;
    }
    const size_t bullet =
        BulletLength(body.substr(line.begin, line.end - line.begin));
    if (bullet > 0) {
      line.begin += bullet;
      // A blank line between items does not end their list.
      if (blocks.empty() || !blocks.back().is_list)
        blocks.push_back({true, {}});
      blocks.back().spans.push_back(line);
      continues = false;
    } else if (continues) {
      blocks.back().spans.back().end = line.end;
    } else {
      blocks.push_back({false, {line}});
      continues = true;
    }
  }
  return blocks;
}

void AppendBlock(absl::string_view body, const PlainBlock& block,
                 byline::article::v1::Article& article) {
  const auto text = [&](const BodySpan& span) {
    return std::string(body.substr(span.begin, span.end - span.begin));
  };
  if (!block.is_list) {
    article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
        text(block.spans[0]));
    return;
  }
  auto* list = article.add_blocks()->mutable_list();
  for (const BodySpan& item : block.spans)
    list->add_items()->set_text(text(item));
}

}  // namespace byline
