#include "services/article/commands/slug_keeper.h"

#include <absl/strings/str_cat.h>

#include "common/base/crypto.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/slug_choice.h"

namespace byline::article {
namespace {

// A headline that hundreds share ("Briefs") gets random digits in the end, so
// that a write stays quick.
constexpr int kAttempts = 100;

}  // namespace

absl::Status ClaimSlug(ArticleWriter& writer, const v1::Article& article) {
  const auto owner = writer.SlugOwner(article.slug());
  if (!owner.ok()) return owner.status();
  if (owner->empty() || *owner == article.name()) return absl::OkStatus();
  return SlugTaken(article.slug());
}

absl::Status ChooseSlug(ArticleWriter& writer, v1::Article& article) {
  const std::string wanted = WantedSlug(article);
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    const std::string slug = SlugAttempt(wanted, attempt);
    const auto owner = writer.SlugOwner(slug);
    if (!owner.ok()) return owner.status();
    if (owner->empty() || *owner == article.name()) {
      article.set_slug(slug);
      return absl::OkStatus();
    }
  }
  article.set_slug(
      absl::StrCat(absl::string_view(wanted).substr(0, 60), "-", RandomHex(8)));
  return ClaimSlug(writer, article);
}

}  // namespace byline::article
