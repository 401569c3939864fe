// ArticleRenderer: an article as a fragment of a page: its body, and what
// belongs into the page's head (title, Open Graph, canonical address, JSON-LD).
//
// Pure: the same article gives the same bytes. Thread-safe. The template set
// must outlive it. Errors: INTERNAL only.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_ARTICLE_RENDERER_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_ARTICLE_RENDERER_H_

#include <absl/status/statusor.h>

#include <string>

#include "byline/article/v1/article.pb.h"
#include "byline/fragment/v1/fragment.pb.h"
#include "services/article/render/site_identity.h"
#include "services/article/render/template_set.h"

namespace byline::article {

class ArticleRenderer {
 public:
  ArticleRenderer(const TemplateSet& templates, SiteIdentity site)
      : templates_(templates), site_(std::move(site)) {}

  // The fragment without revision and times, which the cache sets. `canonical`
  // is the article that a duplicate is a copy of, where readers see it; null
  // otherwise.
  absl::StatusOr<fragment::v1::Fragment> Render(
      const v1::Article& article, const v1::Article* canonical) const;

 private:
  absl::StatusOr<std::string> Body(const v1::Article& article,
                                   const v1::Article* canonical) const;
  absl::StatusOr<std::string> Head(const v1::Article& article,
                                   const v1::Article* canonical) const;

  const TemplateSet& templates_;
  const SiteIdentity site_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_ARTICLE_RENDERER_H_
