#include "services/article/render/template_set.h"

#include <absl/strings/str_cat.h>
#include <ctemplate/template.h>
#include <ctemplate/template_modifiers.h>

#include <cstdlib>

#include "common/article/link_target.h"
#include "common/base/crypto.h"
#include "common/base/log.h"
#include "services/article/render/templates.h"

namespace byline::article {
namespace {

// To be raised with every change of what the code puts into the templates.
constexpr char kRendererVersion[] = "1";

// The templates' :x-byline-uri.
class UriModifier final : public ctemplate::TemplateModifier {
 public:
  void Modify(const char* in, size_t size, const ctemplate::PerExpandData* data,
              ctemplate::ExpandEmitter* out,
              const std::string& argument) const override {
    if (IsAllowedUri({in, size}, UriKind::kLink)) {
      ctemplate::html_escape.Modify(in, size, data, out, argument);
    } else {
      out->Emit('#');
    }
  }
};

// ctemplate keeps modifiers for the whole process.
bool AddUriModifier() {
  static const auto* modifier = new UriModifier;
  return ctemplate::AddXssSafeModifier("x-byline-uri", modifier);
}

}  // namespace

TemplateSet::TemplateSet()
    : cache_(std::make_unique<ctemplate::TemplateCache>()) {
  static const bool added = AddUriModifier();
  std::string all = kRendererVersion;
  for (const auto& [name, text] : Templates()) {
    absl::StrAppend(&all, "\n", name, "\n", text);
    if (!added ||
        !cache_->StringToTemplateCache(name, text, ctemplate::DO_NOT_STRIP)) {
      Log(Severity::kError, "a template does not parse", {{"template", name}});
      std::abort();
    }
  }
  cache_->Freeze();
  digest_ = Sha256Hex(all).substr(0, 16);
}

absl::StatusOr<std::string> TemplateSet::Fill(
    const char* name, const ctemplate::TemplateDictionary& values) const {
  std::string filled;
  ctemplate::StringEmitter out(&filled);
  if (!cache_->ExpandWithData(name, ctemplate::DO_NOT_STRIP, &values, nullptr,
                              &out)) {
    return absl::InternalError(
        absl::StrCat("the template ", name, " cannot be filled"));
  }
  return filled;
}

}  // namespace byline::article
