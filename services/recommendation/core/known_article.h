// What SimilarityIndex knows of an article by its name.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_KNOWN_ARTICLE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_KNOWN_ARTICLE_H_

#include "byline/article/v1/article.pb.h"
#include "services/recommendation/core/index/language_index.h"

namespace byline::recommendation {

// Where a published article is kept.
struct ArticlePlace {
  LanguageIndex* index = nullptr;
  Location location;
};

// What is known of an article without its text.
struct AbsentArticle {
  article::v1::State state = article::v1::STATE_UNSPECIFIED;
  bool was_published = false;  // now or ever

  bool IsGoneForReaders() const {
    return was_published && state == article::v1::STATE_WITHDRAWN;
  }
};

// One or the other, or neither.
struct KnownArticle {
  const ArticlePlace* place = nullptr;
  const AbsentArticle* absent = nullptr;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_KNOWN_ARTICLE_H_
