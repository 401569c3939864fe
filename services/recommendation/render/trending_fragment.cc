#include "services/recommendation/render/trending_fragment.h"

#include <ctemplate/template.h>

#include "common/article/phrases.h"
#include "common/base/crypto.h"
#include "common/text/language.h"

namespace byline::recommendation {
namespace {

// LANG and DIR of the section are those of the interface's words; an entry says
// where its headline is in another language.
constexpr char kTrendingTemplate[] =
    R"({{%AUTOESCAPE context="HTML"}}<section class="most-read" aria-labelledby="most-read-title" lang="{{LANG}}" dir="{{DIR}}">
<h2 id="most-read-title">{{TITLE}}</h2>
<ol>
{{#ENTRY}}<li{{#TEXT_LANG}} lang="{{LANG}}" dir="{{DIR}}"{{/TEXT_LANG}}><a href="/articles/{{SLUG}}">{{HEADLINE}}</a></li>
{{/ENTRY}}</ol>
</section>
)";

const char* DirectionOf(absl::string_view language) {
  return text::IsRightToLeft(language) ? "rtl" : "ltr";
}

ctemplate::Template& TrendingTemplate() {
  static ctemplate::Template* const compiled =
      ctemplate::Template::StringToTemplate(kTrendingTemplate,
                                            ctemplate::DO_NOT_STRIP);
  return *compiled;
}

}  // namespace

std::string RenderTrendingArticles(const std::vector<TrendingEntry>& entries,
                                   absl::string_view language) {
  if (entries.empty()) return "";
  const std::string words = PhraseLanguage(language);
  ctemplate::TemplateDictionary page("trending");
  page.SetValue("LANG", words);
  page.SetValue("DIR", DirectionOf(words));
  page.SetValue("TITLE", PhraseIn(Phrase::kMostRead, language));
  for (const TrendingEntry& entry : entries) {
    ctemplate::TemplateDictionary* item = page.AddSectionDictionary("ENTRY");
    item->SetValue("SLUG", entry.slug);
    item->SetValue("HEADLINE", entry.headline);
    if (!entry.language.empty() &&
        text::PrimaryLanguage(entry.language) != words) {
      ctemplate::TemplateDictionary* mark =
          item->AddSectionDictionary("TEXT_LANG");
      mark->SetValue("LANG", entry.language);
      mark->SetValue("DIR", DirectionOf(entry.language));
    }
  }
  std::string html;
  TrendingTemplate().Expand(&html, &page);
  return html;
}

const std::string& TrendingTemplateDigest() {
  static const auto* const digest =
      new std::string(Sha256Hex(kTrendingTemplate).substr(0, 16));
  return *digest;
}

}  // namespace byline::recommendation
