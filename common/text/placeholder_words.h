// The words in which placeholders speak, in many languages at once. For the
// inside of common/text.
#ifndef BYLINE_COMMON_TEXT_PLACEHOLDER_WORDS_H_
#define BYLINE_COMMON_TEXT_PLACEHOLDER_WORDS_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// What a word can be in a sentence that announces text.
struct PlaceholderRole {
  bool text = false;    // the text itself: article, page, contenu, Beitrag
  bool coming = false;  // its absence, growth or nearness: soon, updated, folgt
  bool filler = false;  // a function word of some language, or "please", "we"
};

// The role of a word in the folded form of Terms.
PlaceholderRole PlaceholderRoleOf(absl::string_view word);

// Whether the folded sentence holds a phrase that announces text by itself
// ("coming soon", "lorem ipsum", "敬请期待").
bool HasStockPhrase(absl::string_view folded_sentence);

// How many bytes of a sentence of a script without spaces belong to words with
// a role, and which roles.
size_t PlaceholderCoverage(absl::string_view sentence, PlaceholderRole* roles);

// Whether `word` is of the pseudo-Latin that fills layouts ("dolor",
// "consectetur").
bool IsFillerLatin(absl::string_view word);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_PLACEHOLDER_WORDS_H_
