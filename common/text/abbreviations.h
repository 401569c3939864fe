// Abbreviations that take a full stop, and the words that tell whether a
// sentence begins after one. For the inside of common/text.
#ifndef BYLINE_COMMON_TEXT_ABBREVIATIONS_H_
#define BYLINE_COMMON_TEXT_ABBREVIATIONS_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// What a full stop after a word says.
enum class StopAfter {
  kOrdinary,      // no abbreviation: it ends the sentence
  kNever,         // "Dr.": never ends one
  kBeforeNumber,  // "No. 7": an abbreviation only ahead of a number
  kBeforeName,    // "St. Michael's": ahead of a capital that opens no sentence
  kMayEnd,        // "Inc.": ends one only ahead of a common opener ("The")
  kEndsAtCapital  // "etc.": ends one ahead of any capital
};

// `word` is what stands ahead of the full stop, as written, without it ("Dr",
// "a.m"); `primary_language` a primary subtag or empty.
StopAfter AbbreviationOf(absl::string_view word,
                         absl::string_view primary_language);

// Whether a capitalised word ("The", "He") commonly opens a sentence and is no
// name or title: after "U.S." it tells a new sentence.
bool OpensSentence(absl::string_view word, absl::string_view primary_language);

// Whether `word` is a title that stands ahead of a name ("Mr", "Gen",
// "President").
bool IsTitle(absl::string_view word);

// Whether `word` is a reporting verb in the form that follows a quote ("said",
// "asked").
bool IsReportingVerb(absl::string_view word);

// Whether `word` is a weekday, month or time zone, such as follow "at 5 p.m.".
bool IsTimeWord(absl::string_view word);

// Whether ordinal numbers are written with a full stop ("3. Liga").
bool WritesOrdinalsWithStop(absl::string_view primary_language);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_ABBREVIATIONS_H_
