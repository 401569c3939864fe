// What PrepareArticle makes of an article's texts, made the plain way: for
// tests that hold the quick way to it. Words come from text::Terms alone,
// counts from a std::map, near-copies' words from one character after the
// other.
#ifndef BYLINE_TESTS_UNIT_RECOMMENDATION_PLAIN_PREPARED_H_
#define BYLINE_TESTS_UNIT_RECOMMENDATION_PLAIN_PREPARED_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// The words of a text, as CopyWords defines them.
CopyWords PlainCopyWords(absl::string_view text);

// Terms, spellings, words and sketch; of the facts only the language.
PreparedArticle PlainPrepared(const article::v1::Article& article);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_UNIT_RECOMMENDATION_PLAIN_PREPARED_H_
