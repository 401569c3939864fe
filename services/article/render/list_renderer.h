// ListRenderer: a page of a collection (front page, section, tag, author) as a
// fragment: a card for each article, a link to the next page and, on
// later pages, one back to the first.
//
// Pure and thread-safe. The template set must outlive it. Errors: INTERNAL
// only.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_LIST_RENDERER_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_LIST_RENDERER_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "byline/fragment/v1/fragment.pb.h"
#include "services/article/render/site_identity.h"
#include "services/article/render/template_set.h"

namespace byline::article {

struct ListPageContent {
  std::string collection;
  std::vector<v1::Article> articles;
  std::string next_page_token;  // empty on the last page
  bool is_first = true;         // search engines index only the first page
};

class ListRenderer {
 public:
  ListRenderer(const TemplateSet& templates, SiteIdentity site)
      : templates_(templates), site_(std::move(site)) {}

  // The fragment without revision and times, which the cache sets.
  absl::StatusOr<fragment::v1::Fragment> Render(
      const ListPageContent& page) const;

 private:
  const TemplateSet& templates_;
  const SiteIdentity site_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_LIST_RENDERER_H_
