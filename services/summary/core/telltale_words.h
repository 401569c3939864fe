// Words that tell how a sentence stands to others: openings that point at the
// sentence before, and verbs by which somebody is said to say something. All in
// the form of text::Fold. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_TELLTALE_WORDS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_TELLTALE_WORDS_H_

#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>
#include <absl/types/span.h>

namespace byline::summary {

using WordSet = absl::flat_hash_set<absl::string_view>;

// First words that dangle, by primary language (empty: English); none for
// languages that are not known.
const WordSet& DanglingWords(absl::string_view language);

// First words in a row that dangle, with a space behind each.
absl::Span<const absl::string_view> EnglishOpenings();

// Chinese has no spaces: these are looked for at the very front.
absl::Span<const absl::string_view> ChineseOpenings();

// What may follow "this" without pointing back: "this week".
const WordSet& WordsOfTime();

// Words by which somebody is said to say something: English, French, German,
// Spanish.
const WordSet& ReportingWords();

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_TELLTALE_WORDS_H_
