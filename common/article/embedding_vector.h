// What is wrong with an article's own vector (byline.article.v1.Article's
// embedding_vector): its model must be 1 to 100 printable ASCII characters, its
// values 1 to 1,536 finite numbers that are not all 0. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_EMBEDDING_VECTOR_H_
#define BYLINE_COMMON_ARTICLE_EMBEDDING_VECTOR_H_

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/base/errors.h"

namespace byline {

// `path` is that of the vector in its request. Empty: nothing is wrong. Of many
// values that are no numbers the first is named.
std::vector<FieldViolation> EmbeddingVectorFaults(
    const std::string& path, const article::v1::EmbeddingVector& vector);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_EMBEDDING_VECTOR_H_
