// What is read most as HTML: a section with a numbered list of headlines. By
// ctemplate with context-aware escaping, from plain text only: markup in a
// headline shows as text. Thread-safe; never fails.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RENDER_TRENDING_FRAGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_RENDER_TRENDING_FRAGMENT_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

namespace byline::recommendation {

// An entry of the list. Plain texts.
struct TrendingEntry {
  std::string headline;
  std::string slug;
  std::string language;  // BCP 47; empty when unknown
};

// Makes the HTML of `entries`, with words in `language` (BCP 47, may be empty);
// empty when there are none.
std::string RenderTrendingArticles(const std::vector<TrendingEntry>& entries,
                                   absl::string_view language);

// Digest of the template, for Fragment.renderer.
const std::string& TrendingTemplateDigest();

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RENDER_TRENDING_FRAGMENT_H_
