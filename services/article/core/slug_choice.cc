#include "services/article/core/slug_choice.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include "common/text/slug.h"

namespace byline::article {

std::string WantedSlug(const v1::Article& article) {
  const std::string slug = text::MakeSlug(article.headline());
  if (!slug.empty()) return slug;
  return text::SlugOrHash(absl::StripPrefix(article.name(), "articles/"));
}

std::string SlugAttempt(absl::string_view base, int attempt) {
  if (attempt <= 1) return std::string(base);
  const std::string suffix = absl::StrCat("-", attempt);
  absl::string_view stem = base.substr(0, text::kMaxSlugLength - suffix.size());
  while (!stem.empty() && stem.back() == '-') stem.remove_suffix(1);
  return absl::StrCat(stem, suffix);
}

}  // namespace byline::article
