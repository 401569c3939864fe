// Slugs that an article may get: the headline's, then with "-2", "-3" and so
// on. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_SLUG_CHOICE_H_
#define BYLINE_SERVICES_ARTICLE_CORE_SLUG_CHOICE_H_

#include <absl/strings/string_view.h>

#include <string>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// The slug that the article's headline asks for; made from its id where the
// headline leaves nothing. Never empty.
std::string WantedSlug(const v1::Article& article);

// The `attempt`-th choice, from 1: `base`, `base`-2, `base`-3 ..., cut so that
// it keeps within 80 characters.
std::string SlugAttempt(absl::string_view base, int attempt);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_SLUG_CHOICE_H_
