// Function words of some languages, in the folded form of Terms. For the inside
// of common/text: IsStopWord and the recognition of languages.
#ifndef BYLINE_COMMON_TEXT_STOP_WORDS_H_
#define BYLINE_COMMON_TEXT_STOP_WORDS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>

namespace byline::text {

using WordSet = absl::flat_hash_set<absl::string_view>;

// The list of each language, by primary subtag. Made once, never destroyed.
const absl::flat_hash_map<absl::string_view, WordSet>& StopWordLists();

// The list of a primary subtag; null for languages without one.
const WordSet* StopWordsOf(absl::string_view primary_language);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_STOP_WORDS_H_
