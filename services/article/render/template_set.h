// TemplateSet: the parsed templates, and filling them. Values are escaped by
// the templates according to where they stand; nothing here makes markup.
// Addresses go through one more check (IsAllowedUri): what is not allowed
// becomes "#". Thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATE_SET_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATE_SET_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <memory>
#include <string>

namespace byline::article {

// A value for a template, which copies it.
inline ctemplate::TemplateString View(absl::string_view text) {
  return {text.data(), text.size()};
}

class TemplateSet {
 public:
  // Parses all templates; ends the program on one that does not parse, which a
  // test shows before any user does.
  TemplateSet();

  // INTERNAL if the template cannot be filled.
  absl::StatusOr<std::string> Fill(
      const char* name, const ctemplate::TemplateDictionary& values) const;

  // Changes whenever a template or the code that fills it changes.
  const std::string& digest() const { return digest_; }

 private:
  std::unique_ptr<ctemplate::TemplateCache> cache_;
  std::string digest_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATE_SET_H_
