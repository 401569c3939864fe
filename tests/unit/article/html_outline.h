// HtmlOutline: a strict reader of the HTML that our templates make, and of
// nothing else: tags with double-quoted attributes, text, character references,
// and one JSON-LD script. Whatever an author's text would have to do to become
// markup is an error here or changes the outline.
#ifndef BYLINE_TESTS_UNIT_ARTICLE_HTML_OUTLINE_H_
#define BYLINE_TESTS_UNIT_ARTICLE_HTML_OUTLINE_H_

#include <absl/strings/string_view.h>

#include <map>
#include <string>
#include <vector>

namespace byline::article {

struct HtmlTag {
  std::string name;                               // "a", or "/a" for an end tag
  std::map<std::string, std::string> attributes;  // values decoded
};

struct HtmlOutline {
  std::string error;  // empty where all is well
  std::vector<HtmlTag> tags;
  std::string text;  // all text, decoded
  std::string json_ld;

  // Tag names with the names of their attributes, "a[href];/a;", without the
  // spans of sentences, whose number depends on the text.
  std::string Shape() const;
};

HtmlOutline ReadHtml(absl::string_view html);

}  // namespace byline::article

#endif  // BYLINE_TESTS_UNIT_ARTICLE_HTML_OUTLINE_H_
