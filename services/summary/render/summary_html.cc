#include "services/summary/render/summary_html.h"

#include <absl/strings/str_cat.h>
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <cstdint>

#include "common/article/phrases.h"
#include "common/base/crypto.h"
#include "common/text/language.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {
namespace {

// The context of a point is hidden until the pointer or the focus is on it (the
// style sheet); where that is missing it stays so.
constexpr char kTemplate[] =
    R"({{%AUTOESCAPE context="HTML"}}<section class="key-points" aria-labelledby="key-points-title">
<h2 id="key-points-title"{{#OTHER_LANGUAGE}} lang="{{LANGUAGE}}" dir="{{DIRECTION}}"{{/OTHER_LANGUAGE}}>{{TITLE}}</h2>
<ul>
{{#POINT}}<li><a href="#b{{BLOCK}}-{{BEGIN}}"{{#DESCRIBED}} aria-describedby="key-point-{{NUMBER}}"{{/DESCRIBED}}>{{#PLAIN}}{{TEXT}}{{/PLAIN}}{{#QUOTED}}<q>{{TEXT}}</q>{{/QUOTED}}</a>{{#SAID}} <span class="speaker">({{SPEAKER}})</span>{{/SAID}}{{#CONTEXT}}<span class="context" role="tooltip" id="key-point-{{NUMBER}}" hidden>{{BEFORE}} {{#GAP}}…{{/GAP}}{{#WHOLE}}<b>{{SOURCE}}</b>{{/WHOLE}} {{AFTER}}</span>{{/CONTEXT}}</li>
{{/POINT}}</ul>
<p class="origin"{{#OTHER_LANGUAGE}} lang="{{LANGUAGE}}" dir="{{DIRECTION}}"{{/OTHER_LANGUAGE}}>{{ORIGIN}}{{#READING}} <span class="reading-time">{{TIME}}</span>{{/READING}}</p>
</section>
)";

constexpr Phrase kPhrases[] = {Phrase::kKeyPoints, Phrase::kChosenAutomatically,
                               Phrase::kChosenByEditors, Phrase::kReadingTime};
constexpr int64_t kSecondsPerMinute = 60;

ctemplate::Template& KeyPointsTemplate() {
  static ctemplate::Template* const compiled =
      ctemplate::Template::StringToTemplate(kTemplate, ctemplate::DO_NOT_STRIP);
  return *compiled;
}

Phrase OriginPhrase(v1::Summary::Origin origin) {
  return origin == v1::Summary::ORIGIN_EDITORS ||
                 origin == v1::Summary::ORIGIN_NEWSROOM
             ? Phrase::kChosenByEditors
             : Phrase::kChosenAutomatically;
}

void FillPoint(const v1::KeyPoint& point, int number,
               ctemplate::TemplateDictionary& item) {
  item.SetIntValue("BLOCK", point.source().block());
  item.SetIntValue("BEGIN", point.source().begin());
  item.SetIntValue("NUMBER", number);
  item.SetValue("TEXT", point.text());
  item.ShowSection(point.speaker().empty() ? "PLAIN" : "QUOTED");
  if (!point.speaker().empty()) {
    item.AddSectionDictionary("SAID")->SetValue("SPEAKER", point.speaker());
  }
  if (point.context_before().empty() && point.context_after().empty() &&
      point.source_text().empty())
    return;
  item.ShowSection("DESCRIBED");
  ctemplate::TemplateDictionary* context = item.AddSectionDictionary("CONTEXT");
  context->SetValue("BEFORE", point.context_before());
  context->SetValue("AFTER", point.context_after());
  if (point.source_text().empty()) {
    context->ShowSection("GAP");
  } else {
    context->AddSectionDictionary("WHOLE")->SetValue("SOURCE",
                                                     point.source_text());
  }
}

// Whole minutes, at least one.
int MinutesOf(const google::protobuf::Duration& time) {
  return static_cast<int>(std::max<int64_t>(
      1, (time.seconds() + kSecondsPerMinute / 2) / kSecondsPerMinute));
}

}  // namespace

std::string RenderKeyPoints(const v1::Summary& summary) {
  if (summary.key_points().empty()) return "";
  const std::string& language = summary.language_code();
  ctemplate::TemplateDictionary page("key points");
  page.SetValue("TITLE", PhraseIn(Phrase::kKeyPoints, language));
  page.SetValue("ORIGIN", PhraseIn(OriginPhrase(summary.origin()), language));
  if (summary.has_reading_time()) {
    page.AddSectionDictionary("READING")->SetValue(
        "TIME",
        PhraseIn(Phrase::kReadingTime, language,
                 NumberIn(MinutesOf(summary.reading_time()), language)));
  }
  const std::string words = PhraseLanguage(language);
  if (words != text::PrimaryLanguage(language)) {
    page.ShowSection("OTHER_LANGUAGE");
    page.SetValue("LANGUAGE", words);
    page.SetValue("DIRECTION", text::IsRightToLeft(words) ? "rtl" : "ltr");
  }
  int number = 0;
  for (const v1::KeyPoint& point : summary.key_points()) {
    FillPoint(point, ++number, *page.AddSectionDictionary("POINT"));
  }
  std::string html;
  KeyPointsTemplate().Expand(&html, &page);
  return html;
}

const std::string& SummaryRenderer() {
  static const auto* const digest = [] {
    std::string made_of = absl::StrCat(kTemplate, "\n", SummaryAlgorithm());
    for (const char* language : {"en", "fr", "de", "es", "ar", "fa", "zh"}) {
      for (const Phrase phrase : kPhrases)
        absl::StrAppend(&made_of, "\n", PhraseIn(phrase, language));
    }
    return new std::string(Sha256Hex(made_of).substr(0, 16));
  }();
  return *digest;
}

}  // namespace byline::summary
