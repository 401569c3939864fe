#include "services/summary/render/summary_html.h"

#include <absl/strings/str_cat.h>
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include "common/article/phrases.h"
#include "common/base/crypto.h"
#include "common/text/language.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

constexpr char kTemplate[] =
    R"({{%AUTOESCAPE context="HTML"}}<section class="key-points" aria-labelledby="key-points-title">
<h2 id="key-points-title"{{#OTHER_LANGUAGE}} lang="{{LANGUAGE}}" dir="{{DIRECTION}}"{{/OTHER_LANGUAGE}}>{{TITLE}}</h2>
<ul>
{{#POINT}}<li><a href="#b{{BLOCK}}-{{BEGIN}}">{{#PLAIN}}{{TEXT}}{{/PLAIN}}{{#QUOTED}}<q>{{TEXT}}</q>{{/QUOTED}}</a>{{#SAID}} <span class="speaker">({{SPEAKER}})</span>{{/SAID}}</li>
{{/POINT}}</ul>
<p class="origin"{{#OTHER_LANGUAGE}} lang="{{LANGUAGE}}" dir="{{DIRECTION}}"{{/OTHER_LANGUAGE}}>{{ORIGIN}}</p>
</section>
)";

ctemplate::Template& KeyPointsTemplate() {
  static ctemplate::Template* const compiled =
      ctemplate::Template::StringToTemplate(kTemplate, ctemplate::DO_NOT_STRIP);
  return *compiled;
}

}  // namespace

std::string RenderKeyPoints(const v1::Summary& summary) {
  if (summary.key_points().empty()) return "";
  const std::string& language = summary.language_code();
  ctemplate::TemplateDictionary page("key points");
  page.SetValue("TITLE", PhraseIn(Phrase::kKeyPoints, language));
  page.SetValue("ORIGIN", PhraseIn(Phrase::kChosenAutomatically, language));
  const std::string words = PhraseLanguage(language);
  if (words != text::PrimaryLanguage(language)) {
    page.ShowSection("OTHER_LANGUAGE");
    page.SetValue("LANGUAGE", words);
    page.SetValue("DIRECTION", text::IsRightToLeft(words) ? "rtl" : "ltr");
  }
  for (const v1::KeyPoint& point : summary.key_points()) {
    ctemplate::TemplateDictionary* item = page.AddSectionDictionary("POINT");
    item->SetIntValue("BLOCK", point.source().block());
    item->SetIntValue("BEGIN", point.source().begin());
    item->SetValue("TEXT", point.text());
    item->ShowSection(point.speaker().empty() ? "PLAIN" : "QUOTED");
    if (!point.speaker().empty()) {
      item->AddSectionDictionary("SAID")->SetValue("SPEAKER", point.speaker());
    }
  }
  std::string html;
  KeyPointsTemplate().Expand(&html, &page);
  return html;
}

const std::string& SummaryRenderer() {
  static const auto* const digest = [] {
    std::string made_of =
        absl::StrCat(kTemplate, "\n", std::string(kSummaryAlgorithm));
    for (const char* language : {"en", "fr", "de", "es", "ar", "fa", "zh"}) {
      absl::StrAppend(&made_of, "\n", PhraseIn(Phrase::kKeyPoints, language),
                      "\n", PhraseIn(Phrase::kChosenAutomatically, language));
    }
    return new std::string(Sha256Hex(made_of).substr(0, 16));
  }();
  return *digest;
}

}  // namespace byline::summary
