// The similar articles as HTML: a section with a card for each. By ctemplate
// with context-aware escaping, from plain text only: markup in a headline shows
// as text. Thread-safe; never fails.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RENDER_SIMILAR_FRAGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_RENDER_SIMILAR_FRAGMENT_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/recommendation/v1/similarity.pb.h"

namespace byline::recommendation {

// A card. All texts are plain.
struct SimilarCard {
  std::string headline;
  std::string slug;
  std::string language;         // BCP 47; empty when unknown
  std::string abstract;         // empty: the card has none
  std::string reason;           // empty: the card has none
  std::string article = "";     // its name, for who tells that it was followed
  std::string correction = "";  // empty: it was never corrected
};

// Makes the HTML of `cards` for a page in `language` (BCP 47, may be empty);
// empty when there are no cards.
std::string RenderSimilarArticles(const std::vector<SimilarCard>& cards,
                                  absl::string_view language);

// What a card says of why it is there, in the words of `language`: the shared
// names and terms (at most three together), the section, newer or older.
std::string CardReason(const v1::SimilarArticle& similar,
                       absl::string_view language);

// That the article was corrected, and when; empty where it never was.
std::string CardCorrection(const v1::SimilarArticle& similar,
                           absl::string_view language);

// Digest of the template, for Fragment.renderer.
const std::string& SimilarTemplateDigest();

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RENDER_SIMILAR_FRAGMENT_H_
