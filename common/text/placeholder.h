// Placeholders: articles that only hold a place for one to come. Pure and
// thread-safe.
//
// Two signs, in any mixture: most sentences repeat one another (also nearly),
// whatever they say and in whatever language; or a short text of which nothing
// is left once sentences that only announce text ("coming soon", "Inhalt
// folgt", "lorem ipsum") are taken away. Such a sentence is not looked up whole
// but recognised by what it talks of: the text itself, its absence or growth,
// and soon. So a short real story that ends in "More to follow" is none.
#ifndef BYLINE_COMMON_TEXT_PLACEHOLDER_H_
#define BYLINE_COMMON_TEXT_PLACEHOLDER_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <string>
#include <vector>

namespace byline::text {

// Why the article is a placeholder, in English with figures, for the newsroom:
// "5 of 6 sentences repeat another"; absent when it is none. `paragraphs`
// leaves out a repeated headline. `language` is BCP 47 and may be empty or
// wrong: the signs of all languages are looked for.
absl::optional<std::string> PlaceholderReason(
    absl::string_view headline, const std::vector<std::string>& paragraphs,
    absl::string_view language);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_PLACEHOLDER_H_
