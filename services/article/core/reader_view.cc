#include "services/article/core/reader_view.h"

#include "services/article/core/editorial_summary.h"

namespace byline::article {

void WithholdFromReaders(v1::Article& article) {
  WithholdPoints(article);
  article.clear_similarity_settings();
  article.clear_embedding_vector();
}

}  // namespace byline::article
