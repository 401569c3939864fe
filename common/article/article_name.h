// Resource names of articles, "articles/{id}", and ids. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_ARTICLE_NAME_H_
#define BYLINE_COMMON_ARTICLE_ARTICLE_NAME_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <string>

namespace byline {

// Whether `id` matches [A-Za-z0-9][A-Za-z0-9._-]{0,127}.
bool IsArticleId(absl::string_view id);

// "articles/{id}".
std::string ArticleName(absl::string_view id);

// Whether `name` is "articles/{id}".
bool IsArticleName(absl::string_view name);

// OK where `name` is one; otherwise INVALID_ARGUMENT for `field`.
absl::Status CheckArticleName(absl::string_view field, absl::string_view name);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_ARTICLE_NAME_H_
