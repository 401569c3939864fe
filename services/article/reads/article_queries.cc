#include "services/article/reads/article_queries.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/page_token.h"
#include "services/article/core/reader_view.h"
#include "services/article/core/similarity_settings.h"
#include "services/article/core/validation.h"

namespace byline::article {
namespace {

constexpr int kMaxBatch = 1000;
constexpr size_t kBatchStep = 50;
// Below the size of a message that clients accept.
constexpr size_t kMaxBatchBytes = 48 << 20;

bool MaySee(const v1::Article& article, Role role) {
  return role >= Role::kReader || IsPublic(article);
}

// The article as the caller may see it.
v1::Article Seen(v1::Article article, Role role) {
  if (role < Role::kReader) WithholdFromReaders(article);
  return article;
}

// What listing must have in common from page to page.
std::string ListKey(const ListQuery& query) {
  return absl::StrCat(query.collection, "\n", query.state, "\n",
                      query.with_verdicts);
}

}  // namespace

bool IsPublic(const v1::Article& article) {
  return article.state() == v1::STATE_PUBLISHED;
}

absl::Status CheckCollection(absl::string_view collection) {
  if (collection == "articles/-") return absl::OkStatus();
  for (const absl::string_view kind : {"sections/", "tags/", "authors/"}) {
    if (collection.substr(0, kind.size()) == kind &&
        IsSlug(collection.substr(kind.size()))) {
      return absl::OkStatus();
    }
  }
  return InvalidField("collection",
                      "must be articles/-, sections/{section}, tags/{tag} or "
                      "authors/{author}, the last part matching "
                      "[a-z0-9-]{1,80}");
}

absl::StatusOr<int> PageSize(int asked, int normal, int most) {
  if (asked < 0) {
    return InvalidField("page_size", absl::StrCat("is negative; at most ", most,
                                                  ", or 0 for ", normal));
  }
  return asked == 0 ? normal : std::min(asked, most);
}

absl::Status ArticleQueries::CheckRevision(
    const fragment::v1::Revision& min_revision) const {
  return judge_.WaitFor(FromMessage(min_revision), absl::InfinitePast());
}

absl::Status ArticleQueries::Get(const v1::GetArticleRequest& request,
                                 Role role, v1::Article& response) const {
  absl::Status status = CheckArticleName("name", request.name());
  if (status.ok()) status = CheckRevision(request.min_revision());
  if (!status.ok()) return status;
  auto stored = store_.Get(request.name());
  if (!stored.ok()) return stored.status();
  if (!*stored) return NoSuchArticle(request.name());
  if (!MaySee((*stored)->article, role)) {
    const bool gone = (*stored)->article.state() == v1::STATE_WITHDRAWN &&
                      (*stored)->was_published;
    return gone ? GoneForReaders((*stored)->article)
                : NoSuchArticle(request.name());
  }
  response = Seen(std::move((*stored)->article), role);
  return absl::OkStatus();
}

absl::Status ArticleQueries::BatchGet(
    const v1::BatchGetArticlesRequest& request, Role role,
    v1::BatchGetArticlesResponse& response) const {
  if (request.names().empty() || request.names_size() > kMaxBatch) {
    return InvalidField(
        "names", absl::StrCat("has ", request.names_size(), " elements; 1 to ",
                              kMaxBatch, " are allowed"));
  }
  for (int i = 0; i < request.names_size(); ++i) {
    const absl::Status status =
        CheckArticleName(absl::StrCat("names[", i, "]"), request.names(i));
    if (!status.ok()) return status;
  }
  const absl::Status status = CheckRevision(request.min_revision());
  if (!status.ok()) return status;
  // Before the reading, so that what is read is at least as new.
  *response.mutable_revision() = ToMessage(judge_.AsOf());
  const std::vector<std::string> names(request.names().begin(),
                                       request.names().end());
  size_t bytes = 0;
  for (size_t begin = 0; begin < names.size(); begin += kBatchStep) {
    const size_t end = std::min(begin + kBatchStep, names.size());
    const auto at = [&names](size_t i) {
      return names.begin() + static_cast<std::ptrdiff_t>(i);
    };
    auto stored = store_.BatchGet({at(begin), at(end)});
    if (!stored.ok()) return stored.status();
    for (size_t i = begin; i < end; ++i) {
      auto& found = (*stored)[i - begin];
      if (!found || !MaySee(found->article, role)) {
        response.add_missing(names[i]);
        continue;
      }
      bytes += found->article.ByteSizeLong();
      *response.add_articles() = Seen(std::move(found->article), role);
    }
    if (bytes > kMaxBatchBytes) {
      return ErrorWithReason(
          absl::StatusCode::kResourceExhausted, "BATCH_TOO_LARGE",
          "names: the articles are too large for one answer; ask for fewer");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<ArticleQueries::Page> ArticleQueries::ReadPage(
    ListQuery query, const std::string& page_token) const {
  const std::string list = ListKey(query);
  if (!page_token.empty()) {
    auto after = ReadPageToken(store_.StoreId(), list, page_token);
    if (!after.ok()) return after.status();
    query.after = *std::move(after);
  }
  auto read = store_.List(query);
  if (!read.ok()) return read.status();
  Page page;
  page.articles = std::move(read->articles);
  if (read->more) {
    page.next_page_token =
        MakePageToken(store_.StoreId(), list, PositionOf(page.articles.back()));
  }
  return page;
}

absl::Status ArticleQueries::List(const v1::ListArticlesRequest& request,
                                  Role role,
                                  v1::ListArticlesResponse& response) const {
  ListQuery query;
  const auto limit = PageSize(request.page_size(), 50, 1000);
  if (!limit.ok()) return limit.status();
  query.limit = *limit;
  if (!request.collection().empty()) query.collection = request.collection();
  absl::Status status = CheckCollection(query.collection);
  if (!status.ok()) return status;
  if (request.state() != v1::STATE_UNSPECIFIED) query.state = request.state();
  if (!v1::State_IsValid(query.state)) {
    return InvalidField("state",
                        "must be DRAFT, SCHEDULED, PUBLISHED or WITHDRAWN");
  }
  query.with_verdicts = request.show_with_verdicts();
  if (query.with_verdicts || query.state != v1::STATE_PUBLISHED) {
    status = RequireRole(role, Role::kReader);
    if (!status.ok()) return status;
  }
  // A draft with a verdict is a draft: verdicts keep nothing from the
  // newsroom's own lists.
  query.with_verdicts |= query.state != v1::STATE_PUBLISHED;
  auto page = ReadPage(query, request.page_token());
  if (!page.ok()) return page.status();
  for (v1::Article& article : page->articles) {
    *response.add_articles() = Seen(std::move(article), role);
  }
  response.set_next_page_token(page->next_page_token);
  return absl::OkStatus();
}

absl::Status ArticleQueries::GetSectionSettings(
    const v1::GetSectionSettingsRequest& request,
    v1::SectionSettings& response) const {
  const absl::Status status = CheckSectionSettingsName("name", request.name());
  if (!status.ok()) return status;
  auto stored = store_.GetSectionSettings(request.name());
  if (!stored.ok()) return stored.status();
  if (*stored) {
    response = **std::move(stored);
  } else {
    response.set_name(request.name());
  }
  return absl::OkStatus();
}

absl::Status ArticleQueries::Lookup(const v1::LookupArticleRequest& request,
                                    v1::LookupArticleResponse& response) const {
  if (!IsSlug(request.slug())) {
    return InvalidField("slug", "must match [a-z0-9-]{1,80}");
  }
  const absl::Status status = CheckRevision(request.min_revision());
  if (!status.ok()) return status;
  const auto none = [&request] {
    return NoSuchArticle(absl::StrCat("article at ", request.slug()));
  };
  *response.mutable_revision() = ToMessage(judge_.AsOf());
  const auto owner = store_.FindSlug(request.slug());
  if (!owner.ok()) return owner.status();
  if (!*owner) return none();
  const auto stored = store_.Get((*owner)->name);
  if (!stored.ok()) return stored.status();
  if (!*stored || !(*stored)->was_published) return none();
  const v1::Article& article = (*stored)->article;
  response.set_name(article.name());
  response.set_slug(article.slug());
  response.set_state(article.state());
  response.set_public_notice(article.withdrawal().public_notice());
  response.set_language_code(article.language_code());
  response.set_article_revision(article.revision());
  return absl::OkStatus();
}

}  // namespace byline::article
