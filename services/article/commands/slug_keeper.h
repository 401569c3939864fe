// Finds a slug for an article within a write transaction. An old slug of
// another article is never given away.
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_SLUG_KEEPER_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_SLUG_KEEPER_H_

#include <absl/status/status.h>

#include "byline/article/v1/article.pb.h"
#include "services/article/store/article_writer.h"

namespace byline::article {

// OK if the article's slug is free or its own; ALREADY_EXISTS otherwise.
absl::Status ClaimSlug(ArticleWriter& writer, const v1::Article& article);

// Sets the slug that the headline asks for, with "-2", "-3" and so on where it
// is taken. One that the article already has or had is taken again.
absl::Status ChooseSlug(ArticleWriter& writer, v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_SLUG_KEEPER_H_
