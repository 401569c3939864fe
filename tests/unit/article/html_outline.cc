#include "tests/unit/article/html_outline.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_replace.h>

#include <set>

namespace byline::article {
namespace {

const std::set<std::string>& VoidElements() {
  static const auto* elements =
      new std::set<std::string>{"hr", "img", "link", "meta"};
  return *elements;
}

class Reader {
 public:
  explicit Reader(absl::string_view html) : html_(html) {}

  HtmlOutline Read() {
    while (at_ < html_.size() && outline_.error.empty()) {
      html_[at_] == '<' ? ReadTag() : ReadText();
    }
    if (!open_.empty()) Fail(absl::StrCat(open_.back(), " is not closed"));
    return outline_;
  }

 private:
  void Fail(const std::string& why) {
    if (outline_.error.empty()) {
      outline_.error = absl::StrCat(why, " near ",
                                    html_.substr(at_ < 30 ? 0 : at_ - 30, 80));
    }
  }

  std::string Decode(absl::string_view raw) {
    for (size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '>' || raw[i] == '<' || raw[i] == '"') {
        Fail("a character that must be escaped");
      }
      if (raw[i] != '&') continue;
      bool known = false;
      for (const char* entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
        known |= absl::StartsWith(raw.substr(i), entity);
      }
      if (!known) Fail("an ampersand that is not escaped");
    }
    return absl::StrReplaceAll(raw, {{"&lt;", "<"},
                                     {"&gt;", ">"},
                                     {"&quot;", "\""},
                                     {"&#39;", "'"},
                                     {"&amp;", "&"}});
  }

  void ReadText() {
    const size_t end = std::min(html_.find('<', at_), html_.size());
    absl::StrAppend(&outline_.text, Decode(html_.substr(at_, end - at_)));
    at_ = end;
  }

  absl::string_view Word() {
    const size_t begin = at_;
    while (at_ < html_.size() &&
           (absl::ascii_isalnum(html_[at_]) || html_[at_] == '-')) {
      ++at_;
    }
    return html_.substr(begin, at_ - begin);
  }

  void ReadTag() {
    // The one comment that our templates have: a place for the gateway.
    constexpr absl::string_view kMark = "<!--after-header-->";
    if (absl::StartsWith(html_.substr(at_), kMark)) {
      at_ += kMark.size();
      outline_.tags.push_back({"after-header", {}});
      return;
    }
    ++at_;
    const bool end_tag = at_ < html_.size() && html_[at_] == '/';
    if (end_tag) ++at_;
    const std::string name(Word());
    if (name.empty()) return Fail("\"<\" without an element's name");
    HtmlTag tag{absl::StrCat(end_tag ? "/" : "", name), {}};
    while (at_ < html_.size() && html_[at_] == ' ' && !end_tag) {
      ++at_;
      const std::string attribute(Word());
      if (attribute.empty()) return Fail("an attribute without a name");
      if (html_.substr(at_, 2) != "=\"") return Fail("a value without quotes");
      at_ += 2;
      const size_t quote = html_.find('"', at_);
      if (quote == absl::string_view::npos) return Fail("a quote left open");
      const std::string value = Decode(html_.substr(at_, quote - at_));
      if (!tag.attributes.emplace(attribute, value).second) {
        return Fail("an attribute given twice");
      }
      at_ = quote + 1;
    }
    if (at_ >= html_.size() || html_[at_] != '>') return Fail("no \">\"");
    ++at_;
    outline_.tags.push_back(tag);
    if (end_tag) {
      if (open_.empty() || open_.back() != name) return Fail("a wrong end tag");
      open_.pop_back();
    } else if (!VoidElements().contains(name)) {
      open_.push_back(name);
      if (name == "script") ReadScript(tag);
    }
  }

  void ReadScript(const HtmlTag& tag) {
    const auto type = tag.attributes.find("type");
    if (type == tag.attributes.end() || type->second != "application/ld+json") {
      return Fail("a script that is not JSON-LD");
    }
    const size_t end = std::min(html_.find('<', at_), html_.size());
    if (html_.substr(end, 9) != "</script>") {
      return Fail("\"<\" inside the JSON-LD");
    }
    outline_.json_ld = std::string(html_.substr(at_, end - at_));
    at_ = end;
  }

  const absl::string_view html_;
  size_t at_ = 0;
  std::vector<std::string> open_;
  HtmlOutline outline_;
};

}  // namespace

std::string HtmlOutline::Shape() const {
  std::string shape;
  int sentences = 0;
  for (const HtmlTag& tag : tags) {
    const auto id = tag.attributes.find("id");
    if (tag.name == "span" && id != tag.attributes.end()) {
      ++sentences;
      continue;
    }
    if (tag.name == "/span" && sentences > 0) {
      --sentences;
      continue;
    }
    absl::StrAppend(&shape, tag.name, "[");
    for (const auto& [name, value] : tag.attributes) {
      absl::StrAppend(&shape, name, " ");
    }
    absl::StrAppend(&shape, "];");
  }
  return shape;
}

HtmlOutline ReadHtml(absl::string_view html) { return Reader(html).Read(); }

}  // namespace byline::article
