// ArticleQueries: what callers read of articles, by their role: without a token
// only what is published; a withdrawn article is told apart from one that was
// never there. Thread-safe; store and judge must outlive it. Errors are those
// of the contract (article_service.proto) and of the store.
#ifndef BYLINE_SERVICES_ARTICLE_READS_ARTICLE_QUERIES_H_
#define BYLINE_SERVICES_ARTICLE_READS_ARTICLE_QUERIES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "common/access/role.h"
#include "services/article/reads/truth_judge.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class ArticleQueries {
 public:
  ArticleQueries(const ArticleStore& store, const TruthJudge& judge)
      : store_(store), judge_(judge) {}

  absl::Status Get(const v1::GetArticleRequest& request, Role role,
                   v1::Article& response) const;
  absl::Status BatchGet(const v1::BatchGetArticlesRequest& request, Role role,
                        v1::BatchGetArticlesResponse& response) const;
  absl::Status List(const v1::ListArticlesRequest& request, Role role,
                    v1::ListArticlesResponse& response) const;
  // Settings with a name and nothing else where nothing was decided.
  absl::Status GetSectionSettings(const v1::GetSectionSettingsRequest& request,
                                  v1::SectionSettings& response) const;
  absl::Status Lookup(const v1::LookupArticleRequest& request,
                      v1::LookupArticleResponse& response) const;

  // A page of a list, and the token of the next one (empty on the last page).
  struct Page {
    std::vector<v1::Article> articles;
    std::string next_page_token;
  };
  absl::StatusOr<Page> ReadPage(ListQuery query,
                                const std::string& page_token) const;

  // OK where `min_revision` is known and there; at once.
  absl::Status CheckRevision(const fragment::v1::Revision& min_revision) const;

 private:
  const ArticleStore& store_;
  const TruthJudge& judge_;
};

// Whether readers without a token see it.
bool IsPublic(const v1::Article& article);

// OK for a collection's name: "articles/-", "sections/{slug}", "tags/{slug}" or
// "authors/{slug}"; otherwise INVALID_ARGUMENT.
absl::Status CheckCollection(absl::string_view collection);

// `asked`, or `normal` for 0, at most `most`; INVALID_ARGUMENT where negative.
absl::StatusOr<int> PageSize(int asked, int normal, int most);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_READS_ARTICLE_QUERIES_H_
