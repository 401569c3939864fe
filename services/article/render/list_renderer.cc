#include "services/article/render/list_renderer.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <map>

#include "common/article/collections.h"
#include "common/article/phrases.h"
#include "common/base/timestamps.h"
#include "services/article/core/article_state.h"
#include "services/article/render/shown_text.h"

namespace byline::article {
namespace {

using ctemplate::TemplateDictionary;

constexpr int64_t kListMaxAgeSeconds = 60;

// The language that most articles are in; the first such where several are.
std::string LanguageOf(const std::vector<v1::Article>& articles) {
  std::map<std::string, int> counts;
  std::string best;
  for (const v1::Article& article : articles) {
    const int count = ++counts[article.language_code()];
    if (best.empty() || count > counts[best]) best = article.language_code();
  }
  return best;
}

// The name of a collection as readers know it, found in its first article.
std::string NameOf(const ListPageContent& page) {
  if (page.articles.empty()) return "";
  const v1::Article& first = page.articles.front();
  if (SectionCollection(first.section()) == page.collection) {
    return first.section();
  }
  for (const std::string& tag : first.tags()) {
    if (TagCollection(tag) == page.collection) return tag;
  }
  for (const std::string& author : first.authors()) {
    if (AuthorCollection(author) == page.collection) return author;
  }
  return "";
}

std::string TitleOfList(const ListPageContent& page,
                        absl::string_view language) {
  const std::string name = NameOf(page);
  if (absl::StartsWith(page.collection, "sections/")) return name;
  if (absl::StartsWith(page.collection, "tags/")) {
    return PhraseIn(Phrase::kTag, language, name);
  }
  if (absl::StartsWith(page.collection, "authors/")) {
    return PhraseIn(Phrase::kAuthor, language, name);
  }
  return PhraseIn(Phrase::kFrontPage, language);
}

void AddCard(TemplateDictionary& cards, const v1::Article& article,
             const std::string& list_language) {
  TemplateDictionary& card = *cards.AddSectionDictionary("CARD");
  if (article.language_code() != list_language) {
    TemplateDictionary& language = *card.AddSectionDictionary("CARD_LANGUAGE");
    language.SetValue("CARD_LANG", article.language_code());
    language.SetValue("CARD_DIR", DirectionOf(article.language_code()));
  }
  card.SetValue("CARD_URI", ArticlePath(article));
  card.SetValue("CARD_HEADLINE", TitleOf(article));
  const std::string text = DescriptionOf(article);
  if (!text.empty()) {
    card.AddSectionDictionary("CARD_TEXT")->SetValue("CARD_TEXT_VALUE", text);
  }
  if (!article.section().empty()) {
    TemplateDictionary& section = *card.AddSectionDictionary("CARD_SECTION");
    section.SetValue("CARD_SECTION_URI",
                     absl::StrCat("/", SectionCollection(article.section())));
    section.SetValue("CARD_SECTION_NAME", article.section());
  }
  if (article.has_publish_time()) {
    TemplateDictionary& dated = *card.AddSectionDictionary("CARD_DATED");
    dated.SetValue("CARD_TIME", MachineTime(article.publish_time()));
    dated.SetValue("CARD_DATE", DateIn(ToTime(article.publish_time()),
                                       article.language_code()));
  } else {
    card.AddSectionDictionary("CARD_UNDATED")
        ->SetValue("CARD_UNDATED_TEXT",
                   PhraseIn(Phrase::kDateUnknown, article.language_code()));
  }
}

}  // namespace

absl::StatusOr<fragment::v1::Fragment> ListRenderer::Render(
    const ListPageContent& page) const {
  fragment::v1::Fragment fragment;
  const std::string language = LanguageOf(page.articles);
  fragment.set_lang(language);
  fragment.set_dir(DirectionOf(language));
  fragment.add_depends_on(page.collection);

  TemplateDictionary values("list");
  values.SetValue("LANG", language);
  values.SetValue("DIR", fragment.dir());
  const std::string title = TitleOfList(page, language);
  values.SetValue("LIST_TITLE", title);
  if (page.articles.empty()) {
    values.AddSectionDictionary("EMPTY")->SetValue(
        "EMPTY_TEXT", PhraseIn(Phrase::kNoArticles, language));
  } else {
    TemplateDictionary& cards = *values.AddSectionDictionary("CARDS");
    for (const v1::Article& article : page.articles) {
      AddCard(cards, article, language);
      fragment.add_depends_on(article.name());
    }
  }
  const std::string path = page.collection == kAllArticles
                               ? "/"
                               : absl::StrCat("/", page.collection);
  const bool has_next = !page.next_page_token.empty();
  TemplateDictionary* pages = has_next || !page.is_first
                                  ? values.AddSectionDictionary("PAGES")
                                  : nullptr;
  if (!page.is_first) {
    TemplateDictionary& first = *pages->AddSectionDictionary("FIRST");
    first.SetValue("FIRST_URI", path);
    first.SetValue("FIRST_TEXT", PhraseIn(Phrase::kNewest, language));
  }
  if (has_next) {
    TemplateDictionary& next = *pages->AddSectionDictionary("NEXT");
    next.SetValue("NEXT_TOKEN", page.next_page_token);
    next.SetValue("NEXT_TEXT", PhraseIn(Phrase::kNextPage, language));
  }
  auto html = templates_.Fill("list.tpl", values);
  if (!html.ok()) return html.status();

  TemplateDictionary head("list head");
  head.SetValue("LIST_TITLE", title);
  if (page.is_first) {
    head.AddSectionDictionary("CANONICAL")
        ->SetValue("CANONICAL_URI", absl::StrCat(site_.base_url, path));
  } else {
    head.ShowSection("NOINDEX");
  }
  if (!site_.name.empty()) {
    head.AddSectionDictionary("SITE")->SetValue("SITE_NAME", site_.name);
  }
  auto head_html = templates_.Fill("list_head.tpl", head);
  if (!head_html.ok()) return head_html.status();

  fragment.set_html(*std::move(html));
  fragment.set_head_html(*std::move(head_html));
  fragment.set_etag(FragmentEtag(fragment));
  fragment.mutable_max_age()->set_seconds(kListMaxAgeSeconds);
  return fragment;
}

}  // namespace byline::article
