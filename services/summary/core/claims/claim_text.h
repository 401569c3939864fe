// A text as the words that a claim is made of, with what the rules of
// point_check.h ask of each: its form for comparison, whether it may be a name,
// in which clause and whether inside a quotation it stands. Chinese and
// Japanese characters are words of their own. Pure, total on any bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_TEXT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_TEXT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

namespace byline::summary {

struct ClaimWord {
  // Bytes of the text.
  size_t begin = 0;
  size_t end = 0;
  // Folded, without a possessive 's and the dots of "U.S.".
  std::string form;
  // The currency or percent sign beside a number.
  std::string sign;
  // What inflections of a word share, roughly; the same as `form` for numbers.
  // Of a Chinese character: with the one behind it.
  std::string stem;
  bool capital = false;
  bool all_capitals = false;
  // Begins a sentence or a quotation, or stands behind a colon: a capital says
  // nothing there.
  bool initial = false;
  // A function word, or one of too little weight to tell sentences apart.
  bool function = false;
  bool quoted = false;
  // Parts of the text between commas, dashes, brackets, quotation marks and
  // some conjunctions, numbered from 0.
  int clause = 0;
  int sentence = 0;
  // What the word adds to a sentence that shares it; 0 for function words.
  double weight = 0;
};

// `language` is BCP 47 or empty.
std::vector<ClaimWord> ReadClaim(absl::string_view text,
                                 const std::string& language);

// The words of one sentence.
std::vector<ClaimWord> ReadClaimSentence(absl::string_view sentence,
                                         const std::string& language);

// The forms and signs, with one space ahead of and behind each: what two texts
// share if one stands word for word in the other.
std::string VerbatimKey(const std::vector<ClaimWord>& words);

struct Quotation {
  // Bytes between the marks.
  size_t begin = 0;
  size_t end = 0;
};

// Quotations in double or single marks of any style, in order, that close.
std::vector<Quotation> FindQuotedRanges(absl::string_view text);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_CLAIM_TEXT_H_
