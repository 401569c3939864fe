// ArticleFragments: bodies and lists as fragments, kept by the rule of
// freshness. They show what every reader may see, whoever asks. Thread-safe;
// what is passed in must outlive it. Errors are those of the contract
// (article_service.proto).
#ifndef BYLINE_SERVICES_ARTICLE_READS_ARTICLE_FRAGMENTS_H_
#define BYLINE_SERVICES_ARTICLE_READS_ARTICLE_FRAGMENTS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "byline/fragment/v1/fragment.pb.h"
#include "common/base/clock.h"
#include "common/fragment/fragment_cache.h"
#include "services/article/reads/article_queries.h"
#include "services/article/render/article_renderer.h"
#include "services/article/render/list_renderer.h"
#include "services/article/render/template_set.h"

namespace byline::article {

class ArticleFragments {
 public:
  // `fragment_store` may be null.
  ArticleFragments(const TruthJudge& judge, const ArticleQueries& queries,
                   const SiteIdentity& site, const Clock& clock,
                   size_t byte_budget, FragmentStore* fragment_store);

  absl::StatusOr<GivenFragment> Body(
      const v1::GetArticleFragmentRequest& request, absl::Time deadline);
  absl::StatusOr<GivenFragment> List(
      const v1::GetArticleListFragmentRequest& request, absl::Time deadline);

  const FragmentCache& cache() const { return cache_; }

 private:
  absl::StatusOr<fragment::v1::Fragment> RenderBody(
      const std::string& name) const;
  absl::StatusOr<fragment::v1::Fragment> RenderList(
      const ListQuery& query, const std::string& page_token) const;

  const ArticleQueries& queries_;
  const TemplateSet templates_;
  const ArticleRenderer article_renderer_;
  const ListRenderer list_renderer_;
  FragmentCache cache_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_READS_ARTICLE_FRAGMENTS_H_
