// Whether a sentence can be read on its own: rules on its opening, its
// quotations and its marks, for English, French, German, Spanish, Arabic,
// Persian and Chinese; other languages get the rules on marks alone. Pure,
// thread-safe, total on any bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_STANDALONE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_STANDALONE_H_

#include <absl/strings/string_view.h>

namespace byline::summary {

// Whether it opens with a pronoun or connective that points at the sentence
// before ("He", "However", "In addition"; not "This week").
bool OpensDangling(absl::string_view sentence, absl::string_view language);

// Whether it ends in a question mark, closing quote marks and brackets aside.
bool IsQuestion(absl::string_view sentence);

// Whether double quote marks, guillemets and round brackets open and close
// inside it.
bool MarksBalance(absl::string_view sentence);

// Whether it begins with a quotation.
bool IsQuoteLed(absl::string_view sentence);

// Whether it is mostly quotation and does not say whose.
bool QuoteLacksSpeaker(absl::string_view sentence, absl::string_view language);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_STANDALONE_H_
