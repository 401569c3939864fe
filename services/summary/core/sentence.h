// A sentence as a candidate for key points and abstract: where it stands, what
// it says, and what speaks against showing it alone. CollectSentences finds
// those of a document; scores are added by scored_text.h. Views into the
// document. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SENTENCE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SENTENCE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/shortening.h"
#include "services/summary/core/source_document.h"

namespace byline::summary {

struct Sentence {
  const SourceBlock* block = nullptr;
  // Bytes of the block's text.
  size_t begin = 0;
  size_t end = 0;
  // What is left out when it is shown, in bytes of the block's text.
  std::vector<Deletion> deletions;
  // What is shown.
  std::string text;
  bool first_in_block = false;
  bool last_in_block = false;

  // ICU words, and words apart by white space: limits hold by either count.
  int words = 0;
  int spaced_words = 0;

  // Not prose of the article: "Read more", bylines, captions, headings, pieces
  // without an end, what closes a list.
  bool boilerplate = false;
  // Belongs to the key points that the article brings along itself.
  bool own_summary = false;
  bool list_item = false;
  bool question = false;
  bool ends_with_colon = false;
  bool repeats_headline = false;
  // Quote marks and brackets open and close inside it.
  bool balanced = true;
  // Quoted words whose speaker is not told.
  bool lone_quote = false;
  // Begins with a quotation.
  bool quote_led = false;
  // Opens with a pronoun or connective that needs the sentence before.
  bool dangling = false;
  // Tells a day by the day of writing ("today", "on Tuesday"), which goes
  // stale.
  bool relative_day = false;

  double score = 0;

  // Fit to be shown, but for what it may need of its neighbour.
  bool IsSound() const {
    return !boilerplate && !own_summary && !list_item && !question &&
           !ends_with_colon && !repeats_headline && balanced && !lone_quote;
  }
};

// The byte of the block that stands at `at` in the sentence's text; where a
// deletion falls on it, the byte in front of it, or the one behind it.
size_t OffsetBefore(const Sentence& sentence, size_t at);
size_t OffsetBehind(const Sentence& sentence, size_t at);

// Words apart by ASCII white space.
int CountSpacedWords(absl::string_view text);

// All sentences of the document, in order; those without a letter or digit are
// left out.
std::vector<Sentence> CollectSentences(const SourceDocument& document);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SENTENCE_H_
