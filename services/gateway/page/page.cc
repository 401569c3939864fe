#include "services/gateway/page/page.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <set>

#include "common/base/crypto.h"
#include "common/base/timestamps.h"
#include "services/gateway/http/message.h"
#include "services/gateway/page/gzip.h"
#include "services/gateway/page/page_fields.h"

namespace byline::gateway {
namespace {

// Names of resources are plain; whatever is not cannot go into a field.
bool IsPlainName(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-' ||
           c == '/';
  });
}

bool IsLanguageTag(absl::string_view tag) {
  return !tag.empty() && tag.size() <= 35 &&
         std::all_of(tag.begin(), tag.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '-'; });
}

PageBytes MakeBytes(std::string body, bool is_gzip, const std::string& lang,
                    const std::string& surrogate_key, bool has_beacon) {
  PageBytes bytes;
  bytes.etag = EtagOf(body, is_gzip);
  FieldList fields = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "no-cache"},
                      {"ETag", bytes.etag},
                      {"Vary", "Accept-Encoding"}};
  if (is_gzip) fields.emplace_back("Content-Encoding", "gzip");
  if (IsLanguageTag(lang)) fields.emplace_back("Content-Language", lang);
  if (!surrogate_key.empty())
    fields.emplace_back("Surrogate-Key", surrogate_key);
  AddSecurityFields(&fields, has_beacon);
  bytes.head = MakeHead(200, fields, body.size());
  FieldList unchanged = {{"Cache-Control", "no-cache"},
                         {"ETag", bytes.etag},
                         {"Vary", "Accept-Encoding"}};
  if (!surrogate_key.empty())
    unchanged.emplace_back("Surrogate-Key", surrogate_key);
  bytes.not_modified_head = MakeHead(304, unchanged, 0);
  bytes.body = std::make_shared<const std::string>(std::move(body));
  return bytes;
}

}  // namespace

std::string EtagOf(absl::string_view body, bool is_gzip) {
  return absl::StrCat("\"", Sha256Hex(body).substr(0, 32),
                      is_gzip ? "-gzip\"" : "\"");
}

std::string SurrogateKey(const std::vector<PartBasis>& parts) {
  std::set<std::string> names;
  for (const PartBasis& part : parts)
    names.insert(part.depends_on.begin(), part.depends_on.end());
  std::string key;
  for (const std::string& name : names) {
    if (IsPlainName(name)) absl::StrAppend(&key, key.empty() ? "" : " ", name);
  }
  return key;
}

PartBasis PartBasis::Of(const fragment::v1::Fragment& fragment,
                        bool is_from_truth) {
  return {Revision{fragment.as_of_revision().epoch(),
                   fragment.as_of_revision().number()},
          {fragment.depends_on().begin(), fragment.depends_on().end()},
          is_from_truth};
}

size_t Page::Bytes() const {
  size_t bytes = sizeof(Page);
  for (const PageBytes* coding : {&plain, &gzip}) {
    bytes += coding->head->size() + coding->not_modified_head->size() +
             coding->body->size();
  }
  for (const PartBasis& part : parts) {
    for (const std::string& name : part.depends_on)
      bytes += sizeof(std::string) + name.size();
  }
  return bytes;
}

std::shared_ptr<const Page> MakePage(PageContent content, absl::Duration now) {
  auto page = std::make_shared<Page>();
  const std::string surrogate_key = SurrogateKey(content.parts);
  page->gzip = MakeBytes(Gzip(content.html), true, content.lang, surrogate_key,
                         content.has_beacon);
  page->plain = MakeBytes(std::move(content.html), false, content.lang,
                          surrogate_key, content.has_beacon);
  page->parts = std::move(content.parts);
  page->is_complete = content.is_complete;
  page->made_at = now;
  page->life = content.life;
  return page;
}

absl::Duration RemainingLife(const fragment::v1::Fragment& fragment,
                             absl::Time now) {
  const absl::Duration max_age = absl::Seconds(fragment.max_age().seconds()) +
                                 absl::Nanoseconds(fragment.max_age().nanos());
  if (!fragment.has_rendered_at()) return max_age;
  return std::clamp(max_age - (now - ToTime(fragment.rendered_at())),
                    absl::ZeroDuration(),
                    std::max(max_age, absl::ZeroDuration()));
}

Freshness JudgePage(const Page& page, const FreshnessJudge& judge,
                    bool was_made_for_it) {
  return JudgeParts(page.parts, judge, was_made_for_it);
}

Freshness JudgeParts(const std::vector<PartBasis>& parts,
                     const FreshnessJudge& judge, bool was_made_for_it) {
  const auto rank = [](Freshness freshness) {
    switch (freshness) {
      case Freshness::kFresh:
        return 0;
      case Freshness::kStale:
        return 1;
      case Freshness::kNoLease:
        return 2;
      case Freshness::kAhead:
        return 3;
      case Freshness::kUnknownRevision:
        return 4;
      case Freshness::kChanged:
        return 5;
    }
    return 5;
  };
  Freshness worst = Freshness::kFresh;
  for (const PartBasis& part : parts) {
    Freshness freshness = judge.Judge(part.as_of, part.depends_on);
    if (was_made_for_it && part.is_from_truth &&
        freshness != Freshness::kChanged)
      freshness = Freshness::kFresh;
    if (rank(freshness) > rank(worst)) worst = freshness;
  }
  return worst;
}

}  // namespace byline::gateway
