// The collections (lists) that an article belongs to. A fragment of a list
// depends on its collection; a change names the collections of the article
// before and after it. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_COLLECTIONS_H_
#define BYLINE_COMMON_ARTICLE_COLLECTIONS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline {

// The collection of all articles (front page, feed, sitemap).
inline constexpr char kAllArticles[] = "articles/-";

// "sections/{slug}", "tags/{slug}", "authors/{slug}" of a name as it is shown.
std::string SectionCollection(absl::string_view section);
std::string TagCollection(absl::string_view tag);
std::string AuthorCollection(absl::string_view author);

// All collections that the article's fields name, whatever its state and
// verdicts: "articles/-" first, then its section, tags and authors in their
// order, without repeats or empty names.
std::vector<std::string> CollectionsOf(const article::v1::Article& article);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_COLLECTIONS_H_
