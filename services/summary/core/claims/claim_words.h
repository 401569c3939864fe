// Words that turn what a claim says: negations, hedges, words by which somebody
// is said to say something; and words that a capital does not make a name. In
// the form of ClaimWord. Languages are primary subtags; empty counts as
// English. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_WORDS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_WORDS_H_

#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>

namespace byline::summary {

using ClaimWordSet = absl::flat_hash_set<absl::string_view>;

// "not", "don't", "never", "denied", "pas", "kein", "نیست", "没". Of Chinese:
// single characters.
bool IsNegator(absl::string_view form, absl::string_view primary);

// Says less than yes without one of those: "fails", "lack", "unlikely".
// English.
bool LeansToNo(absl::string_view form);

// "allegedly", "suspected", "accused": what follows is not known to be true.
// English.
bool IsStrongHedge(absl::string_view form);

// "may", "likely", "appears". English.
bool IsWeakHedge(absl::string_view form);

// Of these, the ones that do nothing else: "may", not "expected".
bool MakesDoubtful(absl::string_view form);

// Verbs and prepositions of reported speech, in English, French, German and
// Spanish.
bool IsReporting(absl::string_view form);

// Nouns that are such verbs behind a name: "reports", "claims". English.
bool MayReport(absl::string_view form);

// "he", "they", "who": a speaker who is named before.
bool IsPersonalPronoun(absl::string_view form);

// Words for one sort of speaker ("police", "officers", "authorities") have the
// same number above 0; others 0.
int SpeakerGroup(absl::string_view form);

// "but", "although", "while": a new clause begins.
const ClaimWordSet& ConjunctionsOfClauses();

// Titles and other capitalised words that are no names: "President", "Street".
bool IsTitleWord(absl::string_view form);

// 1 to 7 from Monday, 11 to 22 from January; 0 for other words. English, with
// short forms, French, German, Spanish.
int CalendarWord(absl::string_view form, absl::string_view primary);

// One form for the spellings of a country or party that do not look alike:
// "british" and "britain" are "uk". `form` itself where there is none.
absl::string_view CanonicalName(absl::string_view form);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_WORDS_H_
