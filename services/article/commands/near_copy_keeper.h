// Stores an article together with what follows from it for near-copies: finds
// those of its text among published articles, decides anew which of each
// touched cluster are canonical, and stores the articles whose verdict moved as
// writes of their own, in the same transaction.
//
// Only published articles without a verdict of their own take part: a thin text
// or a placeholder is in no list anyway, and must not push a good one out of
// it.
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_NEAR_COPY_KEEPER_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_NEAR_COPY_KEEPER_H_

#include <absl/status/status.h>

#include "byline/article/v1/article.pb.h"
#include "services/article/store/article_writer.h"

namespace byline::article {

// `article` carries its own verdicts (DeriveFromText), or those that it was
// stored with; its duplicate verdict is set here.
absl::Status PutWithNearCopies(ArticleWriter& writer, v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_NEAR_COPY_KEEPER_H_
