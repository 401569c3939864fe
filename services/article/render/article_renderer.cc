#include "services/article/render/article_renderer.h"

#include <absl/strings/str_cat.h>

#include "common/article/collections.h"
#include "common/article/phrases.h"
#include "common/base/timestamps.h"
#include "services/article/core/article_state.h"
#include "services/article/core/verdicts.h"
#include "services/article/render/block_values.h"
#include "services/article/render/shown_text.h"

namespace byline::article {
namespace {

using ctemplate::TemplateDictionary;

constexpr int64_t kBodyMaxAgeSeconds = 24 * 60 * 60;

// Names of authors as links, in the frame that the language's "By {}" gives.
void AddByline(TemplateDictionary& meta, const v1::Article& article) {
  constexpr char kPlace[] = "\x01";
  const std::string& language = article.language_code();
  const std::string frame = PhraseIn(Phrase::kBy, language, kPlace);
  const size_t place = frame.find(kPlace);
  TemplateDictionary& byline = *meta.AddSectionDictionary("BYLINE");
  byline.SetValue("BY_BEFORE", frame.substr(0, place));
  byline.SetValue("BY_AFTER",
                  place == std::string::npos ? "" : frame.substr(place + 1));
  for (int i = 0; i < article.authors_size(); ++i) {
    TemplateDictionary& author = *byline.AddSectionDictionary("AUTHOR");
    const bool last = i == article.authors_size() - 1;
    author.SetValue(
        "AUTHOR_BEFORE",
        i == 0
            ? ""
            : PhraseIn(last ? Phrase::kListAnd : Phrase::kListComma, language));
    author.SetValue("AUTHOR_URI",
                    absl::StrCat("/", AuthorCollection(article.authors(i))));
    author.SetValue("AUTHOR_NAME", article.authors(i));
  }
}

void AddMeta(TemplateDictionary& values, const v1::Article& article) {
  const std::string& language = article.language_code();
  TemplateDictionary& meta = *values.AddSectionDictionary("META");
  if (!article.authors().empty()) AddByline(meta, article);
  if (article.has_publish_time()) {
    TemplateDictionary& published = *meta.AddSectionDictionary("PUBLISHED");
    published.SetValue("PUBLISHED_TIME", MachineTime(article.publish_time()));
    published.SetValue(
        "PUBLISHED_TEXT",
        PhraseIn(Phrase::kPublished, language,
                 DateIn(ToTime(article.publish_time()), language)));
  } else {
    meta.AddSectionDictionary("UNDATED")->SetValue(
        "UNDATED_TEXT", PhraseIn(Phrase::kDateUnknown, language));
  }
  if (article.has_update_time()) {
    TemplateDictionary& updated = *meta.AddSectionDictionary("UPDATED");
    updated.SetValue("UPDATED_TIME", MachineTime(article.update_time()));
    updated.SetValue("UPDATED_TEXT",
                     PhraseIn(Phrase::kUpdated, language,
                              DateIn(ToTime(article.update_time()), language)));
  }
}

void AddCorrections(TemplateDictionary& values, const v1::Article& article) {
  if (article.corrections().empty()) return;
  const std::string& language = article.language_code();
  TemplateDictionary& section = *values.AddSectionDictionary("CORRECTIONS");
  section.SetValue("CORRECTIONS_TITLE",
                   PhraseIn(Phrase::kCorrections, language));
  for (const v1::Correction& correction : article.corrections()) {
    TemplateDictionary& item = *section.AddSectionDictionary("CORRECTION");
    item.SetValue("CORRECTION_TEXT", correction.text());
    if (!correction.has_correct_time()) continue;
    TemplateDictionary& corrected = *item.AddSectionDictionary("CORRECTED");
    corrected.SetValue("CORRECTED_TIME",
                       MachineTime(correction.correct_time()));
    corrected.SetValue(
        "CORRECTED_TEXT",
        PhraseIn(Phrase::kCorrected, language,
                 DateIn(ToTime(correction.correct_time()), language)));
  }
}

// The values that the head's meta elements and its JSON-LD share.
void SetHeadValues(TemplateDictionary& values, const v1::Article& article,
                   const std::string& canonical_uri, const SiteIdentity& site) {
  values.SetValue("TITLE", TitleOf(article));
  values.SetValue("CANONICAL_URI", canonical_uri);
  const std::string description = DescriptionOf(article);
  if (!description.empty()) {
    values.SetValueAndShowSection("DESCRIPTION_TEXT", description,
                                  "DESCRIPTION");
  }
  if (!site.name.empty()) {
    values.SetValueAndShowSection("SITE_NAME", site.name, "SITE");
  }
  if (article.has_publish_time()) {
    values.SetValueAndShowSection(
        "PUBLISHED_TIME", MachineTime(article.publish_time()), "PUBLISHED");
  }
  if (article.has_update_time()) {
    values.SetValueAndShowSection(
        "UPDATED_TIME", MachineTime(article.update_time()), "UPDATED");
  }
  if (!article.section().empty()) {
    values.SetValueAndShowSection("SECTION_NAME", article.section(), "SECTION");
  }
}

// Absolute where the site's address is known.
std::string Absolute(const std::string& uri, const SiteIdentity& site) {
  return !uri.empty() && uri[0] == '/' ? absl::StrCat(site.base_url, uri) : uri;
}

void SetJsonLdValues(TemplateDictionary& values, const v1::Article& article,
                     const SiteIdentity& site) {
  if (!article.language_code().empty()) {
    values.SetValueAndShowSection("LANGUAGE_CODE", article.language_code(),
                                  "LANGUAGE");
  }
  values.SetIntValue("WORD_COUNT", CountArticleWords(article));
  if (!article.tags().empty()) {
    TemplateDictionary& keywords = *values.AddSectionDictionary("KEYWORDS");
    for (const std::string& tag : article.tags()) {
      keywords.AddSectionDictionary("TAG")->SetValue("TAG_NAME", tag);
    }
  }
  if (!article.authors().empty()) {
    TemplateDictionary& authors = *values.AddSectionDictionary("AUTHORS");
    for (const std::string& author : article.authors()) {
      authors.AddSectionDictionary("AUTHOR")->SetValue("AUTHOR_NAME", author);
    }
  }
  TemplateDictionary* images = nullptr;
  for (const v1::Block& block : article.blocks()) {
    if (!block.has_image()) continue;
    if (!images) images = values.AddSectionDictionary("IMAGES");
    images->AddSectionDictionary("IMAGE")->SetValue(
        "IMAGE_URI", Absolute(block.image().uri(), site));
  }
}

const v1::Image* FirstImage(const v1::Article& article) {
  for (const v1::Block& block : article.blocks()) {
    if (block.has_image()) return &block.image();
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<fragment::v1::Fragment> ArticleRenderer::Render(
    const v1::Article& article, const v1::Article* canonical) const {
  auto html = Body(article, canonical);
  if (!html.ok()) return html.status();
  auto head = Head(article, canonical);
  if (!head.ok()) return head.status();
  fragment::v1::Fragment fragment;
  fragment.set_html(*std::move(html));
  fragment.set_head_html(*std::move(head));
  fragment.set_lang(article.language_code());
  fragment.set_dir(DirectionOf(article.language_code()));
  fragment.set_etag(FragmentEtag(fragment));
  fragment.set_article_revision(article.revision());
  fragment.add_depends_on(article.name());
  // Also where readers do not see it now: they may later.
  for (const v1::Verdict& verdict : article.verdicts()) {
    if (verdict.kind() == v1::Verdict::KIND_DUPLICATE) {
      fragment.add_depends_on(verdict.canonical_article());
    }
  }
  fragment.mutable_max_age()->set_seconds(kBodyMaxAgeSeconds);
  return fragment;
}

absl::StatusOr<std::string> ArticleRenderer::Body(
    const v1::Article& article, const v1::Article* canonical) const {
  const std::string& language = article.language_code();
  TemplateDictionary values("body");
  values.SetValue("LANG", language);
  values.SetValue("DIR", DirectionOf(language));
  if (!article.section().empty()) {
    TemplateDictionary& section = *values.AddSectionDictionary("SECTION");
    section.SetValue("SECTION_URI",
                     absl::StrCat("/", SectionCollection(article.section())));
    section.SetValue("SECTION_NAME", article.section());
  }
  if (!article.headline().empty()) {
    values.SetValueAndShowSection("HEADLINE_TEXT", article.headline(),
                                  "HEADLINE");
  }
  if (!article.standfirst().empty()) {
    values.SetValueAndShowSection("STANDFIRST_TEXT", article.standfirst(),
                                  "STANDFIRST");
  }
  AddMeta(values, article);
  if (canonical) {
    TemplateDictionary& duplicate = *values.AddSectionDictionary("DUPLICATE");
    duplicate.SetValue("DUPLICATE_URI", ArticlePath(*canonical));
    duplicate.SetValue(
        "DUPLICATE_TEXT",
        PhraseIn(Phrase::kDuplicateOf, language, TitleOf(*canonical)));
  }
  for (int i = 0; i < article.blocks_size(); ++i) {
    if (!article.blocks(i).repeats_headline()) {
      AddBlockValues(values, article.blocks(i), i, language);
    }
  }
  AddCorrections(values, article);
  return templates_.Fill("body.tpl", values);
}

absl::StatusOr<std::string> ArticleRenderer::Head(
    const v1::Article& article, const v1::Article* canonical) const {
  std::string canonical_uri = article.canonical_uri();
  if (canonical) {
    canonical_uri = canonical->canonical_uri().empty()
                        ? Absolute(ArticlePath(*canonical), site_)
                        : canonical->canonical_uri();
  } else if (canonical_uri.empty()) {
    canonical_uri = Absolute(ArticlePath(article), site_);
  }
  TemplateDictionary values("head");
  SetHeadValues(values, article, canonical_uri, site_);
  if (!article.verdicts().empty()) values.ShowSection("NOINDEX");
  if (const v1::Image* image = FirstImage(article)) {
    values.SetValueAndShowSection("OG_IMAGE_URI", Absolute(image->uri(), site_),
                                  "OG_IMAGE");
  }
  if (!article.language_code().empty()) {
    values.SetValueAndShowSection("LOCALE_TEXT", article.language_code(),
                                  "LOCALE");
  }
  for (const std::string& tag : article.tags()) {
    values.AddSectionDictionary("TAG")->SetValue("TAG_NAME", tag);
  }
  TemplateDictionary& json = *values.AddIncludeDictionary("JSON_LD");
  json.SetFilename("json_ld.tpl");
  SetHeadValues(json, article, canonical_uri, site_);
  SetJsonLdValues(json, article, site_);
  return templates_.Fill("head.tpl", values);
}

}  // namespace byline::article
