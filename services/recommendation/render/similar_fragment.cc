#include "services/recommendation/render/similar_fragment.h"

#include <absl/strings/str_join.h>
#include <ctemplate/template.h>

#include <algorithm>

#include "common/article/phrases.h"
#include "common/base/crypto.h"
#include "common/text/language.h"
#include "services/recommendation/core/reasons.h"

namespace byline::recommendation {
namespace {

constexpr int kMostReasonTerms = 3;

// LANG and DIR of the section are those of the interface's words; a card says
// where its own texts are in another language.
constexpr char kTemplate[] =
    R"({{%AUTOESCAPE context="HTML"}}<section class="similar" aria-labelledby="similar-title" lang="{{LANG}}" dir="{{DIR}}">
<h2 id="similar-title">{{TITLE}}</h2>
<ul class="cards">
{{#CARD}}<li class="card">
<h3{{#TEXT_LANG}} lang="{{LANG}}" dir="{{DIR}}"{{/TEXT_LANG}}><a href="/articles/{{SLUG}}"{{#NAME}} data-byline-card="{{ARTICLE}}"{{/NAME}}>{{HEADLINE}}</a></h3>
{{#ABSTRACT}}<p class="abstract"{{#TEXT_LANG}} lang="{{LANG}}" dir="{{DIR}}"{{/TEXT_LANG}}>{{TEXT}}</p>
{{/ABSTRACT}}{{#CORRECTION}}<p class="correction">{{TEXT}}</p>
{{/CORRECTION}}{{#REASON}}<p class="reason">{{TEXT}}</p>
{{/REASON}}</li>
{{/CARD}}</ul>
</section>
)";

const char* Direction(absl::string_view language) {
  return text::IsRightToLeft(language) ? "rtl" : "ltr";
}

const std::string& TemplateName() {
  static const auto* const name = new std::string([] {
    std::string unique = "recommendation/similar.tpl";
    ctemplate::StringToTemplateCache(unique, kTemplate,
                                     ctemplate::DO_NOT_STRIP);
    return unique;
  }());
  return *name;
}

// Says where a text is in another language than the words around it.
void MarkLanguage(ctemplate::TemplateDictionary& parent,
                  const std::string& language, const std::string& around) {
  if (language.empty() || text::PrimaryLanguage(language) == around) return;
  ctemplate::TemplateDictionary* mark =
      parent.AddSectionDictionary("TEXT_LANG");
  mark->SetValue("LANG", language);
  mark->SetValue("DIR", Direction(language));
}

}  // namespace

std::string RenderSimilarArticles(const std::vector<SimilarCard>& cards,
                                  absl::string_view language) {
  if (cards.empty()) return "";
  const std::string words = PhraseLanguage(language);
  ctemplate::TemplateDictionary page("similar");
  page.SetValue("LANG", words);
  page.SetValue("DIR", Direction(words));
  page.SetValue("TITLE", PhraseIn(Phrase::kSimilarArticles, language));
  for (const SimilarCard& card : cards) {
    ctemplate::TemplateDictionary* item = page.AddSectionDictionary("CARD");
    item->SetValue("SLUG", card.slug);
    item->SetValue("HEADLINE", card.headline);
    if (!card.article.empty()) {
      item->AddSectionDictionary("NAME")->SetValue("ARTICLE", card.article);
    }
    MarkLanguage(*item, card.language, words);
    if (!card.abstract.empty()) {
      ctemplate::TemplateDictionary* abstract =
          item->AddSectionDictionary("ABSTRACT");
      abstract->SetValue("TEXT", card.abstract);
      MarkLanguage(*abstract, card.language, words);
    }
    if (!card.correction.empty()) {
      item->AddSectionDictionary("CORRECTION")
          ->SetValue("TEXT", card.correction);
    }
    if (!card.reason.empty()) {
      item->AddSectionDictionary("REASON")->SetValue("TEXT", card.reason);
    }
  }
  std::string html;
  ctemplate::ExpandTemplate(TemplateName(), ctemplate::DO_NOT_STRIP, &page,
                            &html);
  return html;
}

std::string CardReason(const v1::SimilarArticle& similar,
                       absl::string_view language) {
  v1::Reason shared;
  shared.set_kind(v1::Reason::KIND_SHARED_TERMS);
  std::vector<std::string> sentences;
  for (const v1::Reason& reason : similar.reasons()) {
    if (reason.kind() == v1::Reason::KIND_SHARED_NAMES ||
        reason.kind() == v1::Reason::KIND_SHARED_TERMS) {
      for (const std::string& term : reason.terms()) {
        if (shared.terms_size() < kMostReasonTerms) shared.add_terms(term);
      }
    } else {
      sentences.push_back(WordReason(reason, language));
    }
  }
  if (shared.terms_size() > 0) {
    sentences.insert(sentences.begin(), WordReason(shared, language));
  }
  return absl::StrJoin(sentences, " \u00b7 ");
}

std::string CardCorrection(const v1::SimilarArticle& similar,
                           absl::string_view language) {
  if (!similar.has_correct_time()) return "";
  return PhraseIn(
      Phrase::kCorrected, language,
      DateIn(absl::FromUnixSeconds(similar.correct_time().seconds()),
             language));
}

const std::string& SimilarTemplateDigest() {
  static const auto* const digest =
      new std::string(Sha256Hex(kTemplate).substr(0, 16));
  return *digest;
}

}  // namespace byline::recommendation
