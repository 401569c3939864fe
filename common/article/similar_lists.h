// What a list of similar articles is called among the dependencies of what
// shows it. It is derived (common/freshness/derived_changes.h): the
// recommendation service tells when one changed, the change feed does not.
#ifndef BYLINE_COMMON_ARTICLE_SIMILAR_LISTS_H_
#define BYLINE_COMMON_ARTICLE_SIMILAR_LISTS_H_

#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>

#include <string>

namespace byline {

// All of them: every list depends on it, besides its own name.
inline constexpr char kAllSimilarLists[] = "similarArticles/-";

// The list of "articles/{article}": "articles/{article}/similarArticles".
inline std::string SimilarListOf(absl::string_view article_name) {
  return absl::StrCat(article_name, "/similarArticles");
}

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_SIMILAR_LISTS_H_
