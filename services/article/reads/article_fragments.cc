#include "services/article/reads/article_fragments.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "common/article/article_name.h"
#include "common/base/crypto.h"
#include "common/fragment/revision_message.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/page_token.h"

namespace byline::article {
namespace {

FragmentCache::Options CacheOptions(size_t byte_budget,
                                    const std::string& templates,
                                    const SiteIdentity& site) {
  FragmentCache::Options options;
  options.byte_budget = byte_budget;
  options.renderer =
      Sha256Hex(absl::StrCat(templates, "\n", site.name, "\n", site.base_url))
          .substr(0, 16);
  options.renders_from_truth = true;
  return options;
}

// The article that a duplicate is a copy of; empty where it is none.
std::string CanonicalName(const v1::Article& article) {
  for (const v1::Verdict& verdict : article.verdicts()) {
    if (verdict.kind() == v1::Verdict::KIND_DUPLICATE) {
      return verdict.canonical_article();
    }
  }
  return "";
}

}  // namespace

ArticleFragments::ArticleFragments(const TruthJudge& judge,
                                   const ArticleQueries& queries,
                                   const SiteIdentity& site, const Clock& clock,
                                   size_t byte_budget,
                                   FragmentStore* fragment_store)
    : queries_(queries),
      article_renderer_(templates_, site),
      list_renderer_(templates_, site),
      cache_(CacheOptions(byte_budget, templates_.digest(), site), judge, clock,
             fragment_store) {}

absl::StatusOr<GivenFragment> ArticleFragments::Body(
    const v1::GetArticleFragmentRequest& request, absl::Time deadline) {
  absl::Status status = CheckArticleName("name", request.name());
  if (status.ok()) status = queries_.CheckRevision(request.min_revision());
  if (!status.ok()) return status;
  return cache_.Get(
      absl::StrCat("body/", request.name()),
      FromMessage(request.min_revision()), deadline,
      [&](const Revision& /*as_of*/) { return RenderBody(request.name()); });
}

absl::StatusOr<fragment::v1::Fragment> ArticleFragments::RenderBody(
    const std::string& name) const {
  v1::GetArticleRequest get;
  get.set_name(name);
  v1::Article article;
  const absl::Status status = queries_.Get(get, Role::kNone, article);
  if (!status.ok()) return status;
  v1::Article canonical;
  get.set_name(CanonicalName(article));
  const bool has_canonical =
      !get.name().empty() && queries_.Get(get, Role::kNone, canonical).ok();
  return article_renderer_.Render(article,
                                  has_canonical ? &canonical : nullptr);
}

absl::StatusOr<GivenFragment> ArticleFragments::List(
    const v1::GetArticleListFragmentRequest& request, absl::Time deadline) {
  ListQuery query;
  query.collection = request.collection();
  absl::Status status = CheckCollection(query.collection);
  if (!status.ok()) return status;
  const auto limit = PageSize(request.page_size(), 30, 100);
  if (!limit.ok()) return limit.status();
  query.limit = *limit;
  status = queries_.CheckRevision(request.min_revision());
  if (!status.ok()) return status;
  return cache_.Get(absl::StrCat("list/", query.collection, "/", query.limit,
                                 "/", request.page_token()),
                    FromMessage(request.min_revision()), deadline,
                    [&](const Revision& /*as_of*/) {
                      return RenderList(query, request.page_token());
                    });
}

absl::StatusOr<fragment::v1::Fragment> ArticleFragments::RenderList(
    const ListQuery& query, const std::string& page_token) const {
  auto page = queries_.ReadPage(query, page_token);
  if (!page.ok()) return page.status();
  // An empty front page is a page; an empty section is none.
  if (page->articles.empty() && query.collection != "articles/-") {
    return NothingInCollection(query.collection);
  }
  return list_renderer_.Render({query.collection, std::move(page->articles),
                                page->next_page_token, page_token.empty()});
}

}  // namespace byline::article
