#include "common/article/collections.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/slug.h"

namespace byline {

std::string SectionCollection(absl::string_view section) {
  return absl::StrCat("sections/", text::SlugOrHash(section));
}

std::string TagCollection(absl::string_view tag) {
  return absl::StrCat("tags/", text::SlugOrHash(tag));
}

std::string AuthorCollection(absl::string_view author) {
  return absl::StrCat("authors/", text::SlugOrHash(author));
}

std::vector<std::string> CollectionsOf(const article::v1::Article& article) {
  std::vector<std::string> collections = {kAllArticles};
  const auto add = [&](const std::string& name,
                       std::string (*collection_of)(absl::string_view)) {
    if (text::Fold(name).empty()) return;
    std::string collection = collection_of(name);
    if (std::find(collections.begin(), collections.end(), collection) ==
        collections.end())
      collections.push_back(std::move(collection));
  };
  add(article.section(), SectionCollection);
  for (const std::string& tag : article.tags()) add(tag, TagCollection);
  for (const std::string& author : article.authors())
    add(author, AuthorCollection);
  return collections;
}

}  // namespace byline
