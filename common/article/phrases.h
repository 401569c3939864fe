// The words of the interface, in the language of the article beside which they
// stand. Pure and thread-safe.
//
// en, fr, de, es, ar, fa and zh are complete; every other language gets
// English. Plain text: whoever puts it into HTML escapes it.
//
//   PhraseIn(Phrase::kKeyPoints, "fr-CA")               // "L’essentiel"
//   PhraseIn(Phrase::kBothMention, "en", "Gaza")        // "Both mention Gaza"
#ifndef BYLINE_COMMON_ARTICLE_PHRASES_H_
#define BYLINE_COMMON_ARTICLE_PHRASES_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <string>
#include <vector>

namespace byline {

// What is said. Those marked "{}" have a place for a value.
enum class Phrase {
  kKeyPoints,            // heading of the summary
  kChosenAutomatically,  // "Sentences of the article, chosen automatically"
  kChosenByEditors,      // "Chosen by the editors"
  kReadingTime,          // "{} min read", a number of minutes
  kSimilarArticles,      // heading of the similar articles
  kMostRead,             // heading of the articles that are read most
  kBothMention,          // "Both mention {}"
  kSameStory,            // reason: the same running story
  kAlsoRead,             // reason: readers of the one read the other
  kPinned,               // reason: the newsroom chose it
  kSameSection,          // "Same section: {}"
  kSameTag,              // "Same tag: {}"
  kSameAuthor,           // "Also by {}"
  kNewer,                // reason: published after this article
  kOlder,                // reason: published before this article
  kSameDay,              // reason: published on the same day
  kPublished,            // "Published {}", a date
  kUpdated,              // "Updated {}", a date
  kDateUnknown,
  kBy,               // "By {}", names of authors
  kCorrections,      // heading
  kCorrected,        // "Corrected {}", a date
  kWithdrawn,        // title of a withdrawn article's page
  kWithdrawnNotice,  // "This article has been withdrawn by the publisher."
  kFrontPage,
  kNextPage,  // of a list, towards the older
  kPreviousPage,
  kNewest,      // back to the first page of a list
  kSection,     // "Section: {}"
  kTag,         // "Tag: {}"
  kAuthor,      // "Articles by {}"
  kNoArticles,  // an empty list
  kReadMore,
  kSkipToContent,  // link for keyboard and screen reader
  kMenu,           // label of the navigation
  kNotFound,       // title of a 404 page
  kNotFoundNotice,
  kUnavailable,  // title of a 503 page
  kUnavailableNotice,
  kPhoto,         // credit of an image: "Photo: {}"
  kTable,         // label of a table without caption
  kExternalLink,  // label of an embed: "On {}", a site
  kDuplicateOf,   // "Another version of this article: {}"
  kListAnd,       // joins the last two of a list of names: " and "
  kListComma,     // joins the others: ", "
};
inline constexpr int kPhraseCount = static_cast<int>(Phrase::kListComma) + 1;

// The phrase in `language` (BCP 47), with `value` in the place of "{}".
std::string PhraseIn(Phrase phrase, absl::string_view language,
                     absl::string_view value = "");

// The language that PhraseIn answers in: the primary subtag where it is known,
// "en" otherwise. For a `lang` attribute where it differs from the article's.
std::string PhraseLanguage(absl::string_view language);

// A date as a reader of `language` writes it, in UTC: "3 May 2026", "3. Mai
// 2026", "2026年5月3日", Persian and Arabic in their own digits and month names
// (Gregorian). By ICU.
std::string DateIn(absl::Time time, absl::string_view language);

// A whole number in the digits that dates are written in.
std::string NumberIn(int number, absl::string_view language);

// "A", "A and B", "A, B and C".
std::string ListIn(const std::vector<std::string>& names,
                   absl::string_view language);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_PHRASES_H_
