#include "services/gateway/page/frame.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include "common/article/phrases.h"
#include "common/text/language.h"
#include "services/gateway/page/assets.h"

namespace byline::gateway {
namespace {

constexpr char kFrame[] = R"({{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANG}}" dir="{{DIR}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{{#WITH_TITLE}}<title>{{TITLE}}</title>
{{/WITH_TITLE}}{{#NOT_INDEXED}}<meta name="robots" content="noindex">
{{/NOT_INDEXED}}{{HEAD_HTML:none}}
<link rel="stylesheet" href="{{STYLE}}">
<link rel="icon" href="{{ICON}}" type="image/svg+xml">
{{#BEACON}}<script src="{{SCRIPT}}" defer data-endpoint="/beacon" data-article="{{ARTICLE}}"{{#CONSENT}} data-consent="yes"{{/CONSENT}}></script>
{{/BEACON}}</head>
<body>
<a class="skip" href="#main" lang="{{WORDS_LANG}}">{{SKIP}}</a>
<header class="masthead"><p class="site-name"><a href="/" rel="home">{{SITE}}</a></p></header>
<main id="main" tabindex="-1">
{{MAIN_HTML:none}}
</main>
<footer class="colophon"><p><a href="/">{{SITE}}</a></p>{{#WITH_FOOTER}}<p>{{FOOTER}}</p>{{/WITH_FOOTER}}</footer>
</body>
</html>
)";

ctemplate::Template& FrameTemplate() {
  static ctemplate::Template* const compiled =
      ctemplate::Template::StringToTemplate(kFrame, ctemplate::DO_NOT_STRIP);
  return *compiled;
}

}  // namespace

PageFrame::PageFrame(SiteOptions site)
    : site_(std::move(site)),
      style_path_(AssetPath("style.css")),
      icon_path_(AssetPath("icon.svg")),
      beacon_path_(AssetPath("beacon.js")) {}

std::string PageFrame::Wrap(const FrameContent& content) const {
  const std::string lang = content.lang.empty() ? site_.language : content.lang;
  ctemplate::TemplateDictionary page("page");
  page["LANG"] = lang;
  page["DIR"] = !content.dir.empty()        ? content.dir
                : text::IsRightToLeft(lang) ? "rtl"
                                            : "ltr";
  page["WORDS_LANG"] = PhraseLanguage(lang);
  page["SKIP"] = PhraseIn(Phrase::kSkipToContent, lang);
  page["SITE"] = site_.name;
  page["STYLE"] = style_path_;
  page["ICON"] = icon_path_;
  page["HEAD_HTML"] = content.head_html;
  page["MAIN_HTML"] = content.main_html;
  if (!absl::StrContains(content.head_html, "<title")) {
    page.ShowSection("WITH_TITLE");
    page["TITLE"] = content.title.empty()
                        ? site_.name
                        : absl::StrCat(content.title, " – ", site_.name);
  }
  if (site_.reader_events && !content.article.empty()) {
    ctemplate::TemplateDictionary* beacon = page.AddSectionDictionary("BEACON");
    beacon->SetValue("SCRIPT", beacon_path_);
    beacon->SetValue("ARTICLE", content.article);
    if (site_.reader_consent) beacon->ShowSection("CONSENT");
  }
  if (!content.is_indexed) page.ShowSection("NOT_INDEXED");
  if (!site_.footer.empty()) {
    page.ShowSection("WITH_FOOTER");
    page["FOOTER"] = site_.footer;
  }
  std::string html;
  FrameTemplate().Expand(&html, &page);
  return html;
}

}  // namespace byline::gateway
