// Resource names of articles, "articles/{id}", and ids. Pure and thread-safe,
// but for MakeArticleName, which takes random bytes of the system.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_
#define BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <string>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// Whether `id` matches [A-Za-z0-9][A-Za-z0-9._-]{0,127}.
bool IsArticleId(absl::string_view id);
// "articles/{id}".
std::string ArticleName(absl::string_view id);
// A new name with a random id.
std::string MakeArticleName();

// OK where `name` is "articles/{id}"; otherwise INVALID_ARGUMENT for `field`.
absl::Status CheckArticleName(absl::string_view field, absl::string_view name);

// The name under which an import stores an article: its own where that is
// valid; otherwise made from the external id, from the invalid name where there
// is no external id, or from the content where there is neither; so that the
// same item gets the same name again.
std::string ImportName(const v1::Article& item);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_
