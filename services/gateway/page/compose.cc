#include "services/gateway/page/compose.h"

#include <absl/strings/str_cat.h>
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>

#include "common/article/phrases.h"
#include "services/gateway/page/page_fields.h"

namespace byline::gateway {
namespace {

constexpr absl::Duration kIncompleteLife = absl::Seconds(1);
// Of a page that wants the list of what is read most before that is known.
constexpr absl::Duration kLifeWithoutTrending = absl::Seconds(2);

constexpr char kNotice[] =
    R"({{%AUTOESCAPE context="HTML"}}<section class="notice">
<h1>{{TITLE}}</h1>
<p>{{TEXT}}</p>
{{#WITH_NOTICE}}<p class="publisher-notice">{{NOTICE}}</p>
{{/WITH_NOTICE}}<p><a href="/">{{FRONT_PAGE}}</a></p>
</section>)";

ctemplate::Template& NoticeTemplate() {
  static ctemplate::Template* const compiled =
      ctemplate::Template::StringToTemplate(kNotice, ctemplate::DO_NOT_STRIP);
  return *compiled;
}

void AddPart(const fragment::v1::Fragment& fragment, bool is_from_truth,
             absl::Time now, PageContent* content) {
  content->parts.push_back(PartBasis::Of(fragment, is_from_truth));
  content->life = std::min(content->life, RemainingLife(fragment, now));
  if (fragment.incomplete()) content->is_complete = false;
}

void AddTrending(const absl::optional<fragment::v1::Fragment>& trending,
                 absl::Time now, PageContent* content, std::string* main_html) {
  if (!trending) {
    content->life = std::min(content->life, kLifeWithoutTrending);
  } else if (!trending->html().empty()) {
    AddPart(*trending, false, now, content);
    absl::StrAppend(main_html, "\n", trending->html());
  }
}

void LimitLife(PageContent* content) {
  if (!content->is_complete)
    content->life = std::min(content->life, kIncompleteLife);
}

}  // namespace

PageContent ComposeArticlePage(const PageFrame& frame,
                               const ArticleParts& parts, absl::Time now) {
  PageContent content;
  content.life = absl::InfiniteDuration();
  content.lang = parts.body.lang();
  AddPart(parts.body, true, now, &content);
  FrameContent framed;
  framed.lang = parts.body.lang();
  framed.dir = parts.body.dir();
  framed.head_html = parts.body.head_html();
  const absl::string_view body = parts.body.html();
  const size_t mark = body.find(kAfterHeaderMark);
  framed.main_html = std::string(body.substr(0, mark));
  if (parts.summary) {
    AddPart(*parts.summary, false, now, &content);
    absl::StrAppend(&framed.head_html, parts.summary->head_html());
    absl::StrAppend(&framed.main_html, "\n", parts.summary->html(), "\n");
  }
  if (mark != absl::string_view::npos) {
    absl::StrAppend(&framed.main_html,
                    body.substr(mark + kAfterHeaderMark.size()));
  }
  if (parts.similar) {
    AddPart(*parts.similar, false, now, &content);
    absl::StrAppend(&framed.main_html, "\n", parts.similar->html());
  }
  if (frame.site().reader_events) {
    AddTrending(parts.trending, now, &content, &framed.main_html);
    framed.article = parts.article;
    content.has_beacon = !parts.article.empty();
  }
  if (!parts.summary || !parts.similar) content.is_complete = false;
  LimitLife(&content);
  content.html = frame.Wrap(framed);
  return content;
}

PageContent ComposeListPage(
    const PageFrame& frame, const fragment::v1::Fragment& list, absl::Time now,
    bool wants_trending,
    const absl::optional<fragment::v1::Fragment>& trending) {
  PageContent content;
  content.life = absl::InfiniteDuration();
  content.lang = list.lang();
  AddPart(list, true, now, &content);
  FrameContent framed;
  framed.lang = list.lang();
  framed.dir = list.dir();
  framed.head_html = list.head_html();
  framed.main_html = list.html();
  if (wants_trending) {
    AddTrending(trending, now, &content, &framed.main_html);
  }
  LimitLife(&content);
  content.html = frame.Wrap(framed);
  return content;
}

PageContent ComposeFragment(const fragment::v1::Fragment& fragment,
                            bool is_from_truth, absl::Time now) {
  PageContent content;
  content.life = absl::InfiniteDuration();
  content.lang = fragment.lang();
  content.html = fragment.html();
  AddPart(fragment, is_from_truth, now, &content);
  LimitLife(&content);
  return content;
}

Response ErrorPage(const PageFrame& frame, int status,
                   absl::string_view language, absl::string_view notice,
                   absl::string_view article) {
  const std::string lang =
      language.empty() ? frame.site().language : std::string(language);
  Phrase title = Phrase::kNotFound, text = Phrase::kNotFoundNotice;
  if (status == 410) {
    title = Phrase::kWithdrawn;
    text = Phrase::kWithdrawnNotice;
  } else if (status >= 500) {
    title = Phrase::kUnavailable;
    text = Phrase::kUnavailableNotice;
  }
  ctemplate::TemplateDictionary dictionary("notice");
  dictionary["TITLE"] = PhraseIn(title, lang);
  dictionary["TEXT"] = PhraseIn(text, lang);
  dictionary["FRONT_PAGE"] = PhraseIn(Phrase::kFrontPage, lang);
  if (!notice.empty()) {
    dictionary.ShowSection("WITH_NOTICE");
    dictionary["NOTICE"] = std::string(notice);
  }
  FrameContent framed;
  framed.lang = PhraseLanguage(lang);
  framed.title = PhraseIn(title, lang);
  framed.is_indexed = false;
  NoticeTemplate().Expand(&framed.main_html, &dictionary);
  FieldList fields = {
      {"Content-Type", "text/html; charset=utf-8"},
      {"Cache-Control", status == 410 ? "no-cache" : "no-store"}};
  if (status == 503) fields.emplace_back("Retry-After", "1");
  AddSecurityFields(&fields);
  std::string html = frame.Wrap(framed);
  const std::string etag = EtagOf(html, false);
  const std::string surrogate_key =
      SurrogateKey({{{}, {std::string(article)}, true}});
  if (!surrogate_key.empty()) {
    fields.emplace_back("ETag", etag);
    fields.emplace_back("Surrogate-Key", surrogate_key);
  }
  return MakeResponse(status, fields, std::move(html));
}

}  // namespace byline::gateway
