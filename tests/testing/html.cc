#include "tests/testing/html.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_replace.h>

namespace byline::testing {
namespace {

// Takes out everything from `begin` to `end`.
void Remove(std::string* html, const std::string& begin,
            const std::string& end) {
  for (size_t at = html->find(begin); at != std::string::npos;
       at = html->find(begin, at)) {
    const size_t stop = html->find(end, at);
    html->erase(at, stop == std::string::npos ? std::string::npos
                                              : stop + end.size() - at);
  }
}

}  // namespace

std::string VisibleText(const std::string& html) {
  std::string text = html;
  Remove(&text, "<head>", "</head>");
  Remove(&text, "<script", "</script>");
  Remove(&text, "<!--", "-->");
  Remove(&text, "<", ">");
  text = absl::StrReplaceAll(text, {{"&lt;", "<"},
                                    {"&gt;", ">"},
                                    {"&quot;", "\""},
                                    {"&#39;", "'"},
                                    {"&amp;", "&"}});
  absl::RemoveExtraAsciiWhitespace(&text);
  return text;
}

int CountOf(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + part.size()))
    ++count;
  return count;
}

std::string Between(const std::string& html, const std::string& begin,
                    const std::string& end) {
  const size_t at = html.find(begin);
  if (at == std::string::npos) return "";
  const size_t stop = html.find(end, at + begin.size());
  return stop == std::string::npos
             ? ""
             : html.substr(at + begin.size(), stop - at - begin.size());
}

std::vector<std::string> Elements(const std::string& html,
                                  const std::string& name) {
  std::vector<std::string> found;
  const std::string end = absl::StrCat("</", name, ">");
  for (size_t at = html.find(absl::StrCat("<", name)); at != std::string::npos;
       at = html.find(absl::StrCat("<", name), at + 1)) {
    const char next =
        at + name.size() + 1 < html.size() ? html[at + name.size() + 1] : '\0';
    const size_t open = html.find('>', at);
    const size_t close = html.find(end, at);
    if ((next != ' ' && next != '>') || open == std::string::npos ||
        close == std::string::npos)
      continue;
    found.push_back(html.substr(open + 1, close - open - 1));
  }
  return found;
}

std::vector<std::string> Attributes(const std::string& html,
                                    const std::string& name) {
  std::vector<std::string> found;
  const std::string begin = absl::StrCat(" ", name, "=\"");
  for (size_t at = html.find(begin); at != std::string::npos;
       at = html.find(begin, at + 1)) {
    const size_t from = at + begin.size();
    found.push_back(html.substr(from, html.find('"', from) - from));
  }
  return found;
}

std::string ElementWithId(const std::string& html, const std::string& id) {
  const std::string rest =
      Between(html, absl::StrCat("id=\"", id, "\""), "</span>");
  const size_t open = rest.find('>');
  return open == std::string::npos ? "" : rest.substr(open + 1);
}

}  // namespace byline::testing
