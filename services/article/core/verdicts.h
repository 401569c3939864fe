// Verdicts: what is wrong with an article. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_VERDICTS_H_
#define BYLINE_SERVICES_ARTICLE_CORE_VERDICTS_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

inline constexpr int kThinWords = 40;

// Words of the text, as a reader counts them; without headline and standfirst.
int CountArticleWords(const v1::Article& article);

// Replaces the verdicts by those of the text itself: thin, placeholder, no
// headline. A duplicate verdict is removed too: clusters decide on it.
void SetOwnVerdicts(v1::Article& article);

// Adds the verdict "duplicate of `canonical`".
void SetDuplicate(v1::Article& article, absl::string_view canonical,
                  double similarity);
// Removes such a verdict.
void ClearDuplicate(v1::Article& article);

// The shingles by which near-copies are found: of headline and text.
std::vector<uint64_t> ArticleShingles(const v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_VERDICTS_H_
